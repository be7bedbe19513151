import { compareMoney, decimalText, fils, subtract } from "../gateway"
import type { Money } from "../gateway"
import type { Attention, PayByOrder } from "../modules/payby/ledger/order"
import { givenBack, isUnderWay } from "../modules/payby/ledger/refund"
import type { PayByRefund } from "../modules/payby/ledger/refund"
import { isBeingRecorded } from "./being-recorded"
import type { Context } from "./context"
import { forgetSession } from "./end-session"
import { isTrueInStore, paymentOf } from "./may-settle"
import { isBeingAsked, refundInMedusa, refundRemainder, settleRefunds } from "./refunds"
import { revoke } from "./revoke"
import { orderOn, viewStore } from "./store-view"
import type { StoreView } from "./store-view"

/**
 * Gives back what was taken for an order that wants *return*, exactly once: first every refund with an
 * unknown outcome is resolved; revoke only where no refund of it exists; otherwise exactly the
 * remainder is refunded, through Medusa where Medusa has recorded the payment. Never both.
 */
export async function giveBack(ctx: Context, order: PayByOrder): Promise<void> {
  const { payby } = ctx
  const no = order.merchantOrderNo
  if (order.revokeSentAt !== null) return revoke(ctx, order)

  const refunds = await settleRefunds(ctx, order)
  if (refunds.some((refund) => refund.status === null)) return tried(ctx, order, true)

  const remainder = subtract(order.amount, givenBack(refunds))
  if (compareMoney(remainder, fils(0)) === 0) {
    return refunds.some(isUnderWay) ? tried(ctx, order, false) : isOver(ctx, order)
  }

  const view = await viewStore(ctx, order.collectionId)
  if (isBeingRecorded(order, payby.clock()) && !isRecorded(order, view)) {
    return tried(ctx, order, false)
  }
  if (view !== null && staysWithStaff(order, view)) {
    // The order stands on this money. Whoever wanted it back was refused; a person decides.
    await payby.alarm.raise(no, whyKept(order, refunds))
    await payby.orders.finish(order, payby.clock())
    return
  }
  const payment = view === null ? null : paymentOf(order, view)
  if (payment !== null && (await isBeingAsked(ctx, payment, refunds))) {
    // Whether that refund comes about will be seen.
    return tried(ctx, order, false)
  }
  await payRemainder(ctx, order, view, remainder, refunds.length === 0)
}

async function payRemainder(
  ctx: Context,
  order: PayByOrder,
  view: StoreView | null,
  remainder: Money,
  untouched: boolean,
): Promise<void> {
  const payment = view === null ? null : paymentOf(order, view)
  if (view !== null && payment !== null && compareMoney(payment.captured, payment.refunded) > 0) {
    await forgetSession(ctx, order, view)
    // Medusa's books show the money as kept, so the refund goes through Medusa, which asks our provider.
    const inMedusa = subtract(payment.captured, payment.refunded)
    const amount = compareMoney(remainder, inMedusa) < 0 ? remainder : inMedusa
    const input = { payment_id: payment.id, amount: decimalText(amount), note: noteOf(order) }
    await refundInMedusa(ctx, payment, view, input)
    return tried(ctx, order, true)
  }
  if (untouched) return revoke(ctx, order)
  await refundRemainder(ctx, order, remainder)
  await tried(ctx, order, true)
}

/** The money is back. An order that stands all the same is for a person. */
async function isOver(ctx: Context, order: PayByOrder): Promise<void> {
  const view = await viewStore(ctx, order.collectionId)
  const reasons: (string | null)[] = ["refunded", "order-cancelled", "by-staff"]
  const byStaff = reasons.includes(order.intentReason)
  const payment = view === null ? null : paymentOf(order, view)
  const stands = view !== null && payment !== null && orderOn(payment, view) !== null
  if (!byStaff && stands) {
    await ctx.payby.alarm.raise(order.merchantOrderNo, "medusa-disagrees")
  }
  await ctx.payby.orders.finish(order, ctx.payby.clock())
}

/** Why the money of an order that stands was not given back; a refund that failed is told as that, once. */
function whyKept(order: PayByOrder, refunds: readonly PayByRefund[]): Attention {
  if (order.intentReason !== "refunded") return "medusa-disagrees"
  const failed = refunds.some((refund) => refund.attention === "refund-failed")
  return failed ? "refund-failed" : "refund-refused"
}

/** Whether an order stands on this payment, so that no machine may take its money away. */
function staysWithStaff(order: PayByOrder, view: StoreView): boolean {
  // A person has decided.
  if (order.intentReason === "by-staff") return false
  const byStaff = order.intentReason === "refunded"
  return (byStaff && hadAnOrder(order, view)) || isTrueInStore(order, view)
}

/**
 * Whether an order was there when the money was wanted back. One that came later is another payment's,
 * or nobody's: the core makes the order before it knows that the cart is paid, and takes it back.
 */
function hadAnOrder(order: PayByOrder, view: StoreView): boolean {
  return view.orders.some((placed) => !placed.cancelled && placed.placedAt <= order.intentAt)
}

function isRecorded(order: PayByOrder, view: StoreView | null): boolean {
  return view !== null && paymentOf(order, view) !== null
}

async function tried(ctx: Context, order: PayByOrder, inVain: boolean): Promise<void> {
  await ctx.payby.orders.looked(order.merchantOrderNo, ctx.payby.clock(), inVain)
}

function noteOf(order: PayByOrder): string {
  return `PayBy order ${order.merchantOrderNo} is given back: ${order.intentReason ?? "returned"}`
}
