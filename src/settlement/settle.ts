import {
  capturePaymentWorkflow,
  completeCartWorkflowId,
  createPaymentSessionsWorkflow,
  deletePaymentSessionsWorkflow,
  processPaymentWorkflow,
} from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import type { PayByOrder } from "../modules/payby/ledger/order"
import { isBeingRecorded } from "./being-recorded"
import { finishCart } from "./finish-cart"
import type { Context } from "./context"
import {
  isTrueInStore,
  mayGiveUp,
  paymentOf,
  sessionFor,
  siblingsOf,
  whyNotSettle,
} from "./may-settle"
import { viewStore } from "./store-view"
import type { SessionView, StoreView } from "./store-view"

/**
 * The one path by which a payment becomes true in Medusa. The order is paid by PayBy's verified word;
 * afterwards either Medusa has an order with this money captured, once, or the row wants *return*, or
 * it is tried again by the schedule. Safe to call any number of times, by anybody, at any moment.
 *
 * @returns why Medusa could not do it this time, in Medusa's words; null: it did, or never will
 */
export async function settle(
  ctx: Context,
  no: PayByOrder["merchantOrderNo"],
): Promise<string | null> {
  const { orders, claims } = ctx.payby
  const { order, view } = await see(ctx, no)
  const now = ctx.payby.clock()
  const obstacle = whyNotSettle(order, view)
  if (obstacle === "not-completed" && isBeingRecorded(order, now)) {
    await inVain(ctx, order)
    return null
  }
  if (obstacle !== null || view === null) {
    await orders.intend(no, "return", obstacle ?? "nothing-to-pay", now)
    return null
  }
  if (!(await claims.claimSettlement(no, now))) {
    await orders.intend(no, "return", "collection-paid", now)
    return null
  }
  let complaint: string | null = null
  if (!isTrueInStore(order, view)) {
    await closeSiblingOrders(ctx, order)
    try {
      await makeTrue(ctx, order, view)
    } catch (error) {
      complaint = error instanceof Error ? error.message : "unknown error"
      ctx.payby.logger.warn(`PayBy order ${no} could not be settled yet: ${complaint}`)
    }
  }
  await verify(ctx, order)
  return complaint
}

/** Believes nothing but what Medusa shows now, and gives up only after a fresh look that shows no order. */
async function verify(ctx: Context, before: PayByOrder): Promise<void> {
  const { orders, claims, settings } = ctx.payby
  const { order, view } = await see(ctx, before.merchantOrderNo)
  const now = ctx.payby.clock()
  if (view !== null && order.intent !== "return" && isTrueInStore(order, view)) {
    await finishCart(ctx, view)
    await claims.settled(order.merchantOrderNo, now)
    return
  }
  if (view !== null && mayGiveUp(order, view, now, settings.policy)) {
    await orders.intend(order.merchantOrderNo, "return", "not-completed", now)
    return
  }
  await inVain(ctx, order)
}

/**
 * The row and the store. The row is read last: a Payment that shows in the store was claimed in the
 * row before, so it can never look like somebody else's.
 */
async function see(
  ctx: Context,
  no: PayByOrder["merchantOrderNo"],
): Promise<{ order: PayByOrder; view: StoreView | null }> {
  const known = await ctx.payby.orders.find(no)
  if (known === null) throw new Error(`the ledger has no order ${no}`)
  const view = await viewStore(ctx, known.collectionId)
  return { order: (await ctx.payby.orders.find(no)) ?? known, view }
}

async function makeTrue(ctx: Context, order: PayByOrder, view: StoreView): Promise<void> {
  const payment = paymentOf(order, view)
  const carrier = sessionFor(order, view)
  if (payment === null) {
    const session = carrier ?? (await reopenSession(ctx, order, view))
    if (session !== null) await capture(ctx, session, view)
    return
  }
  const stands = view.orders.some((placed) => !placed.cancelled)
  if (stands && carrier !== null && carrier.id === payment.sessionId) {
    // Captured and ordered, but the order does not know it was paid: capturing again only writes that.
    await capture(ctx, carrier, view)
  } else if (stands && !isBeingRecorded(order, ctx.payby.clock())) {
    // The same, when its session is gone: another one may not capture what this one did, and for the
    // id of none the core would act on another customer's cart.
    await capturePaymentWorkflow(ctx.container).run({ input: { payment_id: payment.id } })
  } else if (!stands && view.cart !== null) {
    if (carrier !== null) await deleteSiblings(ctx, carrier, view)
    const engine = ctx.container.resolve(Modules.WORKFLOW_ENGINE)
    await engine.run(completeCartWorkflowId, { input: { id: view.cart.id } })
  }
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
  const { orders, clock } = ctx.payby
  for (const sibling of await orders.ofCollection(order.collectionId)) {
    if (sibling.id === order.id) continue
    await orders.intend(sibling.merchantOrderNo, "close", "superseded", clock())
  }
}

async function inVain(ctx: Context, order: PayByOrder): Promise<void> {
  await ctx.payby.orders.looked(order.merchantOrderNo, ctx.payby.clock(), true)
}
