import { merchantOrderNo as knownOrderNo } from "../gateway"
import type { Matter } from "../modules/payby/ledger/attention-list"
import type { Context } from "../settlement"
import type {
  AdminPayByAttentionItem,
  AdminPayByAttentionQuery,
  AdminPayByAttentionResponse,
} from "../api/admin/payby/contract"
import { notificationActions, orderActions, refundActions } from "./actions/permitted"
import { nextStepFor } from "./next-step"
import { moneyView } from "./views/money"

/** How long a paid order may take to become one of Medusa's before people are shown it. */
const SETTLES_WITHIN_MS = 60_000

type WithActions = Pick<AdminPayByAttentionItem, "amount" | "actions">

/** What needs a person, the oldest first, each with its next step and what can be done about it. */
export async function listAttention(
  ctx: Context,
  query: AdminPayByAttentionQuery,
): Promise<AdminPayByAttentionResponse> {
  const { search, clock } = ctx.payby
  const terms = { limit: query.limit ?? 20, offset: query.offset ?? 0 }
  const unsettledSince = new Date(clock().getTime() - SETTLES_WITHIN_MS)
  const page = await search.attention.page(unsettledSince, terms)
  const attention = await Promise.all(page.rows.map((matter) => itemOf(ctx, matter)))
  return { attention, count: page.count, count_exceeded: page.exceeded, ...terms }
}

async function itemOf(ctx: Context, matter: Matter): Promise<AdminPayByAttentionItem> {
  return {
    kind: matter.kind,
    id: matter.id,
    merchant_order_no: matter.merchantOrderNo,
    reason: matter.reason,
    since: matter.since.toISOString(),
    next_step: nextStepFor(matter.reason),
    ...(await toDoAbout(ctx, matter)),
  }
}

async function toDoAbout(
  ctx: Context,
  { kind, id, merchantOrderNo }: Matter,
): Promise<WithActions> {
  const { orders, refunds, search } = ctx.payby
  if (kind === "notification") {
    const facts = await search.notifications.find(id)
    return { amount: null, actions: facts === null ? [] : notificationActions(facts) }
  }
  const order = merchantOrderNo === null ? null : await orders.find(knownOrderNo(merchantOrderNo))
  if (order === null) return { amount: null, actions: [] }
  const siblings = await refunds.ofOrder(order.merchantOrderNo)
  const refund = siblings.find((one) => one.refundNo === id)
  if (kind === "order" || refund === undefined) {
    return { amount: moneyView(order.amount), actions: orderActions(order, siblings) }
  }
  return { amount: moneyView(refund.amount), actions: refundActions(refund, siblings) }
}
