import { aed, decimalText } from "../../gateway"
import type { Money } from "../../gateway"
import type { AdminPayByMoney } from "../../api/admin/payby/contract"

/** An amount as the routes write it. */
export function moneyView(money: Money): AdminPayByMoney {
  return { amount: decimalText(money), currency_code: money.currency }
}

/** An amount that the ledger keeps as decimal text; null where it keeps none. */
export function storedMoney(text: unknown): AdminPayByMoney | null {
  return typeof text === "string" ? moneyView(aed(text)) : null
}

/** An instant as the routes write it. */
export function instantView(at: Date | null): string | null {
  return at === null ? null : at.toISOString()
}
