import { compareMoney, fils, subtract } from "../../gateway"
import type { Money, RefundOrderNo } from "../../gateway"
import { cameToNothing, givenBack } from "./ledger/refund"
import type { PayByRefund } from "./ledger/refund"
import { promised } from "./refund-request"

/** What is to happen with a failed refund that somebody wants to try again. */
export type RetryDecision =
  | { kind: "send"; failed: PayByRefund }
  /** It did not fail, or there is none: trying again would pay twice. */
  | { kind: "not-failed" }
  | { kind: "retried-already"; by: PayByRefund }
  /** Another refund's outcome is unknown and has to be found out first. */
  | { kind: "unresolved"; refund: PayByRefund }
  /** What it would give back went back another way. */
  | { kind: "exceeds"; refundable: Money }

/** Decides whether a failed refund may be tried again, given all refunds of its payment. Pure. */
export function decideRetry(
  taken: Money,
  refunds: readonly PayByRefund[],
  no: RefundOrderNo,
  gone: ReadonlySet<string>,
): RetryDecision {
  const failed = refunds.find((refund) => refund.refundNo === no)
  if (failed === undefined || !cameToNothing(failed)) return { kind: "not-failed" }
  const by = refunds.find((refund) => refund.retryOf === no)
  if (by !== undefined) return { kind: "retried-already", by }
  const unknown = refunds.find((refund) => refund.status === null)
  if (unknown !== undefined) return { kind: "unresolved", refund: unknown }
  const left = subtract(taken, givenBack(refunds))
  const refundable = fils(Math.max(0, left.fils - promised(refunds, gone, failed)))
  if (compareMoney(failed.amount, refundable) > 0) return { kind: "exceeds", refundable }
  return { kind: "send", failed }
}
