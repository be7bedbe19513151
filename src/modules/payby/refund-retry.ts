import { fils } from "../../gateway"
import type { Money, RefundOrderNo } from "../../gateway"
import { cameToNothing } from "./ledger/refund"
import type { PayByRefund } from "./ledger/refund"
import { promised } from "./refund-request"
import { roomFor } from "./refund-room"

/** What is to happen with a failed refund that somebody wants to try again. */
export type RetryDecision =
  | { kind: "send"; failed: PayByRefund; amount: Money; closes: boolean }
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
  // What stands in Medusa for other failed refunds is for those.
  const others = promised(refunds, gone).filter((refund) => refund !== failed)
  const request = { asked: failed.asked, closesPayment: false }
  const room = roomFor(taken, refunds, others, request)
  if (room.kind === "exceeds") return room
  if (room.kind === "nothing") return { kind: "exceeds", refundable: fils(0) }
  return { kind: "send", failed, amount: room.amount, closes: room.closes }
}
