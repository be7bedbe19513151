import { refundPaymentsWorkflow } from "@medusajs/medusa/core-flows"
import { compareMoney, decimalText, fils, subtract } from "../gateway"
import type { Money } from "../gateway"
import type { PayByOrder } from "../modules/payby/ledger/order"
import { givenBack } from "../modules/payby/ledger/refunds"
import type { PayByRefund } from "../modules/payby/ledger/refunds"
import type { Context } from "./context"
import { paymentOf } from "./may-settle"
import { viewStore } from "./store-view"
import type { StoreView } from "./store-view"

/**
 * Gives back what was taken for an order that wants *return*, exactly once: first every refund with an
 * unknown outcome is resolved; revoke only where no refund of it exists; otherwise exactly the
 * remainder is refunded, through Medusa where Medusa has recorded the payment. Never both.
 */
export async function giveBack(ctx: Context, order: PayByOrder): Promise<void> {
  const { payby } = ctx
  const no = order.merchantOrderNo
  const refunds = await resolveAll(ctx, await payby.refunds.ofOrder(no))
  if (refunds.some((refund) => refund.status === null)) return tried(ctx, order)

  const remainder = subtract(order.amount, givenBack(refunds))
  if (compareMoney(remainder, fils(0)) === 0) {
    const arrived = refunds.every((refund) => refund.status !== "CREATED")
    if (arrived) return payby.orders.finish(no, payby.clock())
    return tried(ctx, order, false)
  }

  const view = await viewStore(ctx, order.collectionId)
  if (view !== null && isStaffsMatter(order, view)) {
    // PayBy refused the refund of an order that stands: staff asked for it, staff decides.
    await payby.alarm.raise(no, "refund-refused")
    return payby.orders.finish(no, payby.clock())
  }
  await payRemainder(ctx, order, view, remainder, refunds.length === 0)
  await tried(ctx, order)
}

async function payRemainder(
  ctx: Context,
  order: PayByOrder,
  view: StoreView | null,
  remainder: Money,
  untouched: boolean,
): Promise<void> {
  const payment = view === null ? null : paymentOf(order, view)
  if (payment !== null && compareMoney(payment.captured, payment.refunded) > 0) {
    // Medusa's books show the money as kept, so the refund goes through Medusa, which asks our provider.
    await refundPaymentsWorkflow(ctx.container).run({
      input: [{ payment_id: payment.id, amount: decimalText(remainder), note: noteOf(order) }],
    })
    return
  }
  if (untouched && (await revoke(ctx, order))) return
  const { payby } = ctx
  const asked = await payby.refunds.request(
    order.merchantOrderNo,
    remainder,
    null,
    order.intentReason,
    payby.clock(),
    new Date(payby.clock().getTime() + payby.settings.policy.job.leaseMs),
  )
  if (asked.kind === "new") await payby.refundCorrespondence.send(asked.refund)
  if (asked.kind === "repeat") await payby.refundCorrespondence.resolve(asked.refund)
}

/** True when the revoke was taken or its outcome is unknown; false when only a refund can help. */
async function revoke(ctx: Context, order: PayByOrder): Promise<boolean> {
  const { answer, fault } = await ctx.payby.correspondence.revoke(order)
  if (answer.kind === "heard" && answer.order.revoked) {
    await ctx.payby.orders.finish(order.merchantOrderNo, ctx.payby.clock())
    return true
  }
  if (fault?.kind !== "refused") return true
  if (fault.meaning === "already-refunded") {
    await ctx.payby.orders.finish(order.merchantOrderNo, ctx.payby.clock())
    return true
  }
  return fault.meaning !== "refused"
}

async function resolveAll(ctx: Context, refunds: PayByRefund[]): Promise<PayByRefund[]> {
  for (const refund of refunds) {
    if (refund.status === null) await ctx.payby.refundCorrespondence.resolve(refund)
    if (refund.status === "CREATED") await ctx.payby.refundCorrespondence.ask(refund)
  }
  const first = refunds[0]
  return first === undefined ? [] : ctx.payby.refunds.ofOrder(first.merchantOrderNo)
}

/** A whole refund that Medusa's staff asked for, of an order that still stands. */
function isStaffsMatter(order: PayByOrder, view: StoreView): boolean {
  return order.intentReason === "refunded" && view.orders.some((placed) => !placed.cancelled)
}

async function tried(ctx: Context, order: PayByOrder, inVain = true): Promise<void> {
  await ctx.payby.orders.looked(order.merchantOrderNo, ctx.payby.clock(), inVain)
}

function noteOf(order: PayByOrder): string {
  return `PayBy order ${order.merchantOrderNo} is given back: ${order.intentReason ?? "returned"}`
}
