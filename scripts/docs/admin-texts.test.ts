import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import english from "../../src/admin/i18n/en.json"
import { ADVICE } from "../../src/modules/payby/advice"
import { FINDINGS } from "../../src/modules/payby/statement/finding"
import { ROOT } from "./page"

// The server sends words, the admin's pages have the texts. A text that is missing would be shown as
// the bare word; Arabic has exactly the texts that English has.

it("has a text for every reason why a payment is closed, given back, or needs a person", () => {
  const order = join(ROOT, "src", "modules", "payby", "ledger", "order.ts")
  const without = (type: string, texts: object) =>
    wordsOf(order, type).filter((word) => !(word in texts))
  expect(wordsOf(order, "IntentReason").length).toBeGreaterThan(10)
  expect(without("IntentReason", english.reason)).toEqual([])
  expect(wordsOf(order, "Attention").length).toBeGreaterThan(10)
  expect(without("Attention", english.attention.reason)).toEqual([])
})

it("has a text and a next step for everything that is listed as needing a person", () => {
  const { reason, next } = english.attention
  const needed = Object.keys(ADVICE)
  expect(needed.filter((word) => !(word in reason) || !(word in next))).toEqual([])
})

it("has a text for everything that the check of a statement may find", () => {
  const { difference } = english.statement
  expect(Object.keys(FINDINGS).filter((kind) => !(kind in difference))).toEqual([])
})

it("has a text for everything that the health checks may find", () => {
  const findings = findingsOf(join(ROOT, "src", "back-office", "health"))
  const texts: Record<string, Record<string, string>> = english.health.finding
  expect(findings.length).toBeGreaterThan(25)
  expect(findings.filter(([check, found]) => texts[check]?.[found] === undefined)).toEqual([])
})

/** The words of a type that is nothing but words. */
function wordsOf(path: string, type: string): string[] {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2021, true)
  return file.statements.flatMap((statement) => {
    if (!ts.isTypeAliasDeclaration(statement) || statement.name.text !== type) return []
    const { type: definition } = statement
    const members = ts.isUnionTypeNode(definition) ? definition.types : [definition]
    return members.flatMap((member) =>
      ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal)
        ? [member.literal.text]
        : [],
    )
  })
}

/** The words that `finding(check, status, found, …)` is called with in a folder's files. */
function findingsOf(folder: string): [check: string, found: string][] {
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(join(folder, name), "utf8")
    const found: [string, string][] = []
    const visit = (node: ts.Node) => {
      if (ts.isCallExpression(node) && node.expression.getText() === "finding") {
        const [check, , word] = node.arguments
        if (check && word && ts.isStringLiteral(check)) {
          found.push(...resultsOf(word).map((one): [string, string] => [check.text, one]))
        }
      }
      ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(name, text, ts.ScriptTarget.ES2021, true))
    return found
  })
}

/** The texts that an expression may result in: its own, or those of its branches. */
function resultsOf(node: ts.Expression): string[] {
  if (ts.isStringLiteral(node)) return [node.text]
  if (!ts.isConditionalExpression(node)) return []
  return [...resultsOf(node.whenTrue), ...resultsOf(node.whenFalse)]
}
