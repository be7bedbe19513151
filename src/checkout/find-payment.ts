import { isOrderNo, merchantOrderNo } from "../gateway"
import type { PayByOrder } from "../modules/payby/ledger/order"
import type { Context } from "../settlement"

/** Medusa's ids of payment sessions begin so; numbers of ours with a digit. */
const SESSION = /^payses_/

/**
 * The payment that a session's id or an order's number stands for. Null for whatever is not ours: an
 * unknown id and another provider's session look the same.
 */
export async function findPayment(ctx: Context, key: string): Promise<PayByOrder | null> {
  const { orders, shoppers } = ctx.payby
  if (!SESSION.test(key)) return isOrderNo(key) ? orders.find(merchantOrderNo(key)) : null
  return (await shoppers.ofSession(key)) ?? (await ofItsCollection(ctx, key))
}

/**
 * Two sessions of a cart that live side by side share one order, whose row knows the last of them only.
 * Nothing of the session but its collection and its provider counts.
 */
async function ofItsCollection(ctx: Context, sessionId: string): Promise<PayByOrder | null> {
  const [session] = await ctx.payments.listPaymentSessions(
    { id: sessionId },
    { select: ["id", "provider_id", "payment_collection_id"] },
  )
  if (session === undefined) return null
  const orders = await ctx.payby.orders.ofCollection(session.payment_collection_id)
  const own = orders.filter((order) => order.providerId === session.provider_id)
  return own.find((order) => order.intent === "collect") ?? own.at(-1) ?? null
}
