import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { Context } from "../settlement"

/** What Medusa has for a payment collection. */
export interface MedusaSide {
  readonly cartId: string | null
  readonly order: {
    readonly id: string
    readonly displayId: number | null
    readonly cancelled: boolean
  } | null
}

/** Nothing of Medusa's is known of a collection. */
export const NO_MEDUSA_SIDE: MedusaSide = { cartId: null, order: null }

const cartLinks = z.array(z.object({ cart_id: z.string(), payment_collection_id: z.string() }))
const orderLinks = z.array(z.object({ order_id: z.string(), payment_collection_id: z.string() }))
const orderCarts = z.array(z.object({ order_id: z.string(), cart_id: z.string() }))
const orders = z.array(
  z.object({
    id: z.string(),
    display_id: z.number().nullish(),
    status: z.string(),
    canceled_at: z.unknown(),
  }),
)

/** Carts and orders of many payment collections at once: four queries, however many there are. */
export async function medusaSides(
  ctx: Context,
  collectionIds: readonly string[],
): Promise<Map<string, MedusaSide>> {
  const ids = [...new Set(collectionIds)]
  if (ids.length === 0) return new Map()
  const [byCart, byOrder] = await Promise.all([
    linked(ctx, "cart_payment_collection", cartLinks, { payment_collection_id: ids }),
    linked(ctx, "order_payment_collection", orderLinks, { payment_collection_id: ids }),
  ])
  const cartOf = new Map(byCart.map((link) => [link.payment_collection_id, link.cart_id]))
  const ofCarts = await linked(ctx, "order_cart", orderCarts, { cart_id: [...cartOf.values()] })
  const orderOfCart = new Map(ofCarts.map((link) => [link.cart_id, link.order_id]))
  const orderOf = new Map(byOrder.map((link) => [link.payment_collection_id, link.order_id]))
  for (const [collectionId, cartId] of cartOf) {
    const orderId = orderOfCart.get(cartId)
    if (orderId !== undefined) orderOf.set(collectionId, orderId)
  }
  const found = await linked(ctx, "order", orders, { id: [...new Set(orderOf.values())] })
  const byId = new Map(found.map((order) => [order.id, order]))
  return new Map(
    ids.map((id) => {
      const order = byId.get(orderOf.get(id) ?? "")
      return [id, { cartId: cartOf.get(id) ?? null, order: order ? placed(order) : null }]
    }),
  )
}

/** The payment collections of some orders: of their carts, and of their own. */
export async function collectionsOfOrders(
  ctx: Context,
  orderIds: readonly string[],
): Promise<string[]> {
  const filter = { order_id: [...orderIds] }
  const [own, carts] = await Promise.all([
    linked(ctx, "order_payment_collection", orderLinks, filter),
    linked(ctx, "order_cart", orderCarts, filter),
  ])
  const ofCarts = await collectionsOfCarts(
    ctx,
    carts.map((link) => link.cart_id),
  )
  return [...new Set([...own.map((link) => link.payment_collection_id), ...ofCarts])]
}

/** The payment collections of some carts. */
export async function collectionsOfCarts(
  ctx: Context,
  cartIds: readonly string[],
): Promise<string[]> {
  const filter = { cart_id: [...cartIds] }
  const links = await linked(ctx, "cart_payment_collection", cartLinks, filter)
  return links.map((link) => link.payment_collection_id)
}

/** The orders that the shop calls by this number. */
export async function ordersCalled(ctx: Context, displayId: number): Promise<string[]> {
  const found = await linked(ctx, "order", orders, { display_id: displayId })
  return found.map((order) => order.id)
}

async function linked<T>(
  ctx: Context,
  entity: string,
  shape: z.ZodType<T[]>,
  filters: Record<string, unknown>,
): Promise<T[]> {
  if (Object.values(filters).some((value) => Array.isArray(value) && value.length === 0)) return []
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity, fields: fieldsOf(entity), filters })
  return shape.parse(data)
}

function fieldsOf(entity: string): string[] {
  if (entity === "order") return ["id", "display_id", "status", "canceled_at"]
  if (entity === "order_cart") return ["order_id", "cart_id"]
  return [entity.startsWith("cart") ? "cart_id" : "order_id", "payment_collection_id"]
}

function placed(order: z.infer<typeof orders>[number]): NonNullable<MedusaSide["order"]> {
  const isCancelled = order.status === "canceled" || Boolean(order.canceled_at)
  return { id: order.id, displayId: order.display_id ?? null, cancelled: isCancelled }
}
