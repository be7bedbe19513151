import { z } from "@medusajs/framework/zod"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Shop } from "../support/shop"

const collections = z.array(z.object({ payment_collection_id: z.string() }))

/** Every order at PayBy that was placed for a cart, oldest first, as PayBy's own books have it. */
export async function paybyOrdersOf(shop: Shop, cartId: string) {
  const [collection] = await collectionsOf(shop, cartId)
  if (collection === undefined) return []
  const rows = await shop.ctx.payby.orders.ofCollection(collection)
  return rows
    .map((row) => shop.simulator.books.order(row.merchantOrderNo))
    .sort((one, other) => one.createdAt - other.createdAt)
}

/**
 * What must hold of a cart that was paid once, in both books: one order with one capture of the whole
 * total in Medusa, and at PayBy that amount and nothing else of this cart.
 */
export async function expectPaidOnce(shop: Shop, cartId: string, orderId: string): Promise<void> {
  const orders = await shop.medusa.ordersOf(cartId)
  expect(orders.map(({ id }) => id)).toEqual([orderId])
  const total = orders[0]?.total ?? 0
  expect(orders[0]).toMatchObject({ status: "pending", transacted: total })
  const [collection = ""] = await collectionsOf(shop, cartId)
  const payments = await shop.medusa.paymentsOf(collection)
  expect(payments).toMatchObject([{ captures: [total], refunds: [], cancelled: false }])
  const kept = (await paybyOrdersOf(shop, cartId)).filter(({ paid }) => paid)
  expect(kept).toMatchObject([{ kept: total.toFixed(2), refunded: "0.00" }])
}

async function collectionsOf(shop: Shop, cartId: string): Promise<string[]> {
  const query = shop.store.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["payment_collection_id"],
    filters: { cart_id: cartId },
  })
  return collections.parse(data).map((link) => link.payment_collection_id)
}
