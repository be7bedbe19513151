import { aed, fils, type Money } from "./money"

/** One row of a statement's file, by the names of its columns. */
export class StatementRow {
  constructor(
    private readonly columns: ReadonlyMap<string, number>,
    private readonly cells: readonly string[],
  ) {}

  /** The cell of a column, blanks at its ends removed; empty where there is none. */
  text(column: string): string {
    const index = this.columns.get(column.toLowerCase())
    return (index === undefined ? undefined : this.cells[index])?.trim() ?? ""
  }

  /** An amount to the fils; null when it is none. Some statements write what goes out with a minus. */
  amount(column: string): Money | null {
    const digits = /^-?(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(this.text(column))
    return digits === null ? null : aed(`${digits[1]}.${digits[2] ?? "0"}`)
  }

  /** A fee, to the nearest fils; nothing when there is none. */
  fee(column: string): Money {
    const text = this.text(column)
    return /^\d{1,12}(\.\d{1,6})?$/.test(text) ? aed(text) : fils(0)
  }

  time(column: string): Date | null {
    return statementTime(this.text(column))
  }
}

/**
 * Where each column stands. PayBy's header has changed its order and its spelling ("settledTIme") before, so
 * columns are found by name, without regard to case.
 */
export function columnsOf(header: readonly string[]): Map<string, number> {
  return new Map(header.map((name, index) => [name.trim().toLowerCase(), index]))
}

/** The format knows no quoting: a `|` in the subject makes the row longer, and shifts what follows back. */
export function realigned(
  cells: readonly string[],
  columns: ReadonlyMap<string, number>,
): readonly string[] {
  const surplus = cells.length - columns.size
  const subject = columns.get("subject")
  if (surplus <= 0 || subject === undefined) return cells
  const end = subject + surplus + 1
  return [...cells.slice(0, subject), cells.slice(subject, end).join("|"), ...cells.slice(end)]
}

/** `2021-01-12T17:46:36+0400`, as samples show it, or `12-01-2021 17:46:36`, as the tables say: Dubai's clock. */
export function statementTime(text: string): Date | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?([+-]\d\d:?\d\d|Z)?$/
  const table = /^(\d\d)-(\d\d)-(\d{4}) (\d\d):(\d\d):(\d\d)$/
  const [, year, month, day, hour, minute, second = "00", zone = "+04:00"] = iso.exec(text) ?? []
  if (year !== undefined) {
    return timeOf(`${year}-${month}-${day}T${hour}:${minute}:${second}${spelledOut(zone)}`)
  }
  const [, date, ofYear, inYear, ...clock] = table.exec(text) ?? []
  if (date === undefined) return null
  return timeOf(`${inYear}-${ofYear}-${date}T${clock.join(":")}+04:00`)
}

function spelledOut(zone: string): string {
  return zone.replace(/^([+-]\d\d)(\d\d)$/, "$1:$2")
}

function timeOf(iso: string): Date | null {
  const time = new Date(iso)
  return Number.isNaN(time.getTime()) ? null : time
}
