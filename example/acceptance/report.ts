import { ACCEPTANCE_CASES, CASE_NUMBERS, type Finding, type Verdict } from "../../src/simulator"
import type { Reviewed } from "./review"

export interface Occasion {
  readonly at: Date
  /** Whom the store talked to, in words. */
  readonly payby: string
  /** Whether the record was kept on PayBy's side. */
  readonly seesAll: boolean
}

/** The outcome of a run as Markdown, to keep or to send. */
export function report(occasion: Occasion, reviewed: readonly Reviewed[]): string {
  const broken = reviewed.filter(({ verdict }) => !verdict.passed).length
  return [
    "# PayBy's acceptance cases",
    "",
    `${occasion.at.toISOString()}, against ${occasion.payby}: cases run: ${reviewed.length}, failed: ${broken}.`,
    "",
    occasion.seesAll
      ? "Judged by every call and notification as PayBy's side recorded them."
      : "Judged by the store's own record of its calls. What can only be seen from PayBy's side is marked with a question mark; PayBy's staff has to confirm it.",
    "",
    ...CASE_NUMBERS.flatMap((number) => {
      const one = reviewed.find((candidate) => candidate.number === number)
      const heading = `## ${number} ${ACCEPTANCE_CASES[number].title}`
      return one ? [heading, "", ...section(one)] : [heading, "", "Not run.", ""]
    }),
  ].join("\n")
}

function section({ merchantOrderNo, verdict }: Reviewed): string[] {
  return [
    `${outcome(verdict)}. Order \`${merchantOrderNo}\`.`,
    "",
    "|   | Required | Seen |",
    "| - | -------- | ---- |",
    ...verdict.findings.map(row),
    "",
  ]
}

function outcome({ passed, unseen }: Verdict): string {
  if (!passed) return "**Failed**"
  return unseen === 0 ? "Passed" : "No rule broken, but not all can be seen from here"
}

function row({ required, seen, holds }: Finding): string {
  const mark = holds === null ? "?" : holds ? "✓" : "✗"
  return `| ${mark} | ${cell(required)} | ${cell(seen)} |`
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ")
}
