import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { add, aed, fils } from "../gateway"
import type { Money } from "../gateway"
import { decimalOf } from "./decimal-of"
import type { Context } from "./context"

/** A payment session as the settlement sees it. */
export interface SessionView {
  readonly id: string
  readonly providerId: string
  readonly status: string
  readonly amount: Money
  /** The unrounded amount, as the core wants it back. */
  readonly rawAmount: string
}

/** A Payment of Medusa's as the settlement sees it. */
export interface PaymentView {
  readonly id: string
  readonly sessionId: string | null
  readonly providerId: string
  readonly captureIds: readonly string[]
  readonly captured: Money
  readonly refunded: Money
  readonly cancelled: boolean
}

/** What Medusa knows about a payment collection, loaded just now. */
export interface StoreView {
  readonly amount: Money
  readonly sessions: readonly SessionView[]
  readonly payments: readonly PaymentView[]
  /** The cart the collection belongs to; null for the collection of an order. */
  readonly cart: { readonly id: string; readonly completed: boolean } | null
  readonly orders: readonly PlacedOrderView[]
  /** Orders that it is linked to and that are not there: the core wrote them and took them back. */
  readonly lostOrderIds: readonly string[]
}

/** An order of Medusa's as the settlement sees it. */
export interface PlacedOrderView {
  readonly id: string
  readonly placedAt: Date
  readonly cancelled: boolean
  /** Whether the cart knows it as its order. */
  readonly ofCart: boolean
  /** Whether the payment collection does, through which the core tells it of captures. */
  readonly ofCollection: boolean
  /** What it still wants to be paid, by its own account, in fils; negative where it has more than it wants. */
  readonly owedFils: number
  /** The captures that its transactions tell of: what the order believes was paid. */
  readonly transactedCaptureIds: readonly string[]
}

/** Whether Medusa has an order that nobody cancelled. */
export function hasOrder(view: Pick<StoreView, "orders">): boolean {
  return view.orders.some((placed) => !placed.cancelled)
}

/**
 * The order that stands on this Payment: it tells of its capture, or of nobody's yet while the core has not
 * undone the Payment. Null: there is none, or only one that another payment of its cart was made for.
 */
export function orderOn(payment: PaymentView, view: StoreView): PlacedOrderView | null {
  const standing = view.orders.filter((placed) => !placed.cancelled)
  const own = standing.find((placed) => tellsOf(placed, payment))
  if (own !== undefined || payment.cancelled) return own ?? null
  return standing.find((placed) => !view.payments.some((one) => tellsOf(placed, one))) ?? null
}

/** Whether the order's transactions tell of the Payment's capture. */
export function tellsOf(
  { transactedCaptureIds }: PlacedOrderView,
  { captureIds }: PaymentView,
): boolean {
  return captureIds.some((id) => transactedCaptureIds.includes(id))
}

const amount = z.unknown().transform((raw) => decimalOf(raw))

const orderShape = z.object({
  id: z.string(),
  created_at: z.coerce.date(),
  canceled_at: z.unknown(),
  status: z.string(),
  summary: z.object({ pending_difference: amount }),
  transactions: z.array(z.object({ reference_id: z.string().nullish() })).nullish(),
})

const collectionShape = z.object({
  amount,
  payment_sessions: z
    .array(
      z.object({
        id: z.string(),
        provider_id: z.string(),
        status: z.string(),
        raw_amount: amount,
      }),
    )
    .nullish(),
  payments: z
    .array(
      z.object({
        id: z.string(),
        payment_session_id: z.string().nullish(),
        provider_id: z.string(),
        canceled_at: z.unknown(),
        captures: z.array(z.object({ id: z.string(), raw_amount: amount })).nullish(),
        refunds: z.array(z.object({ raw_amount: amount })).nullish(),
      }),
    )
    .nullish(),
})

/** Loads what Medusa knows about a collection; null when it has none with this id. */
export async function viewStore(ctx: Context, collectionId: string): Promise<StoreView | null> {
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: collections } = await query.graph({
    entity: "payment_collection",
    fields: [
      "amount",
      "payment_sessions.id",
      "payment_sessions.provider_id",
      "payment_sessions.status",
      "payment_sessions.raw_amount",
      "payments.id",
      "payments.payment_session_id",
      "payments.provider_id",
      "payments.canceled_at",
      "payments.captures.id",
      "payments.captures.raw_amount",
      "payments.refunds.raw_amount",
    ],
    filters: { id: collectionId },
  })
  if (collections[0] === undefined) return null
  const collection = collectionShape.parse(collections[0])
  const cart = await cartOf(ctx, collectionId)
  return {
    amount: aed(collection.amount),
    sessions: (collection.payment_sessions ?? []).map((session) => ({
      id: session.id,
      providerId: session.provider_id,
      status: session.status,
      amount: aed(session.raw_amount),
      rawAmount: session.raw_amount,
    })),
    payments: (collection.payments ?? []).map((payment) => ({
      id: payment.id,
      sessionId: payment.payment_session_id ?? null,
      providerId: payment.provider_id,
      captureIds: (payment.captures ?? []).map((capture) => capture.id),
      captured: total(payment.captures),
      refunded: total(payment.refunds),
      cancelled: isSet(payment.canceled_at),
    })),
    cart,
    ...(await ordersOf(ctx, collectionId, cart?.id ?? null)),
  }
}

async function cartOf(ctx: Context, collectionId: string): Promise<StoreView["cart"]> {
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: links } = await query.graph({
    entity: "cart_payment_collection",
    fields: ["cart_id"],
    filters: { payment_collection_id: collectionId },
  })
  const cartId = z.object({ cart_id: z.string() }).optional().parse(links[0])?.cart_id
  if (cartId === undefined) return null
  const { data: carts } = await query.graph({
    entity: "cart",
    fields: ["id", "completed_at"],
    filters: { id: cartId },
  })
  const cart = z.object({ completed_at: z.unknown() }).optional().parse(carts[0])
  return { id: cartId, completed: isSet(cart?.completed_at) }
}

/** The orders of the cart, and those the collection itself is linked to (order edits, payment links). */
async function ordersOf(
  ctx: Context,
  collectionId: string,
  cartId: string | null,
): Promise<Pick<StoreView, "orders" | "lostOrderIds">> {
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const ofCollection = new Set<string>()
  const ofCart = new Set<string>()
  const linkShape = z.array(z.object({ order_id: z.string() }))
  const { data: byCollection } = await query.graph({
    entity: "order_payment_collection",
    fields: ["order_id"],
    filters: { payment_collection_id: collectionId },
  })
  for (const link of linkShape.parse(byCollection)) ofCollection.add(link.order_id)
  if (cartId !== null) {
    const { data: byCart } = await query.graph({
      entity: "order_cart",
      fields: ["order_id"],
      filters: { cart_id: cartId },
    })
    for (const link of linkShape.parse(byCart)) ofCart.add(link.order_id)
  }
  const orderIds = [...new Set([...ofCollection, ...ofCart])]
  if (orderIds.length === 0) return { orders: [], lostOrderIds: [] }
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "created_at",
      "status",
      "canceled_at",
      "summary.pending_difference",
      "transactions.reference_id",
    ],
    filters: { id: orderIds },
  })
  const orders = z
    .array(orderShape)
    .parse(data)
    .map((order) => ({
      id: order.id,
      placedAt: order.created_at,
      cancelled: order.status === "canceled" || isSet(order.canceled_at),
      ofCart: ofCart.has(order.id),
      ofCollection: ofCollection.has(order.id),
      owedFils: Math.round(Number(order.summary.pending_difference) * 100),
      transactedCaptureIds: (order.transactions ?? []).flatMap((one) => one.reference_id ?? []),
    }))
  const found = new Set(orders.map(({ id }) => id))
  return { orders, lostOrderIds: orderIds.filter((id) => !found.has(id)) }
}

function total(parts: { raw_amount: string }[] | null | undefined): Money {
  return (parts ?? []).reduce((sum, part) => add(sum, aed(part.raw_amount)), fils(0))
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined
}
