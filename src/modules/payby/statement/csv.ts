import { reportFinding } from "./report"
import type { FindingReport } from "./report"
import type { Finding } from "./finding"

const COLUMNS = [
  "kind",
  "is_difference",
  "merchant_order_no",
  "refund_merchant_order_no",
  "payby_order_no",
  "order_id",
  "amount_there",
  "amount_here",
  "at",
  "says",
  "next_step",
  "detail",
] as const satisfies readonly (keyof FindingReport)[]

/** A check's findings as a table for a spreadsheet (RFC 4180), piece by piece, with a header. */
export async function* findingsCsv(findings: AsyncIterable<Finding>): AsyncGenerator<string> {
  yield line(COLUMNS)
  for await (const finding of findings) {
    const report = reportFinding(finding)
    yield line(COLUMNS.map((column) => String(report[column] ?? "")))
  }
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`
}

/** What PayBy's file put into a number is shown as text: a spreadsheet would run a formula. */
function cell(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
