import type { RefundOrderNo } from "../../gateway"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { RefundRetry } from "../../modules/payby/ledger/refund-requests"
import type { RefundAnswer } from "../../modules/payby/refund-correspondence"
import type { Context } from "../context"
import { followRefund } from "./follow"
import { goneInMedusa } from "./medusa-rows"
import { sendHeld } from "./refund-remainder"

/** What came of trying a failed refund again: what PayBy said to it, or why it was not sent. */
export type RetriedRefund = RefundAnswer | Exclude<RefundRetry, { kind: "new" }>

/**
 * Tries a refund again that failed or that PayBy refused: the same amount under a new number. Never
 * twice, never while another outcome is unknown, and never more than PayBy still holds.
 */
export async function retryRefund(ctx: Context, no: RefundOrderNo): Promise<RetriedRefund> {
  const failed = await ctx.payby.refunds.find(no)
  if (failed === null) return { kind: "not-failed" }
  const first = await request(ctx, failed)
  if (first.kind !== "unresolved") return first
  await followRefund(ctx, first.refund)
  return request(ctx, failed)
}

async function request(ctx: Context, failed: PayByRefund): Promise<RetriedRefund> {
  const { refunds, clock, settings } = ctx.payby
  const gone = await goneInMedusa(ctx, await refunds.ofOrder(failed.merchantOrderNo))
  const now = clock()
  const sendingUntil = new Date(now.getTime() + settings.policy.job.leaseMs)
  const asked = await refunds.retry(failed, { gone, now, sendingUntil })
  if (asked.kind !== "new") return asked
  return sendHeld(ctx, asked.refund, sendingUntil, true)
}
