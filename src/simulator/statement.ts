import type { Books } from "./books"
import { invalidParameter, Refusal } from "./codes"
import { demandText } from "./fields"
import type { JsonObject } from "./json"
import type { StatementDay } from "./movements"
import { dubaiMidnight } from "./numbers"
import type { Settings } from "./settings"
import { settlementLines, transactionLines } from "./statement-lines"
import type { StoryClock } from "./story-clock"
import { zip, type ZippedFile } from "./zip"

const DAY_MS = 24 * 60 * 60 * 1000
/** A longer file goes on in one with the next number. */
const LINES_PER_FILE = 50_000

/** A statement as PayBy hands it out: a zip of `|`-separated files. */
export interface Statement {
  readonly fileName: string
  readonly bytes: Buffer
}

export interface StatementWorld {
  readonly books: Books
  readonly clock: StoryClock
  readonly settings: Settings
  readonly partnerId: string
}

/** getOrderStatement: what was paid and what was settled on one day in Dubai. */
export function statementOf(world: StatementWorld, biz: JsonObject): Statement {
  const { books, partnerId } = world
  const day = readDay(demandText(biz, "statementDate", 8))
  demandReady(world, day)
  const transactions = transactionLines(books, day, partnerId)
  const settlements = settlementLines(books, day, partnerId)
  if (transactions.rows.length === 0 && settlements.rows.length === 0) {
    throw new Refusal("62013", "nothing was paid or settled on that day")
  }
  const [year = "", month = "", date = ""] = day.date.split("-")
  const stamp = date + month + year
  return {
    fileName: `${partnerId}_${year}${month}${date}Transaction_Settle_Statement.zip`,
    bytes: zip([
      ...files(`Purchase_Statement_${stamp}`, transactions),
      ...files(`Purchase_Settle_Statement_${stamp}`, settlements),
    ]),
  }
}

function readDay(text: string): StatementDay {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const day = `${year}-${month}-${date}`
  const start = dubaiMidnight(day)
  if (Number.isNaN(start)) throw invalidParameter("statementDate must be a day such as 20200605")
  return { date: day, start, end: start + DAY_MS }
}

/** A day is ready half an hour after it ended; a day to come has no statement at all. */
function demandReady({ clock, settings }: StatementWorld, day: StatementDay): void {
  if (day.start > clock.now()) throw new Refusal("62013", "that day has not begun")
  if (settings.statementOfToday) return
  if (clock.now() < day.end + settings.statementReadyAfterMs) {
    throw new Refusal("62014", "ready half an hour after midnight in Dubai")
  }
}

function files(
  name: string,
  { summary, columns, rows }: { summary: string; columns: string; rows: readonly string[] },
): ZippedFile[] {
  const count = Math.max(1, Math.ceil(rows.length / LINES_PER_FILE))
  return Array.from({ length: count }, (_, index) => {
    const part = rows.slice(index * LINES_PER_FILE, (index + 1) * LINES_PER_FILE)
    const text = [summary, columns, ...part, ""].join("\n")
    const number = String(index + 1).padStart(3, "0")
    return { name: `${name}_${number}.csv`, bytes: Buffer.from(text, "utf8") }
  })
}
