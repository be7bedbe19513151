import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Context } from "./context"
import type { StoreView } from "./store-view"

/**
 * Sees to it that a cart whose order stands cannot be completed again. The core writes the order, its
 * link to the cart and the cart's completion in statements of their own: a process that dies between
 * them leaves a cart that would become a second order on the same money. Safe to repeat.
 */
export async function finishCart(ctx: Context, view: StoreView): Promise<void> {
  const { cart } = view
  const placed = view.orders.find(({ cancelled }) => !cancelled)
  if (cart === null || placed === undefined) return
  if (!placed.ofCart) {
    const link = ctx.container.resolve(ContainerRegistrationKeys.LINK)
    await link.create({
      [Modules.ORDER]: { order_id: placed.id },
      [Modules.CART]: { cart_id: cart.id },
    })
  }
  if (!cart.completed) {
    const completed_at = ctx.payby.clock()
    await ctx.container.resolve(Modules.CART).updateCarts(cart.id, { completed_at })
  }
}
