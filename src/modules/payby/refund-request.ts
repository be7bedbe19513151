import { aed, compareMoney, fils, sameMoney, subtract } from "../../gateway"
import type { Money } from "../../gateway"
import { cameToNothing, givenBack, isAbandoned, isBeingSent } from "./ledger/refund"
import type { PayByRefund } from "./ledger/refund"

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
  /** Send it: nothing of the kind was asked for before. `closes`: it covers all that is left. */
  | { kind: "send"; amount: Money; closes: boolean }
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

  const untold = known.find((refund) => same(refund) && isUntold(refund, now))
  if (untold !== undefined && request.medusaRefundId !== null) {
    return { kind: "given-back", refund: untold }
  }
  const left = subtract(taken, givenBack(refunds))
  const reserved = request.medusaRefundId === null ? 0 : promised(refunds, request.gone)
  const refundable = fils(Math.max(0, left.fils - reserved))
  return within(amount, refundable, refunds, request.closesPayment)
}

/**
 * Fils of failed refunds that Medusa's books go on showing as given back. They are for trying those
 * again: who spent them otherwise would leave Medusa with more given back than PayBy ever can.
 */
export function promised(
  refunds: readonly PayByRefund[],
  gone: ReadonlySet<string>,
  except?: PayByRefund,
): number {
  const retried = new Set(refunds.map((refund) => refund.retryOf))
  return refunds
    .filter((refund) => cameToNothing(refund) && refund !== except)
    .filter((refund) => !retried.has(refund.refundNo))
    .filter(({ medusaRefundId: id }) => id !== null && !gone.has(id))
    .reduce((sum, refund) => sum + refund.amount.fils, 0)
}

/**
 * Medusa's parts carry more decimals than the dirham has, and each is rounded for itself, so that their sum
 * misses the whole by up to a fils for each part. The last part makes up for it.
 */
function within(
  amount: Money,
  refundable: Money,
  refunds: readonly PayByRefund[],
  closesPayment: boolean,
): RefundDecision {
  const parts = refunds.filter((refund) => !cameToNothing(refund)).length + 1
  const differs = Math.abs(amount.fils - refundable.fils)
  const isRounding = differs <= parts
  const exceeds = compareMoney(amount, refundable) > 0
  if (exceeds && !isRounding) return { kind: "exceeds", refundable }
  if (exceeds || (closesPayment && isRounding)) {
    const nothing = sameMoney(refundable, fils(0))
    return nothing ? { kind: "nothing" } : { kind: "send", amount: refundable, closes: true }
  }
  return { kind: "send", amount, closes: sameMoney(amount, refundable) }
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
  return refund.toldUnknownAt !== null || isAbandoned(refund, now)
}
