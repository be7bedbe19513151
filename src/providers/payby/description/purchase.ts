import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { decimalOf } from "../../../settlement"

/** A line of the cart. Amounts are decimal text in dirhams, with all of Medusa's decimals. */
export interface PurchaseLine {
  readonly id: string
  readonly title: string
  /** The merchant's own number of it, or Medusa's id of the variant. */
  readonly goodsId: string | null
  readonly quantity: string
  /** Before discounts and taxes. */
  readonly subtotal: string
}

/** What is bought. Amounts are decimal text in dirhams, with all of Medusa's decimals. */
export interface Purchase {
  readonly cartId: string
  /** In the order in which they came into the cart. */
  readonly lines: readonly PurchaseLine[]
  /** Goods and shipping, before discounts and taxes. */
  readonly subtotal: string
  readonly discount: string
  readonly vat: string
  readonly total: string
}

const amount = z.unknown().transform((raw) => decimalOf(raw ?? 0))

const collectionShape = z.object({
  cart: z
    .object({
      id: z.string(),
      total: amount,
      subtotal: amount,
      discount_subtotal: amount,
      tax_total: amount,
      items: z
        .array(
          z.object({
            id: z.string(),
            title: z.string().nullish(),
            product_title: z.string().nullish(),
            variant_sku: z.string().nullish(),
            variant_id: z.string().nullish(),
            quantity: amount,
            subtotal: amount,
          }),
        )
        .nullish(),
    })
    .nullish(),
})

/** The cart of a payment collection in one query; null for the collection of an order. */
export async function purchaseOf(
  container: MedusaContainer,
  collectionId: string,
): Promise<Purchase | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment_collection",
    fields: [
      "cart.id",
      "cart.total",
      "cart.subtotal",
      "cart.discount_subtotal",
      "cart.tax_total",
      "cart.items.id",
      "cart.items.title",
      "cart.items.product_title",
      "cart.items.variant_sku",
      "cart.items.variant_id",
      "cart.items.quantity",
      "cart.items.subtotal",
    ],
    filters: { id: collectionId },
  })
  const cart = collectionShape.optional().parse(data[0])?.cart
  if (cart === null || cart === undefined) return null
  const lines = (cart.items ?? []).map((item) => ({
    id: item.id,
    title: item.product_title ?? item.title ?? "",
    goodsId: item.variant_sku ?? item.variant_id ?? null,
    quantity: item.quantity,
    subtotal: item.subtotal,
  }))
  return {
    cartId: cart.id,
    // Ids begin with the time; the database gives rows in any order, and PayBy compares word for word.
    lines: lines.sort((a, b) => (a.id < b.id ? -1 : 1)),
    subtotal: cart.subtotal,
    discount: cart.discount_subtotal,
    vat: cart.tax_total,
    total: cart.total,
  }
}
