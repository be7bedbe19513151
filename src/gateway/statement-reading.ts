import { Readable, pipeline } from "node:stream"
import { parse } from "csv-parse"
import { z } from "@medusajs/framework/zod"
import { fils } from "./money"
import type { Statement } from "./statement"
import { filesOf, MalformedStatement, type StatementFile } from "./statement-archive"
import type {
  MovementKind,
  StatementLine,
  StatementMovement,
  StatementPlace,
  StatementSection,
  StatementSummary,
} from "./statement-line"
import { columnsOf, realigned, StatementRow, statementTime } from "./statement-row"

/** No line of PayBy's comes near it: whoever sends more sends no statement. */
const MAX_LINE_CHARACTERS = 64 * 1024

const MOVEMENTS: Readonly<Record<string, MovementKind>> = {
  PAYMENT: "payment",
  REFUND: "refund",
  CHARGEBACK: "chargeback",
}

const cellsShape = z.array(z.string())

/**
 * Everything a statement says, row by row, from however many files PayBy split it into: the transactions and the
 * settlements, in either of the layouts that PayBy documents. The fund statement, which has balances only, is left out.
 *
 * @throws StatementInterrupted where the download breaks off
 * @throws MalformedStatement where it is no statement
 */
export async function* linesOf(statement: Statement): AsyncGenerator<StatementLine> {
  for await (const file of filesOf(statement)) yield* linesOfFile(file)
}

/** The rows of one file. */
export async function* linesOfFile(file: StatementFile): AsyncGenerator<StatementLine> {
  let columns: Map<string, number> | null = null
  let summary: readonly string[] | null = null
  let line = 0
  for await (const cells of rowsOf(file)) {
    line += 1
    if (cells.every((cell) => cell.trim() === "")) continue
    if (isFundStatement(cells)) return
    if (summary === null) {
      summary = cells
    } else if (columns === null) {
      columns = columnsOf(cells)
      yield summaryOf(summary, { section: sectionOf(columns), file: file.name, line: 1 })
    } else {
      const place = { section: sectionOf(columns), file: file.name, line }
      yield movementOf(new StatementRow(columns, realigned(cells, columns)), place)
    }
  }
}

async function* rowsOf({ bytes }: StatementFile): AsyncGenerator<readonly string[]> {
  const rows = parse({
    delimiter: "|",
    // A subject may hold an inch mark: PayBy's format knows no quoting.
    quote: null,
    bom: true,
    relax_column_count: true,
    max_record_size: MAX_LINE_CHARACTERS,
  })
  let cause: unknown = null
  pipeline(Readable.from(bytes), rows, (error) => (cause = error ?? null))
  try {
    for await (const row of rows) yield cellsShape.parse(row)
  } catch (error) {
    const isParser =
      error instanceof Error && "code" in error && String(error.code).startsWith("CSV_")
    throw isParser
      ? new MalformedStatement("A file of the statement is no table.")
      : (cause ?? error)
  }
}

function isFundStatement([first = ""]: readonly string[]): boolean {
  return first.replace(/^\W+/, "") === "ACCOUNTING_DATE"
}

function sectionOf(columns: ReadonlyMap<string, number>): StatementSection {
  if (!columns.has("merchantorderno") || !columns.has("transactiontype")) {
    throw new MalformedStatement("A file of the statement has none of PayBy's documented headers.")
  }
  return columns.has("settledtime") ? "settlements" : "transactions"
}

/** `startTime:2021-01-12 00:00|endTime:2021-01-13 01:00|totalCount:14`, among others, on Dubai's clock. */
function summaryOf(cells: readonly string[], place: StatementPlace): StatementSummary {
  const facts = new Map(
    cells.map((cell): [string, string] => {
      const colon = cell.indexOf(":")
      return [cell.slice(0, colon).trim(), cell.slice(colon + 1).trim()]
    }),
  )
  const count = facts.get("totalCount") ?? ""
  return {
    kind: "summary",
    place,
    start: statementTime(facts.get("startTime") ?? ""),
    end: statementTime(facts.get("endTime") ?? ""),
    totalCount: /^\d{1,9}$/.test(count) ? Number(count) : null,
  }
}

function movementOf(row: StatementRow, place: StatementPlace): StatementLine {
  const isSettlement = place.section === "settlements"
  const type = row.text("transactionType")
  const movement = MOVEMENTS[type] ?? "other"
  const number = row.text("merchantOrderNo")
  const amount = row.amount(isSettlement ? "settlementAmount" : "totalAmount")
  const problem = problemOf(row, movement, number, amount !== null)
  if (problem !== null) return { kind: "unreadable", place, reason: problem }
  const read: StatementMovement = {
    kind: "movement",
    place,
    movement,
    type,
    number,
    paybyOrderNo: row.text("orderNo"),
    originNumber: row.text("originMerchantOrderNo"),
    amount: amount ?? fils(0),
    reverted: row.text("status").toUpperCase() === "REVERTED",
    scene: row.text("paySceneCode"),
    channel: row.text("paymentMethodType"),
    at: row.time(isSettlement ? "settledTime" : "paidTime"),
    fee: isSettlement ? row.fee("comm") : fils(0),
    vat: isSettlement ? row.fee("VAT") : fils(0),
    // The tables say CREDIT and DEBIT, the samples IN and OUT.
    outgoing: ["OUT", "DEBIT"].includes(row.text("direction").toUpperCase()),
  }
  return read
}

/** What keeps a row from being compared. Movements that are not compared need no number. */
function problemOf(
  row: StatementRow,
  movement: MovementKind,
  number: string,
  hasAmount: boolean,
): string | null {
  if (row.text("transactionType") === "") return "transactionType is empty"
  if (movement === "other") return null
  if (number === "") return "merchantOrderNo is empty"
  if (!hasAmount) return "the amount is none"
  const currency = row.text("orderCurrency").toUpperCase()
  return currency === "AED" || currency === "" ? null : "orderCurrency is not AED"
}
