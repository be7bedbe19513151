import { drive } from "../settlement"
import type { Context } from "../settlement"
import type { PayByOrder } from "../modules/payby/ledger/order"
import { isPaidFor } from "./payment-status"
import { viewPayment } from "./payment-view"
import type { PaymentView } from "./payment-view"

/**
 * The shopper no longer wants to pay: the order is closed at PayBy now, or, when PayBy does not answer,
 * by the job. What is paid stays paid, also when that turns out only while closing.
 */
export async function giveUp(ctx: Context, found: PayByOrder): Promise<PaymentView> {
  const { orders, shoppers, clock, logger } = ctx.payby
  const no = found.merchantOrderNo
  await shoppers.gaveUp(no, clock())
  const order = (await orders.find(no)) ?? found
  if (order.finishedAt === null && !isPaidFor(order)) {
    try {
      await drive(ctx, no)
    } catch (error) {
      // The row is due and the job repeats it; the shopper is told that it is being closed.
      const reason = error instanceof Error ? error.message : "unknown error"
      logger.warn(`PayBy order ${no} could not be closed at once: ${reason}`)
    }
  }
  return viewPayment(ctx, (await orders.find(no)) ?? order)
}
