import { compareMoney, decimalText, subtract } from "../../gateway"
import type { AcquireOrder, Chargeback, Money } from "../../gateway"

/** What staff may see of a payment, as far as PayBy tells it. Amounts are decimal text in dirhams, times ISO 8601. */
export interface PaymentFacts {
  readonly paid_amount?: string
  /** What PayBy gave the payer off the order's amount. */
  readonly discount?: string
  readonly paid_at?: string
  readonly channel?: string
  /** What PayBy keeps from the merchant. */
  readonly payee_fee?: string
  /** What PayBy charged the payer on top. */
  readonly payer_fee?: string
  readonly settlement_amount?: string
  readonly card_brand?: string
  readonly card_last4?: string
}

/** What PayBy told of a chargeback. Amounts are decimal text in dirhams, times ISO 8601. */
export interface ChargebackFacts {
  readonly at: string | null
  readonly amount: string | null
  readonly paid_amount: string | null
  readonly case_type: string | null
}

/** What a word of PayBy's tells of the payment; null before it is paid. Nothing in it names the payer. */
export function paymentFacts(word: AcquireOrder): PaymentFacts | null {
  const info = word.paymentInfo
  if (info === undefined) return null
  const facts: PaymentFacts = {
    paid_amount: text(info.paidAmount),
    discount: discount(word.totalAmount, info.paidAmount),
    paid_at: info.paidAt?.toISOString(),
    channel: info.payChannel,
    payee_fee: text(info.payeeFee),
    payer_fee: text(info.payerFee),
    settlement_amount: text(info.settlementAmount),
    card_brand: info.card?.brand,
    card_last4: lastFour(info.card?.last4),
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}

/** What PayBy told of a chargeback, for the ledger. */
export function chargebackFacts(chargeback: Chargeback): ChargebackFacts {
  return {
    at: chargeback.chargebackAt?.toISOString() ?? null,
    amount: text(chargeback.chargebackAmount) ?? null,
    paid_amount: text(chargeback.payAmount) ?? null,
    case_type: chargeback.caseType ?? null,
  }
}

/** Whether PayBy tells of the same chargeback again: a repeated notification may have other bytes. */
export function isSameChargeback(one: ChargebackFacts, other: ChargebackFacts): boolean {
  return one.at === other.at && one.amount === other.amount && one.case_type === other.case_type
}

function discount(total: Money, paid: Money | undefined): string | undefined {
  const isLess = paid !== undefined && compareMoney(paid, total) < 0
  return isLess ? decimalText(subtract(total, paid)) : undefined
}

/** Whatever PayBy may put there one day: never more than four digits of a card are kept. */
function lastFour(digits: string | undefined): string | undefined {
  return digits?.slice(-4)
}

function text(money: Money | undefined): string | undefined {
  return money === undefined ? undefined : decimalText(money)
}
