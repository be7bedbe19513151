import { ACCEPTANCE_CASES, type CaseNumber } from "./cases"
import type { Finding } from "./finding"
import type { CaseRecord } from "./record"

/** How a case was passed, rule by rule. */
export interface Verdict {
  readonly number: CaseNumber
  readonly title: string
  /** No rule was broken. What the record cannot show is no breach: see `unseen`. */
  readonly passed: boolean
  /** How many rules the record says nothing about. */
  readonly unseen: number
  readonly findings: readonly Finding[]
}

/** Judges how an order was handled by the rules of one of PayBy's acceptance cases. */
export function judgeCase(number: CaseNumber, record: CaseRecord): Verdict {
  const { title, rules } = ACCEPTANCE_CASES[number]
  const findings = rules.map((rule) => rule(record))
  return {
    number,
    title,
    passed: findings.every(({ holds }) => holds !== false),
    unseen: findings.filter(({ holds }) => holds === null).length,
    findings,
  }
}

/** A verdict for people: the case, then one line per rule. */
export function verdictLines({ number, title, passed, unseen, findings }: Verdict): string[] {
  const blind = unseen === 0 ? "passed" : `no rule broken, ${unseen} not visible`
  return [
    `${number} ${title}: ${passed ? blind : "failed"}`,
    ...findings.map(
      ({ required, seen, holds }) => `  ${MARKS[String(holds)]} ${required}: ${seen}`,
    ),
  ]
}

const MARKS: Readonly<Record<string, string>> = { true: "✓", false: "✗", null: "?" }
