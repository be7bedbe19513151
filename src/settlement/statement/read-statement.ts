import { linesOf } from "../../gateway"
import type { Statement, StatementSection } from "../../gateway"
import type { LineToCompare } from "../../modules/payby/ledger/statement-lines"
import { aboutTheFile } from "../../modules/payby/statement/compare"
import { RunningTotals } from "../../modules/payby/statement/totals"
import { periodOf } from "../../modules/payby/statement/window"
import type { Window } from "../../modules/payby/statement/window"
import type { Context } from "../context"
import type { ReportBook } from "./report-book"

/** How many rows are written at a time. */
const PAGE = 500

/** What reading a statement brought, besides its rows. */
export interface ReadStatement {
  readonly period: Window
  readonly lines: number
  readonly totals: RunningTotals
}

/** Rows of one file, and how many PayBy says there are. */
interface Count {
  readonly section: StatementSection
  readonly said: number | null
  rows: number
}

/** Reads a statement to its end, and keeps the rows that are to be compared until the check ends. */
export async function readStatement(
  ctx: Context,
  checkId: string,
  day: Window,
  statement: Statement | null,
  report: ReportBook,
): Promise<ReadStatement> {
  const { statementLines, statementChecks, clock } = ctx.payby
  const totals = new RunningTotals()
  const counts: Count[] = []
  let period = day
  let lines = 0
  let kept = 0
  let page: LineToCompare[] = []
  const keep = async () => {
    await statementLines.add(checkId, page, clock())
    await statementChecks.alive(checkId, clock(), lines)
    page = []
  }

  if (statement !== null) {
    for await (const read of linesOf(statement)) {
      if (read.kind === "summary") {
        counts.push({ section: read.place.section, said: read.totalCount, rows: 0 })
        if (read.place.section === "transactions") period = periodOf(day, read.start, read.end)
        continue
      }
      lines += 1
      const count = counts.at(-1)
      if (count !== undefined) count.rows += 1
      if (read.kind === "unreadable") {
        const { file, line } = read.place
        await report.take([aboutTheFile("line-unreadable", `${file}, row ${line}: ${read.reason}`)])
        continue
      }
      totals.add(read)
      if (read.movement === "other") continue
      kept += 1
      page.push({ ...read, movement: read.movement, ordinal: kept })
      if (page.length >= PAGE) await keep()
    }
  }
  await keep()
  await report.take(missingLines(counts))
  return { period, lines, totals }
}

/** Whether PayBy counts the rows of each part or of all parts together is not documented. */
function missingLines(counts: readonly Count[]) {
  const sections: StatementSection[] = ["transactions", "settlements"]
  return sections.flatMap((section) => {
    const parts = counts.filter((count) => count.section === section && count.said !== null)
    const rows = parts.reduce((sum, part) => sum + part.rows, 0)
    const said = Math.max(0, ...parts.map((part) => part.said ?? 0))
    if (rows === said || parts.every((part) => part.rows === part.said)) return []
    return [aboutTheFile("lines-missing", `${section}: ${rows} rows, and ${said} are announced`)]
  })
}
