import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import english from "./en.json"

const ADMIN = join(__dirname, "..")
const LETTER = /\p{L}/u
/** Attributes whose value somebody reads or hears. */
const READ_ALOUD = new Set([
  "title",
  "subtitle",
  "label",
  "alt",
  "placeholder",
  "aria-label",
  "term",
])

const sources = readdirSync(ADMIN, { recursive: true, encoding: "utf8" })
  .filter((path) => /(?<!\.test)\.tsx?$/.test(path) && !path.endsWith(".d.ts"))
  .map((path) => ({ path, text: readFileSync(join(ADMIN, path), "utf8") }))

/** Texts of a component that do not come from the translations. */
function literalTexts({ path, text }: { path: string; text: string }): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2021, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isJsxText(node) && LETTER.test(node.text)) found.push(`${path}: ${node.text.trim()}`)
    if (
      ts.isJsxAttribute(node) &&
      READ_ALOUD.has(node.name.getText()) &&
      node.initializer !== undefined &&
      ts.isStringLiteral(node.initializer)
    ) {
      found.push(`${path}: ${node.name.getText()}=${node.initializer.text}`)
    }
    if (
      ts.isJsxExpression(node) &&
      !ts.isJsxAttribute(node.parent) &&
      node.expression !== undefined &&
      ts.isStringLiteralLike(node.expression) &&
      LETTER.test(node.expression.text)
    ) {
      found.push(`${path}: ${node.expression.text}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

type Texts = { readonly [name: string]: string | Texts }

function keysOf(texts: Texts, above = ""): string[] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === "string" ? [above + name] : keysOf(value, `${above}${name}.`),
  )
}

it("takes every text that people read from the translations", () => {
  expect(sources.length).toBeGreaterThan(50)
  expect(sources.flatMap(literalTexts)).toEqual([])
})

it("keeps no text that nobody shows", () => {
  const code = sources.map(({ text }) => text).join("\n")
  // A key is written out, or begins with a group whose name is written out or that a template fills in.
  const isShown = (key: string) => {
    const groups = key.split(".").map((_, depth, parts) => parts.slice(0, depth + 1).join("."))
    return groups.some(
      (group) => code.includes(`"${group}"`) || (group !== key && code.includes(`\`${group}.\${`)),
    )
  }
  expect(keysOf(english).filter((key) => !isShown(key))).toEqual([])
})
