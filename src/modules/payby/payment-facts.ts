import { decimalText } from "../../gateway"
import type { AcquireOrder, Money } from "../../gateway"

/** What staff may see of a payment: amounts, fees, channel, card brand and last four. Null before it is paid. */
export function paymentFacts(word: AcquireOrder): Record<string, unknown> | null {
  const info = word.paymentInfo
  if (info === undefined) return null
  const facts = {
    paid_amount: text(info.paidAmount),
    paid_at: info.paidAt?.toISOString(),
    channel: info.payChannel,
    payee_fee: text(info.payeeFee),
    payer_fee: text(info.payerFee),
    settlement_amount: text(info.settlementAmount),
    card_brand: info.card?.brand,
    card_last4: info.card?.last4,
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}

function text(money: Money | undefined): string | undefined {
  return money === undefined ? undefined : decimalText(money)
}
