import {
  capturePaymentWorkflow,
  completeCartWorkflowId,
  createPaymentSessionsWorkflow,
  deletePaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { UpdatePaymentDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { decimalText, sameMoney } from "../gateway"
import type { PayByOrder } from "../modules/payby/ledger/order"
import { isBeingRecorded, isBeingWritten } from "./being-recorded"
import type { Context } from "./context"
import { finishCart, unlinkLostOrders } from "./finish-cart"
import { paymentOf, sessionFor, siblingsOf } from "./may-settle"
import { hasOrder, viewStore } from "./store-view"
import type { SessionView, StoreView } from "./store-view"

/**
 * Has the core complete this order's cart, or records the payment of an order that stands: whatever is
 * missing. Whether it succeeded only a fresh look tells.
 *
 * @throws what the core throws
 */
export async function makeTrue(ctx: Context, order: PayByOrder, view: StoreView): Promise<void> {
  await unlinkLostOrders(ctx, order, view)
  if (view.cart === null || hasOrder(view)) await payForOrder(ctx, order, view)
  else await completeCart(ctx, order, view, view.cart.id)
}

/**
 * The core asks our provider, which answers "captured", when the order is written: what cannot become an
 * order is not captured either, and stays in our hands.
 */
async function completeCart(
  ctx: Context,
  order: PayByOrder,
  view: StoreView,
  id: string,
): Promise<void> {
  const session = await carrierOf(ctx, order, view)
  // Without ours the core would complete the cart with another provider's, which nobody has chosen.
  if (session === null) return
  await deleteSiblings(ctx, session, view)
  const engine = ctx.container.resolve(Modules.WORKFLOW_ENGINE)
  await engine.run(completeCartWorkflowId, { input: { id } })
}

/**
 * For an order whose cart's completion died over it, and for what is to be paid for an order later: an edit
 * of it, a payment link. In two steps that undo nothing: the core's `process-payment` cancels a Payment that
 * it has recorded when anything fails afterwards, and waits for a lock that a dead process may hold.
 */
async function payForOrder(ctx: Context, order: PayByOrder, view: StoreView): Promise<void> {
  const now = ctx.payby.clock()
  const isUnderWay = view.orders.some((placed) => isBeingWritten(placed.placedAt, now))
  if (isUnderWay || isBeingRecorded(order, now)) return
  await finishCart(ctx, order, view)
  const payment_id = await recordPayment(ctx, order, view)
  if (payment_id === null) return
  // What is captured already is captured again only so that the order hears of it.
  await capturePaymentWorkflow(ctx.container).run({ input: { payment_id } })
}

/** The id of the order's Payment, which is recorded as captured where there is none; null: it cannot be. */
async function recordPayment(
  ctx: Context,
  order: PayByOrder,
  view: StoreView,
): Promise<string | null> {
  const payment = paymentOf(order, view)
  if (payment !== null) {
    // Of an order that stands: whoever began to take it back did not come to the end.
    if (payment.cancelled) await revive(ctx, payment.id)
    return payment.id
  }
  const session = await carrierOf(ctx, order, view)
  if (session === null) return null
  await deleteSiblings(ctx, session, view)
  return (await ctx.payments.authorizePaymentSession(session.id, {}))?.id ?? null
}

/** The type of the core's change leaves out what the core itself writes when it cancels a Payment. */
async function revive(ctx: Context, id: string): Promise<void> {
  const alive: UpdatePaymentDTO & { canceled_at: null } = { id, canceled_at: null }
  await ctx.payments.updatePayment(alive)
}

/** The session that carries the payment, anew where it is gone; null: the payment has one no longer, or never. */
async function carrierOf(
  ctx: Context,
  order: PayByOrder,
  view: StoreView,
): Promise<SessionView | null> {
  const session = sessionFor(order, view)
  if (session !== null || paymentOf(order, view) !== null) return session
  return reopenSession(ctx, order, view)
}

/** The core completes a cart with the first session it finds, whichever was paid. */
async function deleteSiblings(ctx: Context, session: SessionView, view: StoreView): Promise<void> {
  const ids = siblingsOf(session, view)
  if (ids.length > 0) await deletePaymentSessionsWorkflow(ctx.container).run({ input: { ids } })
}

/** The session is gone, but a cart or an order still waits for exactly this payment: it gets one again. */
async function reopenSession(
  ctx: Context,
  order: PayByOrder,
  view: StoreView,
): Promise<SessionView | null> {
  const isWaitedFor = hasOrder(view) || (view.cart !== null && !view.cart.completed)
  if (!isWaitedFor) return null
  if (!sameMoney(view.amount, order.amount)) {
    // The cart was changed after its order was written, and before anybody knew that it had one.
    const amount = decimalText(order.amount)
    await ctx.payments.updatePaymentCollections(order.collectionId, { amount })
  }
  await createPaymentSessionsWorkflow(ctx.container).run({
    input: { payment_collection_id: order.collectionId, provider_id: order.providerId },
  })
  const again = await viewStore(ctx, order.collectionId)
  return again === null ? null : sessionFor(order, again)
}
