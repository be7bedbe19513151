import type { Fault } from "../gateway"
import type { PayByOrder } from "../modules/payby/ledger/order"
import { REQUEST_LIFETIME_MS } from "../modules/payby/next-move"
import type { Context } from "./context"
import { refundRemainder } from "./refunds"

/**
 * Undoes the whole payment at PayBy. That it was sent is written down first: until PayBy has denied it,
 * signed, at the first sending, it may have happened, and then only asking and repeating are safe; a
 * refund beside it would pay twice. Repeating it is not: it is the same undoing.
 */
export async function revoke(ctx: Context, order: PayByOrder): Promise<void> {
  const { claims, correspondence, clock } = ctx.payby
  const no = order.merchantOrderNo
  const isFirst = order.revokeSentAt === null
  if (!isFirst) {
    const answer = await correspondence.ask(order)
    if (answer.kind !== "heard" || answer.order.revoked) return conclude(ctx, answer.order)
  }
  // Staff asked for a refund a moment ago: the next look finds it, and what is left then.
  if (!(await claims.revokeSent(no, clock()))) return conclude(ctx, order)
  const { answer, fault } = await correspondence.revoke(order)
  if (fault !== null && isDenied(fault) && (isFirst || isBeyondDoubt(order, clock()))) {
    await claims.revokeDenied(no, clock())
    if (onlyARefundHelps(fault)) await refundRemainder(ctx, order, order.amount)
  }
  await conclude(ctx, answer.order)
}

/** A revoked order that was not settled fails and ends by itself; a settled one keeps its status. */
async function conclude(ctx: Context, order: PayByOrder): Promise<void> {
  const { orders, clock } = ctx.payby
  if (order.revoked) await orders.finish(order, clock())
  else await orders.looked(order.merchantOrderNo, clock(), true)
}

/** Whatever was sent first can no longer be on its way, so a refusal speaks of the repeat and of it. */
function isBeyondDoubt(order: PayByOrder, now: Date): boolean {
  const sentAt = order.revokeSentAt
  return sentAt !== null && now.getTime() > sentAt.getTime() + REQUEST_LIFETIME_MS
}

/** It certainly did not happen. */
function isDenied(fault: Fault): boolean {
  return fault.kind !== "unknown-outcome" && fault.kind !== "untrusted-answer"
}

/** 62046: PayBy will not revoke it. 62041: part of it went back already, so only the rest can. */
function onlyARefundHelps(fault: Fault): boolean {
  return (
    fault.kind === "refused" &&
    (fault.meaning === "refused" || fault.meaning === "already-refunded")
  )
}
