import { PaymentEvents } from "@medusajs/framework/utils"
import type { IntentReason, PayByOrder } from "../modules/payby/ledger/order"
import { isBeingRecorded } from "./being-recorded"
import type { Context } from "./context"
import { forgetSession } from "./end-session"
import { finishCart, unlinkDoubles } from "./finish-cart"
import { makeTrue } from "./make-true"
import { isTrueInStore, mayGiveUp, paymentOf, whyNotSettle } from "./may-settle"
import { hasOrder, viewStore } from "./store-view"
import type { StoreView } from "./store-view"

/** How long a settlement waits for somebody else's completion of the cart before it comes again, milliseconds. */
const PATIENCE_MS = 5_000

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
  const { collectionId } = await known(ctx, no)
  const turn = await ctx.payby.turns.wait(collectionId, PATIENCE_MS)
  if (turn === null) {
    await ctx.payby.orders.looked(no, ctx.payby.clock(), true)
    return "its cart is being completed at this moment"
  }
  try {
    return await settleAlone(ctx, no)
  } finally {
    await turn.end()
  }
}

async function settleAlone(
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
    await wantBack(ctx, order, view, obstacle ?? "nothing-to-pay")
    return null
  }
  if (order.settlement === "settled" && !hasOrder(view)) {
    // It stood once, so somebody deleted it: the cart is not for us to complete once more.
    await ctx.payby.alarm.raise(no, "medusa-disagrees")
    await orders.looked(no, now, false)
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
  const { claims, settings } = ctx.payby
  const { order, view } = await see(ctx, before.merchantOrderNo)
  const now = ctx.payby.clock()
  if (view !== null && order.intent !== "return" && isTrueInStore(order, view)) {
    await finishCart(ctx, order, view)
    await tellOfCapture(ctx, order, view)
    await unlinkDoubles(ctx, order, view)
    if (isDoubtful(order, view)) {
      await ctx.payby.alarm.raise(order.merchantOrderNo, "medusa-disagrees")
    }
    await claims.settled(order.merchantOrderNo, now)
    return
  }
  if (view !== null && mayGiveUp(order, view, now, settings.policy)) {
    await wantBack(ctx, order, view, "not-completed")
    return
  }
  await inVain(ctx, order)
}

/** While nobody can complete the cart: afterwards nobody is able to with the session that was captured. */
async function wantBack(
  ctx: Context,
  order: PayByOrder,
  view: StoreView | null,
  reason: IntentReason,
): Promise<void> {
  if (view !== null && reason === "not-completed") await forgetSession(ctx, order, view)
  await ctx.payby.orders.intend(order.merchantOrderNo, "return", reason, ctx.payby.clock())
}

/**
 * Whether the order that was just paid wants another amount than the shopper paid, because its cart was
 * changed past the core's own ways; or whether more than one order stands on this payment.
 */
function isDoubtful(order: PayByOrder, view: StoreView): boolean {
  const standing = view.orders.filter((placed) => placed.ofCart && !placed.cancelled)
  if (standing.length > 1) return true
  return order.settlement !== "settled" && standing.some(({ owedFils }) => owedFils !== 0)
}

/** As the core does for each capture but the one it makes while it completes a cart. */
async function tellOfCapture(ctx: Context, order: PayByOrder, view: StoreView): Promise<void> {
  const payment = paymentOf(order, view)
  if (view.cart === null || payment === null || order.settlement === "settled") return
  await ctx.payby.announcer.emit(PaymentEvents.CAPTURED, { id: payment.id })
}

/**
 * The row and the store. The row is read last: a Payment that shows in the store was claimed in the
 * row before, so it can never look like somebody else's.
 */
async function see(
  ctx: Context,
  no: PayByOrder["merchantOrderNo"],
): Promise<{ order: PayByOrder; view: StoreView | null }> {
  const view = await viewStore(ctx, (await known(ctx, no)).collectionId)
  return { order: await known(ctx, no), view }
}

async function known(ctx: Context, no: PayByOrder["merchantOrderNo"]): Promise<PayByOrder> {
  const order = await ctx.payby.orders.find(no)
  if (order === null) throw new Error(`the ledger has no order ${no}`)
  return order
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
