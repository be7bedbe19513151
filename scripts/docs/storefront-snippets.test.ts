import { execFileSync } from "node:child_process"
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { ROOT } from "./page"

const FOLDER = join(ROOT, ".cache", "storefront-snippets")

afterAll(() => rmSync(FOLDER, { recursive: true, force: true }))

it("shows storefronts nothing that does not compile against the kit", () => {
  const page = readFileSync(join(ROOT, "docs", "storefront.md"), "utf8")
  const snippets = [...page.matchAll(/```(tsx?)\n(.*?)```/gs)]
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  for (const [index, [, language, text = ""]] of snippets.entries()) {
    writeFileSync(join(FOLDER, `snippet-${index}.${language}`), text)
  }
  const config = {
    extends: "../../tsconfig.browser.json",
    compilerOptions: { types: [] },
    include: ["./*"],
  }
  writeFileSync(join(FOLDER, "tsconfig.json"), JSON.stringify(config))

  expect(snippets).toHaveLength(3)
  expect(compilerErrors()).toBe("")
}, 60_000)

function compilerErrors(): string {
  const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc")
  try {
    execFileSync(process.execPath, [compiler, "-p", FOLDER])
    return ""
  } catch (error) {
    // What Node throws is no Error of a test's own world.
    const told = typeof error === "object" && error !== null && "stdout" in error
    return String(told ? error.stdout : error)
  }
}
