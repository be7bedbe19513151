import { decimalText } from "../../gateway"
import type { Money } from "../../gateway"
import type { PayByOrder } from "../../modules/payby/ledger/order"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { RefundAnswer } from "../../modules/payby/refund-correspondence"
import type { Context } from "../context"
import { keepInBooks } from "./follow"

/**
 * Gives back money at PayBy of which Medusa's books know nothing, or nothing any more. When an outcome is
 * unknown, or somebody else is giving back, it does nothing new: the caller comes again.
 */
export async function refundRemainder(
  ctx: Context,
  order: PayByOrder,
  amount: Money,
): Promise<void> {
  const { refunds, clock, settings } = ctx.payby
  const now = clock()
  const sendingUntil = new Date(now.getTime() + settings.policy.job.leaseMs)
  const asked = await refunds.request(order.merchantOrderNo, {
    asked: decimalText(amount),
    medusaRefundId: null,
    closesPayment: false,
    gone: new Set(),
    words: { notifyUrl: settings.notifyUrl, reason: order.intentReason ?? undefined },
    now,
    sendingUntil,
  })
  if (asked.kind !== "new" && asked.kind !== "repeat") return
  await sendHeld(ctx, asked.refund, sendingUntil, asked.kind === "new")
}

/** Sends a refund whose row is ours until `held`, reports, and tells people when PayBy refuses it. */
export async function sendHeld(
  ctx: Context,
  refund: PayByRefund,
  held: Date,
  isFirst: boolean,
): Promise<RefundAnswer> {
  const { refunds, refundCorrespondence, alarm, clock } = ctx.payby
  try {
    const answer = isFirst
      ? await refundCorrespondence.send(refund)
      : await refundCorrespondence.resolve(refund, held)
    const saidNo = answer.kind === "refused" && answer.fault.kind === "refused"
    if (saidNo) await alarm.raise(refund.merchantOrderNo, "refund-refused")
    return answer
  } finally {
    await refunds.reported(refund.refundNo, held, clock(), clock())
    await keepInBooks(ctx, refund.refundNo)
  }
}
