import { MathBN } from "@medusajs/framework/utils"
import * as fc from "fast-check"
import { aed, fils } from "../../../gateway"
import { amountDetail } from "./amount-detail"
import { aPurchase } from "./purchase.test-support"

/** Medusa's sums, with all the decimals that divided prices and taxes leave behind. */
const decimal = fc
  .tuple(fc.nat(999_999), fc.nat(999_999))
  .map(([whole, parts]) => MathBN.add(whole, MathBN.div(parts, 1_000_000)).toFixed())

const filsOf = (money: { amount: number } | undefined) =>
  money === undefined ? 0 : Math.round(money.amount * 100)

it("adds up to the charged total to the fils, whatever decimals VAT, shipping and discounts have", () => {
  fc.assert(
    fc.property(decimal, decimal, decimal, (subtotal, vat, share) => {
      const discount = MathBN.mult(subtotal, MathBN.div(share, 1_000_000)).toFixed()
      const total = MathBN.sub(MathBN.add(subtotal, vat), discount).toFixed()
      const charged = aed(total)
      const detail = amountDetail(aPurchase({ subtotal, vat, discount, total }), charged)
      expect(detail).toBeDefined()
      expect(
        filsOf(detail?.amount) - filsOf(detail?.discountableAmount) + filsOf(detail?.vatAmount),
      ).toBe(charged.fils)
      expect(filsOf(detail?.vatAmount)).toBe(aed(vat).fils)
      expect(Math.abs(filsOf(detail?.amount) - aed(subtotal).fils)).toBeLessThanOrEqual(2)
    }),
  )
})

it("says nothing rather than something wrong when gift cards, credit or a change make it not add up", () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 10_000 }), (missing) => {
      const total = aed("105").fils - missing
      const purchase = aPurchase({ total: String(total / 100) })
      expect(amountDetail(purchase, fils(total))).toBeUndefined()
    }),
  )
})

it("says nothing when something else is charged than the cart's total", () => {
  expect(amountDetail(aPurchase(), aed("105.01"))).toBeUndefined()
})

it("says nothing of amounts below zero", () => {
  expect(amountDetail(aPurchase({ vat: "-5", total: "95" }), aed("95"))).toBeUndefined()
})

it("speaks of a discount only when there is one, and of the VAT always", () => {
  expect(amountDetail(aPurchase(), aed("105"))).toEqual({
    amount: { amount: 100, currency: "AED" },
    vatAmount: { amount: 5, currency: "AED" },
  })
  const reduced = aPurchase({ discount: "20", vat: "4", total: "84" })
  expect(amountDetail(reduced, aed("84"))).toEqual({
    amount: { amount: 100, currency: "AED" },
    discountableAmount: { amount: 20, currency: "AED" },
    vatAmount: { amount: 4, currency: "AED" },
  })
})
