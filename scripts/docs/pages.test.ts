import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import ts from "typescript"
import type { IntentReason } from "../../src/modules/payby/ledger/order"
import { ADVICE } from "../../src/modules/payby/advice"
import { FINDINGS } from "../../src/modules/payby/statement/finding"
import { PAGES_WITH_SECTIONS, present, regenerated } from "./generated"
import { allOptions } from "./options-table"
import { allPages, fromRoot, ROOT, type Page } from "./page"

const pages = allPages()
const byPath = new Map(pages.map((page) => [page.path, page]))
const manifest: {
  scripts: Record<string, string>
  bin: Record<string, string>
  peerDependencies: Record<string, string>
  engines: { node: string }
} = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"))

it.each(PAGES_WITH_SECTIONS)("%s says what the code says (else: npm run docs)", async (page) => {
  expect(present(page)).toBe(await regenerated(page))
})

it("asks in the README for the Medusa and the Node that the package asks for", () => {
  const medusa = manifest.peerDependencies["@medusajs/medusa"]?.replace("^", "")
  const node = manifest.engines.node
    .split(" || ")
    .map((range) => `${/\d+\.\d+/.exec(range)?.[0] ?? ""}+`)
    .join(" or ")
  expect(present("README.md")).toContain(`Medusa ${medusa} or later, Node ${node}.`)
})

it("shows every folder of the source in the README's tree", () => {
  const tree = present("README.md")
  const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  expect(folders.filter((name) => !tree.includes(`─ ${name}/`))).toEqual([])
})

it("tells of every option what it means, and what holds without it", () => {
  const options = allOptions()
  const untold = options
    .filter(({ node }) => !/^.{15,}[.?]$/s.test(node.description ?? ""))
    .map(({ name }) => name)
  const open = options
    .filter(({ name, node, required }) => {
      const hasDefault = node.default !== undefined || "absent" in node
      // What a policy leaves out comes from its preset.
      return !required && !hasDefault && !name.startsWith("policy.")
    })
    .map(({ name }) => name)
  expect({ untold, open }).toEqual({ untold: [], open: [] })
})

it("has no link that leads nowhere", () => {
  const broken = pages.flatMap((page) =>
    page.links.filter((link) => !leadsSomewhere(page, link)).map((link) => `${page.path}: ${link}`),
  )
  expect(broken).toEqual([])
})

it("names only commands that exist", () => {
  const unknown = pages.flatMap((page) =>
    commandsOf(page)
      .filter((name) => !(name in manifest.scripts))
      .map((name) => `${page.path}: npm run ${name}`),
  )
  expect(unknown).toEqual([])
})

it("names only programs and scripts that the package brings", () => {
  const strangers = pages.flatMap((page) => {
    const text = readFileSync(join(ROOT, page.path), "utf8")
    const programs = [...text.matchAll(/npx (medusa-payby[\w-]*)/g)]
      .map(([, name = ""]) => name)
      .filter((name) => !(name in manifest.bin))
    const files = [...text.matchAll(/medusa-payment-payby\/\.medusa\/server\/(\S+)\.js/g)]
      .map(([, path = ""]) => `${path}.ts`)
      .filter((path) => !existsSync(join(ROOT, path)))
    return [...programs, ...files].map((name) => `${page.path}: ${name}`)
  })
  expect(strangers).toEqual([])
})

it("names only test files that are there", () => {
  const gone = pages.flatMap((page) =>
    [
      ...readFileSync(join(ROOT, page.path), "utf8").matchAll(
        /-- ((?:integration-tests|src)\/\S+)/g,
      ),
    ]
      .map(([, path = ""]) => path.replace(/`$/, ""))
      .filter((path) => !existsSync(join(ROOT, path)))
      .map((path) => `${page.path}: ${path}`),
  )
  expect(gone).toEqual([])
})

it("has every route of the Admin API and of storefronts in its page, and no other", () => {
  for (const [page, root] of [
    ["docs/admin-api.md", "admin/payby"],
    ["docs/store-api.md", "store/payby"],
  ] as const) {
    const text = present(page)
    const routes = readdirSync(join(ROOT, "src", "api", root), {
      recursive: true,
      encoding: "utf8",
    })
      .filter((file) => file.endsWith("route.ts"))
      .map((file) => `/${root}/${dirname(file).split(/[/\\]/)[0]}`)
    const named = [...text.matchAll(/(?:GET|POST) (\/(?:admin|store)\/payby\/[\w-]+)/g)].map(
      ([, path = ""]) => path,
    )
    expect([...new Set(named)].sort()).toEqual([...new Set(routes)].sort())
  }
})

it("shows only snippets that can be read by a machine", () => {
  const broken = pages.flatMap((page) =>
    page.snippets
      .map((snippet) => ({ snippet, problem: problemOf(snippet.language, snippet.text) }))
      .filter(({ problem }) => problem !== null)
      .map(({ snippet, problem }) => `${page.path}:${snippet.line} ${problem}`),
  )
  expect(broken).toEqual([])
})

it("explains every reason for which an order is closed or its money returned", () => {
  const life = present("docs/life-of-a-payment.md")
  const reasons: Record<IntentReason, true> = {
    superseded: true,
    abandoned: true,
    expired: true,
    unresolved: true,
    "unpaid-too-long": true,
    failed: true,
    refused: true,
    refunded: true,
    "collection-paid": true,
    "nothing-to-pay": true,
    "not-completed": true,
    "order-cancelled": true,
    "given-up": true,
    "by-staff": true,
  }
  expect(Object.keys(reasons).filter((reason) => !life.includes(`| \`${reason}\``))).toEqual([])
})

it("has a paragraph for every reason to call a person", () => {
  const guide = present("docs/operating.md")
  const isExplained = (reason: string) =>
    new RegExp(`^### \`${reason}\`\n\n\\S.{40,}`, "m").test(guide)
  expect(Object.keys(ADVICE).filter((reason) => !isExplained(reason))).toEqual([])
})

it("says what to do about everything that a statement check finds", () => {
  const guide = present("docs/operating.md")
  expect(Object.keys(FINDINGS).filter((kind) => !guide.includes(`| \`${kind}\``))).toEqual([])
})

function leadsSomewhere(page: Page, link: string): boolean {
  if (/^(https?:|mailto:)/.test(link)) return URL.canParse(link)
  const [path = "", anchor] = link.split("#")
  const target = path === "" ? page.path : fromRoot(join(ROOT, dirname(page.path), decodeURI(path)))
  if (!existsSync(join(ROOT, target))) return false
  return anchor === undefined || (byPath.get(target)?.anchors.has(anchor) ?? false)
}

function commandsOf(page: Page): string[] {
  const text = readFileSync(join(ROOT, page.path), "utf8")
  const runs = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name)
  return runs
}

/** What keeps a snippet from being read, or null. Programs are checked for their syntax. */
function problemOf(language: string, text: string): string | null {
  switch (language) {
    case "json":
      return attempt(() => void JSON.parse(text))
    case "js":
    case "ts":
    case "tsx":
      return syntaxErrors(text, language)
    case "":
      return "says not in what language it is"
    default:
      return null
  }
}

function attempt(read: () => void): string | null {
  try {
    read()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function syntaxErrors(text: string, language: string): string | null {
  // A snippet may show properties without their object.
  const readings = [text, `(${`{${text}}`})`]
  const problems = readings.map((reading) => {
    const { diagnostics = [] } = ts.transpileModule(reading, {
      fileName: `snippet.${language}`,
      reportDiagnostics: true,
      compilerOptions: { jsx: ts.JsxEmit.Preserve, target: ts.ScriptTarget.ES2022 },
    })
    return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "))
  })
  if (problems.some((found) => found.length === 0)) return null
  return problems[0]?.join("; ") ?? null
}
