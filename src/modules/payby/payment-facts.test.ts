import { aed, merchantOrderNo } from "../../gateway"
import type { AcquireOrder, PaymentInfo } from "../../gateway"
import { chargebackFacts, isSameChargeback, paymentFacts } from "./payment-facts"

const AT = new Date("2026-11-22T19:59:59Z")

function word(paymentInfo?: PaymentInfo): AcquireOrder {
  return {
    merchantOrderNo: merchantOrderNo("M1"),
    orderNo: "131587112991000943",
    status: "PAID_SUCCESS",
    totalAmount: aed("100"),
    revoked: false,
    paymentInfo,
  }
}

it("keeps amounts, fees, channel and as much of the card as a receipt shows", () => {
  const facts = paymentFacts(
    word({
      paidAmount: aed("95"),
      paidAt: AT,
      payChannel: "BANKCARD",
      payeeFee: aed("2.10"),
      payerFee: aed("0"),
      settlementAmount: aed("92.90"),
      card: { brand: "VISA", last4: "4111111111111111", cardType: "CC" },
    }),
  )
  expect(facts).toEqual({
    paid_amount: "95.00",
    discount: "5.00",
    paid_at: "2026-11-22T19:59:59.000Z",
    channel: "BANKCARD",
    payee_fee: "2.10",
    payer_fee: "0.00",
    settlement_amount: "92.90",
    card_brand: "VISA",
    card_last4: "1111",
  })
})

it("makes up nothing that PayBy does not tell", () => {
  expect(paymentFacts(word())).toBeNull()
  expect(paymentFacts(word({ paidAmount: aed("100") }))).toStrictEqual({ paid_amount: "100.00" })
  expect(paymentFacts(word({ payChannel: "BANKCARD" }))).toStrictEqual({ channel: "BANKCARD" })
})

it("knows a chargeback again by what it is about", () => {
  const chargeback = { merchantOrderNo: merchantOrderNo("M1"), orderNo: "13", chargebackAt: AT }
  const one = chargebackFacts({ ...chargeback, chargebackAmount: aed("25"), caseType: "FRAUD" })
  const other = chargebackFacts({ ...chargeback, chargebackAmount: aed("30"), caseType: "FRAUD" })
  expect(one).toEqual({
    at: AT.toISOString(),
    amount: "25.00",
    paid_amount: null,
    case_type: "FRAUD",
  })
  expect(isSameChargeback(one, { ...one })).toBe(true)
  expect(isSameChargeback(one, other)).toBe(false)
  expect(isSameChargeback(one, { ...one, at: null })).toBe(false)
  expect(isSameChargeback(one, { ...one, case_type: "DUPLICATE" })).toBe(false)
  const bare = { merchantOrderNo: chargeback.merchantOrderNo, orderNo: chargeback.orderNo }
  expect(chargebackFacts(bare)).toEqual({
    at: null,
    amount: null,
    paid_amount: null,
    case_type: null,
  })
})
