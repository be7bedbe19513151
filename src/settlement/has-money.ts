import { compareMoney } from "../gateway"
import type { PaymentView } from "./store-view"

/** What tells whether a Payment of Medusa's holds money. */
export type PaymentMoney = Pick<PaymentView, "captureIds" | "captured" | "refunded" | "cancelled">

/** A Payment that holds or will hold money: captured and not all given back, or authorised and not captured. */
export function hasMoney(payment: PaymentMoney): boolean {
  if (payment.cancelled) return false
  const uncaptured = payment.captureIds.length === 0
  return uncaptured || compareMoney(payment.captured, payment.refunded) > 0
}
