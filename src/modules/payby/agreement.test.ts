import { aed, merchantOrderNo } from "../../gateway"
import type { AcquireOrder } from "../../gateway"
import { disagreement } from "./agreement"
import { anOrder } from "./order.test-support"

const order = anOrder()

function word(changes: Partial<AcquireOrder> = {}): AcquireOrder {
  return {
    merchantOrderNo: merchantOrderNo(order.merchantOrderNo),
    orderNo: "131587112991000943",
    status: "PAID_SUCCESS",
    totalAmount: order.amount,
    payeeMid: order.payeeMid ?? undefined,
    revoked: false,
    ...changes,
  }
}

it("agrees when amount and merchant are those of the order", () => {
  expect(disagreement(order, word())).toBeNull()
})

it("agrees when PayBy does not name the payee, or names it for the first time", () => {
  expect(disagreement(order, word({ payeeMid: undefined }))).toBeNull()
  expect(disagreement({ ...order, payeeMid: null }, word({ payeeMid: "M200000030906" }))).toBeNull()
})

it("agrees when the payer paid less because of a discount of PayBy's", () => {
  expect(disagreement(order, word({ paymentInfo: { paidAmount: aed("100") } }))).toBeNull()
})

it.each([
  ["one fils more", { totalAmount: aed("141.76") }, "amount-differs"],
  ["one fils less", { totalAmount: aed("141.74") }, "amount-differs"],
  ["another payee than before", { payeeMid: "200000000002" }, "merchant-differs"],
  ["an unknown word", { status: { unknown: "IN_REVIEW" } }, "unknown-status"],
] as const)("does not agree about %s", (_what, changes, attention) => {
  expect(disagreement(order, word(changes))).toBe(attention)
})
