import { sameMoney } from "../gateway"
import type { IntentReason, PayByOrder } from "../modules/payby/ledger/order"
import type { Policy } from "../modules/payby/policy"
import { isBeingRecorded } from "./being-recorded"
import { hasMoney } from "./has-money"
import { hasOrder } from "./store-view"
import type { PaymentView, SessionView, StoreView } from "./store-view"

/** Session states the core completes a cart with (`validateCartPaymentsStep`). */
const LIVE = ["pending", "requires_more", "authorized", "captured", "pending_authorization"]

/** The Payment that stands for this order's money; null when the core has recorded none. */
export function paymentOf(order: PayByOrder, view: StoreView): PaymentView | null {
  if (order.capturedSessionId === null) return null
  return view.payments.find((payment) => payment.sessionId === order.capturedSessionId) ?? null
}

/**
 * Whether Medusa's books already show what PayBy's do: an order that stands, its money captured, and a
 * transaction of the order that tells of the capture.
 */
export function isTrueInStore(order: PayByOrder, view: StoreView): boolean {
  const payment = paymentOf(order, view)
  if (payment === null || payment.cancelled) return false
  if (!sameMoney(payment.captured, order.amount)) return false
  return view.orders.some(
    (placed) =>
      !placed.cancelled &&
      payment.captureIds.every((id) => placed.transactedCaptureIds.includes(id)),
  )
}

/** Why a paid order cannot rightly become one of Medusa's; null when nothing speaks against trying. */
export function whyNotSettle(order: PayByOrder, view: StoreView | null): IntentReason | null {
  if (view === null) return "nothing-to-pay"
  if (view.orders.length > 0 && view.orders.every((placed) => placed.cancelled)) {
    return "order-cancelled"
  }
  const own = paymentOf(order, view)
  if (view.payments.some((payment) => payment !== own && hasMoney(payment))) {
    return "collection-paid"
  }
  // The core that cancelled it takes its order back as well, or died before it did: that order keeps its money.
  if (own !== null) return own.cancelled && !hasOrder(view) ? "not-completed" : null
  if (isPromisedOtherwise(order, view)) return "collection-paid"
  return isAskedFor(order, view) ? null : "nothing-to-pay"
}

/** Whether another provider has yet to say that the order was paid, as for a bank transfer. */
function isPromisedOtherwise(order: PayByOrder, view: StoreView): boolean {
  const isPromised = view.sessions.some(
    ({ status, providerId }) =>
      status === "pending_authorization" && providerId !== order.providerId,
  )
  return isPromised && hasOrder(view)
}

/** Whether this amount is wanted, by the collection or by an order that was made of its cart. */
function isAskedFor(order: PayByOrder, view: StoreView): boolean {
  if (sameMoney(view.amount, order.amount)) return true
  const isOwed = view.orders.some((one) => !one.cancelled && one.owedFils === order.amount.fils)
  return view.cart !== null && isOwed
}

/**
 * Whether an order that could not be settled is given back: it was tried for long enough and often
 * enough, and Medusa has no order that waits for its money. An outage alone is no reason.
 */
export function mayGiveUp(order: PayByOrder, view: StoreView, now: Date, policy: Policy): boolean {
  if (order.settlement !== "settling" || order.settlingAt === null) return false
  if (isBeingRecorded(order, now)) return false
  // The core writes an order before it asks for its money.
  if (hasOrder(view)) return false
  const tooLong = now.getTime() >= order.settlingAt.getTime() + policy.returnUnsettledAfterMs
  return tooLong && order.attempts >= policy.tellAfterAttempts
}

/**
 * The live session that shall carry the payment: the one that was already told "captured", else the
 * one that asked last, else any of ours with exactly this amount.
 */
export function sessionFor(order: PayByOrder, view: StoreView): SessionView | null {
  const own = paymentOf(order, view)
  const taken = view.payments.filter((payment) => payment !== own)
  const fitting = view.sessions.filter(
    (session) =>
      !taken.some((payment) => payment.sessionId === session.id) &&
      session.providerId === order.providerId &&
      LIVE.includes(session.status) &&
      sameMoney(session.amount, order.amount),
  )
  const preferred = [order.capturedSessionId, order.sessionId]
  for (const id of preferred) {
    const session = fitting.find((candidate) => candidate.id === id)
    if (session !== undefined) return session
  }
  return fitting[0] ?? null
}

/** The sessions that stand in the way: the core completes a cart with the first one it finds. */
export function siblingsOf(session: SessionView, view: StoreView): string[] {
  const withMoney = new Set(view.payments.filter(hasMoney).map((payment) => payment.sessionId))
  return view.sessions
    .filter((other) => other.id !== session.id && !withMoney.has(other.id))
    .map((other) => other.id)
}
