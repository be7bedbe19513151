import { decimalText } from "../../gateway"
import { cameToNothing, isUnderWay } from "../../modules/payby/ledger/refund"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import { followRefund, retryRefund } from "../../settlement"
import type { Context, RetriedRefund } from "../../settlement"
import { endingOf } from "./ending"
import type { Ending } from "./ending"
import { OBSTACLES } from "./obstacles"

/** Tries a failed refund again: the same amount under a new number. */
export async function retry(ctx: Context, failed: PayByRefund): Promise<Ending> {
  return endingOfRetry(await retryRefund(ctx, failed.refundNo))
}

/** Asks PayBy how a refund goes on, or what became of it. */
export async function follow(ctx: Context, refund: PayByRefund): Promise<Ending> {
  await followRefund(ctx, refund)
  const after = (await ctx.payby.refunds.find(refund.refundNo)) ?? refund
  if (after.status === null) {
    return {
      outcome: "unknown",
      message: "What became of it is still unknown. The job goes on asking.",
    }
  }
  return { outcome: "done", message: sentenceOn(after) }
}

function endingOfRetry(tried: RetriedRefund): Ending {
  switch (tried.kind) {
    case "heard":
      return cameToNothing(tried.refund)
        ? { outcome: "refused", message: sentenceOn(tried.refund) }
        : { outcome: "under_way", message: sentenceOn(tried.refund) }
    case "refused":
    case "unclear":
      return endingOf(tried.fault)
    case "not-failed":
      return { outcome: "nothing_to_do", message: OBSTACLES.refund_not_failed }
    case "retried-already":
      return { outcome: "nothing_to_do", message: OBSTACLES.refund_retried }
    case "unresolved":
      return {
        outcome: "refused",
        message: `What became of refund ${tried.refund.refundNo} is unknown and has to be found out first.`,
      }
    case "exceeds":
      return {
        outcome: "refused",
        message: `Only AED ${decimalText(tried.refundable)} of this payment are left to be given back.`,
      }
    case "being-revoked":
      return { outcome: "refused", message: OBSTACLES.being_returned }
  }
}

function sentenceOn(refund: PayByRefund): string {
  const amount = `AED ${decimalText(refund.amount)}`
  if (cameToNothing(refund)) {
    const code = refund.failCode === null ? "" : ` (${refund.failCode})`
    return `The refund of ${amount} failed at PayBy${code}.`
  }
  return isUnderWay(refund)
    ? `PayBy has the refund of ${amount}; it is on its way.`
    : `The refund of ${amount} has arrived.`
}
