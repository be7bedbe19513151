import {
  capturePaymentWorkflow,
  completeCartWorkflowId,
  createPaymentSessionsWorkflow,
  deletePaymentSessionsWorkflow,
  processPaymentWorkflow,
} from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import type { PayByOrder } from "../modules/payby/ledger/order"
import { isBeingRecorded, isBeingWritten } from "./being-recorded"
import type { Context } from "./context"
import { linkOrder } from "./finish-cart"
import { paymentOf, sessionFor, siblingsOf } from "./may-settle"
import { hasOrder, viewStore } from "./store-view"
import type { PlacedOrderView, SessionView, StoreView } from "./store-view"

/**
 * Has the core complete this order's cart, and record its payment, by whatever is missing: the order, the
 * capture, or only the order's word of the capture. Whether it succeeded only a fresh look tells.
 *
 * @throws what the core's workflows throw
 */
export async function makeTrue(ctx: Context, order: PayByOrder, view: StoreView): Promise<void> {
  const half = view.orders.find((placed) => !placed.cancelled && !isLinked(placed, view))
  if (half !== undefined) {
    // Somebody is completing the cart, or died over it.
    if (isBeingWritten(half.placedAt, ctx.payby.clock())) return
    await linkOrder(ctx, order, view)
  }
  const payment = paymentOf(order, view)
  const stands = hasOrder(view)
  const carrier =
    sessionFor(order, view) ?? (payment === null ? await reopenSession(ctx, order, view) : null)
  if (payment === null && carrier === null) return
  if (!stands && view.cart !== null) {
    if (carrier !== null) await deleteSiblings(ctx, carrier, view)
    await completeCart(ctx, view.cart.id)
  } else if (carrier !== null && (payment === null || carrier.id === payment.sessionId)) {
    // What is captured already is captured again only so that the order hears of it.
    await capture(ctx, carrier, view)
  } else if (payment !== null && stands && !isBeingRecorded(order, ctx.payby.clock())) {
    // The same, when its session is gone: another one may not capture what this one did, and for the
    // id of none the core would act on another customer's cart.
    await capturePaymentWorkflow(ctx.container).run({ input: { payment_id: payment.id } })
  }
}

/**
 * The core asks our provider, which answers "captured", when the order is written: what cannot become an
 * order is not captured either, and stays in our hands.
 */
async function completeCart(ctx: Context, id: string): Promise<void> {
  const engine = ctx.container.resolve(Modules.WORKFLOW_ENGINE)
  await engine.run(completeCartWorkflowId, { input: { id } })
}

/** The collection of an order, as for what was added to it later, has no cart. */
function isLinked({ ofCart, ofCollection }: PlacedOrderView, { cart }: StoreView): boolean {
  return ofCollection && (ofCart || cart === null)
}

/** `captured`, never `authorized`: only then the core writes the order's transaction. */
async function capture(ctx: Context, session: SessionView, view: StoreView): Promise<void> {
  await deleteSiblings(ctx, session, view)
  await processPaymentWorkflow(ctx.container).run({
    input: { action: "captured", data: { session_id: session.id, amount: session.rawAmount } },
  })
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
  await createPaymentSessionsWorkflow(ctx.container).run({
    input: { payment_collection_id: order.collectionId, provider_id: order.providerId },
  })
  const again = await viewStore(ctx, order.collectionId)
  return again === null ? null : sessionFor(order, again)
}
