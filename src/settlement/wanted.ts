import type { PayByOrder } from "../modules/payby/ledger/order"
import type { Context } from "./context"
import { sessionFor } from "./may-settle"
import { viewStore } from "./store-view"

/**
 * Whether a live session of the collection still wants an order whose own session was deleted: Medusa
 * deletes the old session and creates the new one in parallel, in any order. It adopts the order.
 */
export async function wanted(ctx: Context, order: PayByOrder): Promise<boolean> {
  const view = await viewStore(ctx, order.collectionId)
  const session = view === null ? null : sessionFor(order, view)
  if (session === null) return false
  await ctx.payby.orders.readopt(order.merchantOrderNo, session.id, ctx.payby.clock())
  return true
}
