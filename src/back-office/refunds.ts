import type { PayByRefund } from "../modules/payby/ledger/refund"
import type { Context } from "../settlement"
import type {
  AdminPayByRefund,
  AdminPayByRefundsQuery,
  AdminPayByRefundsResponse,
} from "../api/admin/payby/contract"
import { refundView } from "./views/refund"

/** A page of the refunds that fit, the newest first. */
export async function listRefunds(
  ctx: Context,
  query: AdminPayByRefundsQuery,
): Promise<AdminPayByRefundsResponse> {
  const terms = { limit: query.limit ?? 20, offset: query.offset ?? 0 }
  const filter = { state: query.state ?? "open", number: query.q?.trim() || undefined }
  const page = await ctx.payby.search.refunds.page(filter, terms)
  const refunds = await refundViews(ctx, page.rows)
  return { refunds, count: page.count, count_exceeded: page.exceeded, ...terms }
}

/** Refunds with what can be done about each, which depends on the others of its order. */
export async function refundViews(
  ctx: Context,
  refunds: readonly PayByRefund[],
): Promise<AdminPayByRefund[]> {
  const now = ctx.payby.clock()
  const numbers = new Set(refunds.map((refund) => refund.merchantOrderNo))
  const all = await ctx.payby.refunds.ofOrders([...numbers])
  return refunds.map((one) => {
    const siblings = all.filter(({ merchantOrderNo }) => merchantOrderNo === one.merchantOrderNo)
    return refundView(one, siblings, now)
  })
}
