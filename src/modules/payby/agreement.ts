import { isUnknownWord, sameMoney } from "../../gateway"
import type { AcquireOrder } from "../../gateway"
import type { Attention, PayByOrder } from "./ledger/order"

/**
 * Whether PayBy speaks of the order that was placed; null: it does. Number, amount, currency and
 * merchant must all agree before a word of it counts: the number found the row, the gateway reads
 * no currency but AED, the key proves the merchant, and the payee may not change after PayBy's first
 * word (its `payeeMid` need not be the Partner-Id, by the documentation's own samples). `totalAmount`
 * is compared, not `paidAmount`: a discount of PayBy's makes the payer pay less (PayBy, "Create Order").
 */
export function disagreement(order: PayByOrder, word: AcquireOrder): Attention | null {
  if (isUnknownWord(word.status)) return "unknown-status"
  const changedPayee =
    order.payeeMid !== null && word.payeeMid !== undefined && word.payeeMid !== order.payeeMid
  if (changedPayee) return "merchant-differs"
  return sameMoney(word.totalAmount, order.amount) ? null : "amount-differs"
}
