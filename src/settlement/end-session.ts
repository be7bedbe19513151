import { deletePaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import type { PayByOrder } from "../modules/payby/ledger/order"
import type { Context } from "./context"
import { hasOrder, viewStore } from "./store-view"
import type { StoreView } from "./store-view"

/** Session states in which nothing has happened yet. */
const UNDECIDED = ["pending", "requires_more"]

/**
 * The order can no longer be paid: its session is cancelled in Medusa, so that the storefront sees it
 * and the shopper starts again. The core never does this by itself, for no provider.
 */
export async function endSession(ctx: Context, order: PayByOrder): Promise<void> {
  if (order.sessionId === null || order.settlement !== null) return
  if (await isWantedElsewhere(ctx, order)) return
  const view = await viewStore(ctx, order.collectionId)
  const session = view?.sessions.find((candidate) => candidate.id === order.sessionId)
  if (session === undefined || !UNDECIDED.includes(session.status)) return
  const current = await ctx.payments.retrievePaymentSession(session.id)
  await ctx.payments.updatePaymentSession({
    id: current.id,
    amount: current.amount,
    currency_code: current.currency_code,
    data: { ...current.data, status: "closed", pay_url: null },
    status: "canceled",
  })
}

/** A newer order may have taken the session over when this one's number turned out to be used up. */
async function isWantedElsewhere(ctx: Context, order: PayByOrder): Promise<boolean> {
  const others = await ctx.payby.orders.ofCollection(order.collectionId)
  return others.some(
    (other) =>
      other.id !== order.id && other.intent === "collect" && other.sessionId === order.sessionId,
  )
}

/**
 * The core completes a cart with an authorised session without asking us again, so the session whose
 * money goes back must not be there when the shopper presses the button once more.
 */
export async function forgetSession(
  ctx: Context,
  order: PayByOrder,
  view: StoreView,
): Promise<void> {
  if (hasOrder(view)) return
  const session = view.sessions.find(({ id }) => id === order.capturedSessionId)
  if (session === undefined) return
  await deletePaymentSessionsWorkflow(ctx.container).run({ input: { ids: [session.id] } })
}
