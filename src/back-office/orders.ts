import { isOrderNo, merchantOrderNo } from "../gateway"
import type { PayByOrder } from "../modules/payby/ledger/order"
import type { Context } from "../settlement"
import type {
  AdminPayByInstantRange,
  AdminPayByOrder,
  AdminPayByOrdersQuery,
  AdminPayByOrdersResponse,
  AdminPayByOrderSummary,
} from "../api/admin/payby/contract"
import type { InstantRange, OrderNumbers, OrderSort } from "../modules/payby/ledger/order-search"
import { findByNumber } from "./find-by-number"
import { collectionsOfOrders, medusaSides, NO_MEDUSA_SIDE } from "./medusa-side"
import { orderView } from "./views/order"
import { orderSummary } from "./views/order-summary"

const PAGE = { limit: 20, offset: 0 }

/** A page of the PayBy orders that fit. */
export async function listOrders(
  ctx: Context,
  query: AdminPayByOrdersQuery,
): Promise<AdminPayByOrdersResponse> {
  const terms = { limit: query.limit ?? PAGE.limit, offset: query.offset ?? PAGE.offset }
  const page = await ctx.payby.search.orders.page(
    {
      found: await foundBy(ctx, query),
      status: query.status?.map((word) => (word === "NONE" ? null : word)),
      intent: query.intent,
      scene: query.scene,
      attention: query.attention,
      createdAt: rangeOf(query.created_at),
      paidAt: rangeOf(query.paid_at),
    },
    sortOf(query.sort),
    terms,
  )
  const orders = await summaries(ctx, page.rows)
  return { orders, count: page.count, count_exceeded: page.exceeded, ...terms }
}

/** Everything about one order; null when the ledger has none with this number. */
export async function showOrder(ctx: Context, number: string): Promise<AdminPayByOrder | null> {
  if (!isOrderNo(number)) return null
  const { payby } = ctx
  const no = merchantOrderNo(number)
  const order = await payby.orders.find(no)
  if (order === null) return null
  const [sides, refunds, notifications, entries] = await Promise.all([
    medusaSides(ctx, [order.collectionId]),
    payby.refunds.ofOrder(no),
    payby.search.notifications.ofOrder(no),
    payby.timeLine.ofOrder(no),
  ])
  const medusa = sides.get(order.collectionId) ?? NO_MEDUSA_SIDE
  const { settings } = payby
  return orderView({ order, medusa, refunds, notifications, entries, settings }, payby.clock())
}

/** Orders as rows of a list, with what Medusa has for them. */
export async function summaries(
  ctx: Context,
  orders: readonly PayByOrder[],
): Promise<AdminPayByOrderSummary[]> {
  const sides = await medusaSides(
    ctx,
    orders.map((order) => order.collectionId),
  )
  return orders.map((order) => orderSummary(order, sides.get(order.collectionId) ?? NO_MEDUSA_SIDE))
}

async function foundBy(
  ctx: Context,
  { q, order_id }: AdminPayByOrdersQuery,
): Promise<OrderNumbers | undefined> {
  if (order_id !== undefined) {
    return { numbers: [], collectionIds: await collectionsOfOrders(ctx, [order_id]) }
  }
  return q === undefined || q.trim() === "" ? undefined : findByNumber(ctx, q)
}

function sortOf(sort: AdminPayByOrdersQuery["sort"] = "-created_at"): OrderSort {
  switch (sort) {
    case "created_at":
    case "paid_at":
    case "amount":
      return { column: sort, descending: false }
    case "-created_at":
      return { column: "created_at", descending: true }
    case "-paid_at":
      return { column: "paid_at", descending: true }
    case "-amount":
      return { column: "amount", descending: true }
  }
}

function rangeOf(range: AdminPayByInstantRange | undefined): InstantRange | undefined {
  if (range === undefined) return undefined
  const entries = Object.entries(range).filter(([, at]) => at !== undefined)
  return Object.fromEntries(entries.map(([end, at]) => [end, new Date(String(at))]))
}
