import { aed, compareMoney, decimalText, fils, sameMoney } from "../../gateway"
import { cameToNothing } from "../../modules/payby/ledger/refund"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { Context } from "../context"
import { paymentOf } from "../may-settle"
import { viewStore } from "../store-view"
import type { PaymentView } from "../store-view"
import { refundInMedusa } from "./in-medusa"
import { isBeingAsked, unclaimedRows } from "./medusa-rows"
import { recordingMark } from "./recording-mark"

/**
 * Writes a refund that happened into Medusa's books, where Medusa deleted its row because nobody knew
 * the outcome. It goes through the core's own workflow, which asks our provider, which recognises it and
 * sends nothing. Does nothing when somebody else is at it.
 */
export async function recordRefund(ctx: Context, refund: PayByRefund): Promise<void> {
  const { refunds, clock, settings } = ctx.payby
  const until = new Date(clock().getTime() + settings.policy.job.leaseMs)
  const taken = await refunds.startRecording(refund.refundNo, until, clock())
  if (taken === null) return
  let needless = false
  try {
    needless = !(await write(ctx, taken))
  } finally {
    await refunds.recordingEnded(refund.refundNo, needless, clock())
  }
}

/** False when Medusa's books have no place for it, and will have none. */
async function write(ctx: Context, refund: PayByRefund): Promise<boolean> {
  const { orders, refunds, alarm, clock } = ctx.payby
  const no = refund.merchantOrderNo
  const order = await orders.find(no)
  const view = order === null ? null : await viewStore(ctx, order.collectionId)
  const payment = order === null || view === null ? null : paymentOf(order, view)
  if (view === null || payment === null) return false

  const siblings = await refunds.ofOrder(no)
  const unclaimed = await unclaimedRows(ctx, payment.id, siblings)
  const stray = unclaimed.find((row) => sameMoney(row.amount, aed(refund.asked)))
  if (stray !== undefined) {
    // A process that died between the two rows left this one behind.
    await refunds.record(refund.refundNo, stray.id, clock())
    return true
  }
  if (!hasPlace(refund, siblings, payment)) {
    // The row of a request that will be refused takes its place for a while: it is tried again.
    if (await isBeingAsked(ctx, payment, siblings)) return true
    await alarm.raise(no, "medusa-disagrees")
    return false
  }
  await refundInMedusa(ctx, payment, view, {
    payment_id: payment.id,
    amount: amountOf(refund, payment),
    ...recordingMark(refund.refundNo),
  })
  return true
}

/** Whether Medusa shows so much as kept, but for what rounding each part may have shifted. */
function hasPlace(
  refund: PayByRefund,
  siblings: readonly PayByRefund[],
  payment: PaymentView,
): boolean {
  const parts = siblings.filter((sibling) => !cameToNothing(sibling)).length
  const kept = payment.captured.fils - payment.refunded.fils
  return aed(refund.asked).fils <= kept + parts && kept > 0
}

/** As much of it as Medusa still shows as kept, dirhams. */
function amountOf(refund: PayByRefund, payment: PaymentView): string {
  const kept = fils(payment.captured.fils - payment.refunded.fils)
  return compareMoney(aed(refund.asked), kept) > 0 ? decimalText(kept) : refund.asked
}
