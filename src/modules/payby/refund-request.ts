import { aed, sameMoney } from "../../gateway"
import type { Money, RefundOrderNo } from "../../gateway"
import { cameToNothing, isBeingSent, isForgotten } from "./ledger/refund"
import type { PayByRefund } from "./ledger/refund"
import { roomFor } from "./refund-room"
import type { Room } from "./refund-room"

/** A refund that is asked for, and what has to be known to decide about it. */
export interface RefundAsked {
  /** As Medusa asks, with all its decimals; decimal text. */
  readonly asked: string
  /** The refund row Medusa wrote for it; null: we ask ourselves. */
  readonly medusaRefundId: string | null
  /** With this refund Medusa's books show nothing of the payment as kept any more. */
  readonly closesPayment: boolean
  /** Those of our refunds' rows in Medusa that are known to be there no more. */
  readonly gone: ReadonlySet<string>
}

/** What is to happen with a refund that was asked for. */
export type RefundDecision =
  /**
   * Send it: nothing of the kind is alive. `closes`: it covers all that is left. `retryOf`: the failed
   * refund whose outcome whoever asked for it was never told, and which this one is again.
   */
  | { kind: "send"; amount: Money; closes: boolean; retryOf: RefundOrderNo | null }
  /** It is a matter of rounding only: PayBy holds nothing any more. */
  | { kind: "nothing" }
  /** It was given back after all, and Medusa has no row of it: this request is that refund. */
  | { kind: "adopt"; refund: PayByRefund }
  /** It was sent before and its outcome is unknown: this is its repeat. */
  | { kind: "repeat"; refund: PayByRefund }
  /** An equal one is just being sent. When its sender reports, this is another; when it dies, its repeat. */
  | { kind: "busy"; refund: PayByRefund }
  /** Another refund's outcome is unknown and has to be found out first. */
  | { kind: "unresolved"; refund: PayByRefund }
  /** Whoever asked was told "unknown", and it was recorded since: said once, so that nobody pays twice. */
  | { kind: "given-back"; refund: PayByRefund }
  /** The same, but it failed since, while Medusa goes on showing it: that one is to be tried again. */
  | { kind: "failed"; refund: PayByRefund }
  | { kind: "exceeds"; refundable: Money }

/**
 * Decides about a refund that is asked for, given all refunds of its payment. Pure. Nothing new is sent
 * while an outcome is unknown. A refund that is being sent is not unknown yet: of two equal ones asked for at
 * the same moment the second waits until the first has an answer, and is sent then.
 */
export function decideRefund(
  taken: Money,
  refunds: readonly PayByRefund[],
  request: RefundAsked,
  now: Date,
): RefundDecision {
  const amount = aed(request.asked)
  const reported = refunds.filter((refund) => !isBeingSent(refund, now) && !cameToNothing(refund))
  const same = (refund: PayByRefund) => sameMoney(aed(refund.asked), amount)

  const known = reported.filter((refund) => refund.status !== null)
  const orphan = known.find((refund) => same(refund) && isUnrecorded(refund, request.gone))
  if (orphan !== undefined) return { kind: "adopt", refund: orphan }

  const unknown = reported.filter((refund) => refund.status === null)
  const first = unknown.find(same)
  if (first !== undefined) return { kind: "repeat", refund: first }
  const sending = refunds.find((refund) => same(refund) && isBeingSent(refund, now))
  if (sending !== undefined) return { kind: "busy", refund: sending }
  if (unknown[0] !== undefined) return { kind: "unresolved", refund: unknown[0] }

  if (request.medusaRefundId === null) return sendable(roomFor(taken, refunds, [], request))
  const untold = known.find((refund) => same(refund) && isUntold(refund, now))
  if (untold !== undefined) return { kind: "given-back", refund: untold }

  const failed = retriable(refunds).find((refund) => same(refund) && refund.toldUnknownAt !== null)
  if (failed !== undefined && stands(failed, request.gone))
    return { kind: "failed", refund: failed }
  const kept = promised(refunds, request.gone)
  return sendable(roomFor(taken, refunds, kept, request), failed)
}

function sendable(room: Room, failed?: PayByRefund): RefundDecision {
  return room.kind === "send" ? { ...room, retryOf: failed?.refundNo ?? null } : room
}

/** What failed and was not tried again. */
function retriable(refunds: readonly PayByRefund[]): PayByRefund[] {
  const retried = new Set(refunds.map((refund) => refund.retryOf))
  return refunds.filter((refund) => cameToNothing(refund) && !retried.has(refund.refundNo))
}

/** Medusa has a row of this refund. */
function stands(refund: PayByRefund, gone: ReadonlySet<string>): boolean {
  return refund.medusaRefundId !== null && !gone.has(refund.medusaRefundId)
}

/**
 * Failed refunds that Medusa's books go on showing as given back. Their money is for trying those again:
 * who spent it otherwise would leave Medusa with more given back than PayBy ever can.
 */
export function promised(
  refunds: readonly PayByRefund[],
  gone: ReadonlySet<string>,
): readonly PayByRefund[] {
  return retriable(refunds).filter((refund) => stands(refund, gone))
}

/** Medusa should have a row of this refund and has none. */
export function isUnrecorded(refund: PayByRefund, gone: ReadonlySet<string>): boolean {
  return refund.medusaRefundId === null
    ? refund.unrecordedAt !== null
    : gone.has(refund.medusaRefundId)
}

/** Medusa shows it, but whoever asked for it was left without an answer. */
function isUntold(refund: PayByRefund, now: Date): boolean {
  if (refund.medusaRefundId === null) return false
  return refund.toldUnknownAt !== null || isForgotten(refund, now)
}
