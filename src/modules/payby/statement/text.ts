import type { StatementTotals, Tally } from "./check"
import { FINDINGS } from "./finding"
import type { Finding, FindingKind } from "./finding"
import type { CheckReport } from "./report"

/** More than anybody reads on a screen. */
const MOST_SHOWN = 200

const WIDTH = 22

/** A check for people to read, in a terminal or a mail. Findings of one kind stand together. */
export async function checkText(
  check: CheckReport,
  findings: AsyncIterable<Finding>,
): Promise<string> {
  if (check.status !== "done") {
    return `PayBy's statement of ${check.day} was not checked. ${check.failure ?? "The check is under way."}\n`
  }
  const shown = await first(findings, MOST_SHOWN)
  const rest = check.differences + check.notes - shown.length
  return [
    `PayBy's statement of ${check.day}: ${counted(check.lines, "row")}`,
    ...(check.totals === null ? [] : totalsText(check.totals)),
    "",
    verdict(check),
    ...kindsText(shown),
    ...(rest > 0 ? ["", `${rest} more are not shown here; ask for a file to have them all.`] : []),
    "",
  ].join("\n")
}

function verdict({ differences, notes }: CheckReport): string {
  const what = differences === 0 ? "The books agree." : `${counted(differences, "difference")}.`
  return notes === 0 ? what : `${what} ${counted(notes, "note")}.`
}

function totalsText(totals: StatementTotals): string[] {
  const rows: [string, Tally][] = [
    ["payments", totals.payments],
    ["of them undone", totals.reverted],
    ["of them elsewhere", totals.elsewhere],
    ["refunds", totals.refunds],
    ["chargebacks", totals.chargebacks],
    ["other movements", totals.others],
    ["settled, in", totals.settledIn],
    ["settled, out", totals.settledOut],
  ]
  const shown = rows.filter(([name, { count }]) => count > 0 || name === "payments")
  return [
    ...shown.map(([name, { count, sum }]) => line(name, String(count), sum)),
    line("PayBy's fees", "", totals.fees),
    line("VAT on them", "", totals.vat),
  ]
}

function line(name: string, count: string, sum: string): string {
  return `  ${name.padEnd(WIDTH)}${count.padStart(7)}  AED ${sum.padStart(14)}`
}

function kindsText(findings: readonly Finding[]): string[] {
  const kinds = new Map<FindingKind, Finding[]>()
  for (const finding of findings) {
    kinds.set(finding.kind, [...(kinds.get(finding.kind) ?? []), finding])
  }
  return [...kinds].flatMap(([kind, ofKind]) => {
    const { says, nextStep, isDifference } = FINDINGS[kind]
    const mark = isDifference ? "!" : "·"
    return ["", `${mark} ${says} (${kind})`, ...ofKind.map(findingText), `  → ${nextStep}`]
  })
}

function findingText(finding: Finding): string {
  const parts = [
    finding.refundNo ?? finding.merchantOrderNo,
    finding.orderId,
    finding.amountThere === null ? null : `there AED ${finding.amountThere}`,
    finding.amountHere === null ? null : `here AED ${finding.amountHere}`,
    finding.at?.toISOString(),
    finding.detail,
  ]
  return `    ${parts.filter((part) => part !== null && part !== undefined).join("  ")}`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`
}

async function first<T>(items: AsyncIterable<T>, most: number): Promise<T[]> {
  const taken: T[] = []
  for await (const item of items) {
    if (taken.length >= most) break
    taken.push(item)
  }
  return taken
}
