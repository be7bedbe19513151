import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { Context } from "../settlement"

/** The cart a payment collection belongs to, and the order that was made of it. */
export interface Purchase {
  readonly cartId: string | null
  readonly orderId: string | null
}

const byCollection = z.array(z.object({ cart_id: z.string() }))
const byCart = z.array(z.object({ payment_collection_id: z.string() }))
const orderLinks = z.array(z.object({ order_id: z.string() }))

/** The payment collection of a cart; null when it has none, or when there is no such cart. */
export async function collectionOfCart(ctx: Context, cartId: string): Promise<string | null> {
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: collections } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["payment_collection_id"],
    filters: { cart_id: cartId },
  })
  return byCart.parse(collections)[0]?.payment_collection_id ?? null
}

/** Two look-ups by indexed links at most; the order is looked for only when `mayBeOrdered`. */
export async function purchaseOf(
  ctx: Context,
  collectionId: string,
  mayBeOrdered: boolean,
): Promise<Purchase> {
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: carts } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["cart_id"],
    filters: { payment_collection_id: collectionId },
  })
  const cartId = byCollection.parse(carts)[0]?.cart_id ?? null
  if (!mayBeOrdered) return { cartId, orderId: null }
  // The collection of an order edit or of a payment link has no cart, but an order from the beginning.
  const { data: orders } =
    cartId === null
      ? await query.graph({
          entity: "order_payment_collection",
          fields: ["order_id"],
          filters: { payment_collection_id: collectionId },
        })
      : await query.graph({
          entity: "order_cart",
          fields: ["order_id"],
          filters: { cart_id: cartId },
        })
  return { cartId, orderId: orderLinks.parse(orders)[0]?.order_id ?? null }
}
