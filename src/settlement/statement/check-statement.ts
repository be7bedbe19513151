import { MedusaError } from "@medusajs/framework/utils"
import { PAYBY_EVENTS } from "../../modules/payby/events"
import type { StatementCheck } from "../../modules/payby/statement/check"
import { dubaiDay } from "../../modules/payby/statement/window"
import type { Window } from "../../modules/payby/statement/window"
import type { Context } from "../context"
import { compareStatement } from "./compare-statement"
import { isEmptyDay, noStatementFor, whyUseless } from "./no-statement"
import { readStatement } from "./read-statement"
import { ReportBook } from "./report-book"

/** After so long without a sign of life, a check's process is taken to have died. Milliseconds. */
const DEAD_AFTER_MS = 10 * 60_000

/** Whose check, and of which day. */
export interface CheckWish {
  /** On PayBy's clock: `2026-11-22`. */
  readonly day: string
  readonly requestedBy?: string | null
}

/**
 * Begins a check, to be carried out by {@link runStatementCheck}. One at a time for a day: null when one is
 * under way already.
 *
 * @throws MedusaError INVALID_DATA when there is no such day, or it has not begun
 */
export async function beginStatementCheck(
  ctx: Context,
  { day, requestedBy = null }: CheckWish,
): Promise<StatementCheck | null> {
  const now = ctx.payby.clock()
  const window = windowOf(day)
  if (window.start > now) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `${day} has not begun in Dubai.`)
  }
  const deadSince = new Date(now.getTime() - DEAD_AFTER_MS)
  return ctx.payby.statementChecks.begin(day, requestedBy, now, deadSince)
}

/**
 * Downloads PayBy's statement of the day and compares it with the ledger and with Medusa, in both directions.
 * It moves no money and changes no order: nobody signs a statement. Fails, with a reason for staff, where
 * there is nothing to compare with.
 */
export async function runStatementCheck(
  ctx: Context,
  check: StatementCheck,
): Promise<StatementCheck> {
  const { statementChecks, clock, announcer } = ctx.payby
  try {
    const ended = await carryOut(ctx, check)
    const { id, day, differences, notes } = ended
    await announcer.emit(PAYBY_EVENTS.statementChecked, { id, day, differences, notes })
    return ended
  } catch (error) {
    const useless = whyUseless(error)
    const words = useless?.message ?? "It stopped because of an error; the log says which."
    const failed = await statementChecks.failed(check.id, words, clock())
    if (useless === null) throw error
    return failed
  }
}

async function carryOut(ctx: Context, check: StatementCheck): Promise<StatementCheck> {
  const { gateway, statementChecks, clock } = ctx.payby
  const day = windowOf(check.day)
  const outcome = await gateway.downloadStatement(check.day.replaceAll("-", ""))
  const isEmpty = !outcome.ok && isEmptyDay(outcome.fault) && day.end < clock()
  if (!outcome.ok && !isEmpty) throw noStatementFor(check.day, outcome.fault)

  const report = new ReportBook(ctx, check.id)
  const statement = outcome.ok ? outcome.value : null
  const { period, lines, totals } = await readStatement(ctx, check.id, day, statement, report)
  await compareStatement(ctx, check.id, period, totals, report)
  await report.write()
  const { differences, notes } = report
  const result = { lines, differences, notes, totals: totals.totals }
  return statementChecks.done(
    check.id,
    { ...result, periodStart: period.start, periodEnd: period.end },
    clock(),
  )
}

function windowOf(day: string): Window {
  const window = dubaiDay(day)
  if (window === null) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "A statement's day is written YYYY-MM-DD, such as 2026-11-22.",
    )
  }
  return window
}
