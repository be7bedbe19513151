import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { PayByOrder } from "../modules/payby/ledger/order"
import type { Context } from "./context"
import { paymentOf } from "./may-settle"
import { hasOrder, tellsOf } from "./store-view"
import type { StoreView } from "./store-view"

/**
 * Sees to it that the cart and the payment collection know the order that stands. The core writes an order
 * and its two links in transactions of their own. Where a process died between them, completing the cart
 * fails at the link that is there already, and the core gives back the money of an order that stands;
 * without the other link no capture is told to the order. Safe to repeat.
 */
async function linkOrder(ctx: Context, order: PayByOrder, view: StoreView): Promise<void> {
  const { cart } = view
  const standing = view.orders.filter(({ cancelled }) => !cancelled)
  const placed = standing.find(({ ofCollection }) => ofCollection) ?? standing[0]
  if (cart === null || placed === undefined) return
  const link = ctx.container.resolve(ContainerRegistrationKeys.LINK)
  const ours = { [Modules.ORDER]: { order_id: placed.id } }
  if (!placed.ofCart) await link.create({ ...ours, [Modules.CART]: { cart_id: cart.id } })
  if (!placed.ofCollection) {
    await link.create({
      ...ours,
      [Modules.PAYMENT]: { payment_collection_id: order.collectionId },
    })
  }
}

/**
 * Sees to it that a cart whose order stands cannot be completed again: a process that died before the core
 * had marked it leaves one that would become a second order on the same money. Safe to repeat.
 */
export async function finishCart(ctx: Context, order: PayByOrder, view: StoreView): Promise<void> {
  const { cart } = view
  if (cart === null || !hasOrder(view)) return
  await linkOrder(ctx, order, view)
  if (!cart.completed) {
    const completed_at = ctx.payby.clock()
    await ctx.container.resolve(Modules.CART).updateCarts(cart.id, { completed_at })
  }
}

/**
 * Forgets links to orders that the core wrote and took back: where a link was left, the core takes the cart
 * for completed, and completes nothing; or tells the order that is gone of a capture. Safe to repeat.
 */
export async function unlinkLostOrders(
  ctx: Context,
  order: PayByOrder,
  { cart, lostOrderIds }: StoreView,
): Promise<void> {
  const link = ctx.container.resolve(ContainerRegistrationKeys.LINK)
  for (const order_id of lostOrderIds) {
    const lost = { [Modules.ORDER]: { order_id } }
    const payment_collection_id = order.collectionId
    await link.dismiss({ ...lost, [Modules.PAYMENT]: { payment_collection_id } })
    if (cart !== null) await link.dismiss({ ...lost, [Modules.CART]: { cart_id: cart.id } })
  }
}

/**
 * Of several orders on one payment one keeps it. The others lose their link to it: staff have to cancel them,
 * and the core gives back whatever an order is linked to when it is cancelled. Safe to repeat.
 */
export async function unlinkDoubles(
  ctx: Context,
  order: PayByOrder,
  view: StoreView,
): Promise<void> {
  const link = ctx.container.resolve(ContainerRegistrationKeys.LINK)
  const linked = view.orders.filter(({ cancelled, ofCollection }) => ofCollection && !cancelled)
  const payment = paymentOf(order, view)
  const keeper = linked.find((placed) => payment !== null && tellsOf(placed, payment))
  if (keeper === undefined) return
  for (const { id: order_id } of linked.filter(({ id }) => id !== keeper.id)) {
    const payment_collection_id = order.collectionId
    await link.dismiss({
      [Modules.ORDER]: { order_id },
      [Modules.PAYMENT]: { payment_collection_id },
    })
  }
}
