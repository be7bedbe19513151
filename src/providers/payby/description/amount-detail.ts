import { aed, fils, MalformedMoney, toWire } from "../../../gateway"
import type { Money, OrderTermsInput } from "../../../gateway"
import type { Purchase } from "./purchase"

type AmountDetail = NonNullable<NonNullable<OrderTermsInput["accessoryContent"]>["amountDetail"]>

/** Four amounts, each rounded by half a fils at most, of which one is made of the other three. */
const ROUNDING_FILS = 2

/**
 * The parts of the total as PayBy wants them ("Create Order", accessoryContent): the amount before
 * discounts, taxes and tips; the discount; the VAT. `amount - discount + VAT` is the total to the fils.
 * Undefined when the cart does not add up to what is charged (gift cards, credit, a total that is
 * changing): then nothing is said rather than something wrong.
 */
export function amountDetail(purchase: Purchase, total: Money): AmountDetail | undefined {
  const parts = partsOf(purchase)
  if (parts === null || parts.total.fils !== total.fils) return undefined
  const before = total.fils + parts.discount.fils - parts.vat.fils
  if (before < 0 || Math.abs(before - parts.subtotal.fils) > ROUNDING_FILS) return undefined
  return {
    amount: toWire(fils(before)),
    ...(parts.discount.fils === 0 ? {} : { discountableAmount: toWire(parts.discount) }),
    vatAmount: toWire(parts.vat),
  }
}

function partsOf(purchase: Purchase) {
  try {
    return {
      total: aed(purchase.total),
      subtotal: aed(purchase.subtotal),
      discount: aed(purchase.discount),
      vat: aed(purchase.vat),
    }
  } catch (error) {
    // A negative part, or one that PayBy has no room for.
    if (error instanceof MalformedMoney) return null
    throw error
  }
}
