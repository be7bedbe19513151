import { isOrderNo } from "../gateway"
import type { OrderNumbers } from "../modules/payby/ledger/order-search"
import type { Context } from "../settlement"
import { collectionsOfCarts, collectionsOfOrders, ordersCalled } from "./medusa-side"

/** Medusa counts its orders from 1; PayBy's numbers have 18 digits. */
const DISPLAY_NUMBER = /^#?(\d{1,9})$/

/**
 * What the ledger is to be searched for when staff type any number: the plugin's, PayBy's, a refund's, or
 * one of Medusa's (cart, order, the order's display number, session, payment, payment collection).
 */
export async function findByNumber(ctx: Context, typed: string): Promise<OrderNumbers> {
  const q = typed.trim()
  const display = DISPLAY_NUMBER.exec(q)?.[1]
  return {
    numbers: [q, ...(await orderOfRefund(ctx, q))],
    collectionIds: display === undefined ? await byId(ctx, q) : await byDisplay(ctx, display),
  }
}

async function byDisplay(ctx: Context, display: string): Promise<string[]> {
  return collectionsOfOrders(ctx, await ordersCalled(ctx, Number(display)))
}

async function byId(ctx: Context, id: string): Promise<string[]> {
  if (id.startsWith("cart_")) return collectionsOfCarts(ctx, [id])
  if (id.startsWith("order_")) return collectionsOfOrders(ctx, [id])
  if (id.startsWith("pay_col_")) return [id]
  if (!id.startsWith("pay_")) return []
  const payments = await ctx.payments.listPayments(
    { id },
    { select: ["id", "payment_collection_id"] },
  )
  return payments.flatMap((payment) => payment.payment_collection_id ?? [])
}

async function orderOfRefund(ctx: Context, number: string): Promise<string[]> {
  if (!isOrderNo(number)) return []
  const terms = { limit: 1, offset: 0 }
  const { rows } = await ctx.payby.search.refunds.page({ state: "all", number }, terms)
  return rows.map((refund) => refund.merchantOrderNo)
}
