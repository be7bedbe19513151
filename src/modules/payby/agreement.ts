import { isUnknownWord, sameMoney } from "../../gateway"
import type { AcquireOrder } from "../../gateway"
import type { Attention, PayByOrder } from "./ledger/order"

/**
 * Whether PayBy speaks of the order that was placed; null: it does. Number, amount, currency and
 * merchant must all agree before a word of it counts: the number found the row, the gateway reads
 * no currency but AED, the rest is compared here. `totalAmount` it is, not `paidAmount`: a discount
 * of PayBy's makes the payer pay less (PayBy, "Create Order", paymentInfo).
 */
export function disagreement(order: PayByOrder, word: AcquireOrder): Attention | null {
  if (isUnknownWord(word.status)) return "unknown-status"
  if (word.payeeMid !== undefined && word.payeeMid !== order.partnerId) return "merchant-differs"
  return sameMoney(word.totalAmount, order.amount) ? null : "amount-differs"
}
