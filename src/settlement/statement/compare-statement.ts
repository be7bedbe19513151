import { aed } from "../../gateway"
import type { LineBesideLedger } from "../../modules/payby/ledger/statement-lines"
import {
  compareWithLedger,
  compareWithMedusa,
  isElsewhere,
  listedTwice,
  missingPayment,
  missingRefund,
} from "../../modules/payby/statement/compare"
import type { RunningTotals } from "../../modules/payby/statement/totals"
import { isSurelyWithin } from "../../modules/payby/statement/window"
import type { Window } from "../../modules/payby/statement/window"
import type { Context } from "../context"
import { medusaPayments } from "./medusa-payments"
import type { ReportBook } from "./report-book"

/** How many rows are compared at a time. */
const PAGE = 250

/** Compares the kept rows of a statement with the ledger and with Medusa, in both directions. */
export async function compareStatement(
  ctx: Context,
  checkId: string,
  period: Window,
  totals: RunningTotals,
  report: ReportBook,
): Promise<void> {
  await compareRows(ctx, checkId, totals, report)
  await compareRepeats(ctx, checkId, report)
  await compareMissing(ctx, checkId, period, report)
}

async function compareRows(
  ctx: Context,
  checkId: string,
  totals: RunningTotals,
  report: ReportBook,
): Promise<void> {
  const { statementLines } = ctx.payby
  for (let after = 0; ;) {
    const page = await statementLines.besideLedger(checkId, after, PAGE)
    const medusa = await medusaPayments(ctx, sessionsOf(page))
    for (const beside of page) {
      const { line, order } = beside
      if (isElsewhere(beside)) totals.addElsewhere(aed(line.amount).fils)
      await report.take(compareWithLedger(beside))
      if (!speaksForMedusa(beside)) continue
      await report.take(
        compareWithMedusa(beside, medusa.get(order?.capturedSessionId ?? "") ?? null),
      )
    }
    await stillAlive(ctx, checkId)
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last.line.ordinal
  }
}

/** An order's payment in Medusa is compared once, beside its payment, else beside its first refund of the day. */
function speaksForMedusa({ line, isFirstOfOrder }: LineBesideLedger): boolean {
  return line.section === "transactions" && !line.reverted && isFirstOfOrder
}

async function compareRepeats(ctx: Context, checkId: string, report: ReportBook): Promise<void> {
  for (let after = ""; ;) {
    const page = await ctx.payby.statementLines.listedTwice(checkId, { after, limit: PAGE })
    await report.take(page.map(listedTwice))
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last.number
  }
}

async function compareMissing(
  ctx: Context,
  checkId: string,
  period: Window,
  report: ReportBook,
): Promise<void> {
  const { statementLines } = ctx.payby
  for (let after = ""; ;) {
    const page = await statementLines.paymentsMissing(checkId, period, { after, limit: PAGE })
    await report.take(
      page.map(({ order, from, until }) =>
        missingPayment(order, until, isSurelyWithin(period, from, until)),
      ),
    )
    await stillAlive(ctx, checkId)
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) break
    after = last.order.merchantOrderNo
  }
  for (let after = ""; ;) {
    const page = await statementLines.refundsMissing(checkId, period, { after, limit: PAGE })
    await report.take(
      page.map(({ refund, from, until }) =>
        missingRefund(refund, until, isSurelyWithin(period, from, until)),
      ),
    )
    const last = page.at(-1)
    if (last === undefined || page.length < PAGE) return
    after = last.refund.refundNo
  }
}

function sessionsOf(page: readonly LineBesideLedger[]): string[] {
  return [...new Set(page.flatMap(({ order }) => order?.capturedSessionId ?? []))]
}

async function stillAlive(ctx: Context, checkId: string): Promise<void> {
  await ctx.payby.statementChecks.alive(checkId, ctx.payby.clock())
}
