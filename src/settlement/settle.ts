import {
  capturePaymentWorkflow,
  completeCartWorkflowId,
  createPaymentSessionsWorkflow,
  deletePaymentSessionsWorkflow,
  processPaymentWorkflow,
} from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import type { PayByOrder } from "../modules/payby/ledger/order"
import type { Context } from "./context"
import { isTrueInStore, paymentOf, sessionFor, siblingsOf, whyNotSettle } from "./may-settle"
import { viewStore } from "./store-view"
import type { SessionView, StoreView } from "./store-view"

/**
 * The one path by which a payment becomes true in Medusa. The order is paid by PayBy's verified word;
 * afterwards either Medusa has an order with this money captured, once, or the row wants *return*, or
 * it is tried again by the schedule. Safe to call any number of times, by anybody, at any moment.
 */
export async function settle(ctx: Context, order: PayByOrder): Promise<void> {
  const { orders } = ctx.payby
  const now = ctx.payby.clock()
  const no = order.merchantOrderNo
  const view = await viewStore(ctx, order.collectionId)

  const obstacle = whyNotSettle(order, view)
  if (obstacle !== null || view === null) {
    await orders.intend(no, "return", obstacle ?? "nothing-to-pay", now)
    return
  }
  if (!(await orders.claimSettlement(no, now))) {
    await orders.intend(no, "return", "collection-paid", now)
    return
  }
  if (!isTrueInStore(order, view)) {
    await closeSiblingOrders(ctx, order)
    try {
      await makeTrue(ctx, order, view)
    } catch (error) {
      ctx.payby.logger.warn(`PayBy order ${no} could not be settled yet: ${nameOf(error)}`)
    }
  }
  await verify(ctx, order)
}

/** Believes nothing but what Medusa shows now: an uncancelled order whose captured Payment is this one's. */
async function verify(ctx: Context, order: PayByOrder): Promise<void> {
  const { orders } = ctx.payby
  const no = order.merchantOrderNo
  const [after, view] = await Promise.all([orders.find(no), viewStore(ctx, order.collectionId)])
  if (after === null || view === null) return
  if (after.intent !== "return" && isTrueInStore(after, view)) {
    await orders.settled(no, ctx.payby.clock())
    return
  }
  await orders.looked(no, ctx.payby.clock(), true)
}

async function makeTrue(ctx: Context, order: PayByOrder, view: StoreView): Promise<void> {
  const payment = paymentOf(order, view)
  if (payment !== null && view.orders.some((placed) => !placed.cancelled)) {
    // Captured and ordered, but the order does not know it was paid: capturing again only writes that.
    await capturePaymentWorkflow(ctx.container).run({ input: { payment_id: payment.id } })
    return
  }
  if (payment !== null) {
    // The money is captured already; only the order is missing.
    if (view.cart !== null) await completeCart(ctx, view.cart.id)
    return
  }
  const session = sessionFor(order, view) ?? (await reopenSession(ctx, order, view))
  if (session === null) return
  const siblings = siblingsOf(session, view)
  if (siblings.length > 0) {
    // The core completes a cart with the first session it finds, whichever was paid.
    await deletePaymentSessionsWorkflow(ctx.container).run({ input: { ids: siblings } })
  }
  // `captured`, never `authorized`: only then the core writes the order's transaction.
  await processPaymentWorkflow(ctx.container).run({
    input: {
      action: "captured",
      data: { session_id: session.id, amount: session.rawAmount },
    },
  })
}

async function completeCart(ctx: Context, cartId: string): Promise<void> {
  const engine = ctx.container.resolve(Modules.WORKFLOW_ENGINE)
  await engine.run(completeCartWorkflowId, { input: { id: cartId } })
}

/** The session is gone but the cart still waits for exactly this payment: it gets a session again. */
async function reopenSession(
  ctx: Context,
  order: PayByOrder,
  view: StoreView,
): Promise<SessionView | null> {
  if (view.cart === null || view.cart.completed) return null
  await createPaymentSessionsWorkflow(ctx.container).run({
    input: { payment_collection_id: order.collectionId, provider_id: order.providerId },
  })
  const again = await viewStore(ctx, order.collectionId)
  return again === null ? null : sessionFor(order, again)
}

/** Only one order of a collection may be paid; the others are closed before they can be. */
async function closeSiblingOrders(ctx: Context, order: PayByOrder): Promise<void> {
  const siblings = await ctx.payby.orders.ofCollection(order.collectionId)
  for (const sibling of siblings) {
    if (sibling.id === order.id) continue
    await ctx.payby.orders.intend(sibling.merchantOrderNo, "close", "superseded", ctx.payby.clock())
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.message : "unknown error"
}
