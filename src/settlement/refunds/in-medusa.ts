import { refundPaymentWorkflow, refundPaymentsWorkflow } from "@medusajs/medusa/core-flows"
import type { Context } from "../context"
import { hasOrder, orderOn } from "../store-view"
import type { PaymentView, StoreView } from "../store-view"

/** A refund as the core's workflows take it. */
export interface RefundInMedusa {
  readonly payment_id: string
  /** Dirhams. */
  readonly amount: string
  readonly note: string
  readonly created_by?: string
}

/**
 * Refunds a Payment in Medusa's books, which ask our provider, and tells the order that stands on it, and no
 * other one.
 *
 * @throws what the core throws
 */
export async function refundInMedusa(
  ctx: Context,
  payment: PaymentView,
  view: StoreView,
  input: RefundInMedusa,
): Promise<void> {
  if (orderOn(payment, view) !== null) {
    // Of the core's two workflows only this one tells the order right, too.
    await refundPaymentWorkflow(ctx.container).run({ input })
  } else if (hasOrder(view)) {
    // The core took back the order of this payment, and its cart was paid anew: both would tell that order.
    await ctx.payments.refundPayment(input)
  } else {
    // The first refuses to touch an order that was cancelled, after the refund was made.
    await refundPaymentsWorkflow(ctx.container).run({ input: [input] })
  }
}
