import { after, anOrder } from "../modules/payby/order.test-support"
import type { PayByOrder } from "../modules/payby/ledger/order"
import { reasonOf, statusOf } from "./payment-status"

const NOW = after(60_000)

function shown(changes: Partial<PayByOrder>, isOrdered = false, now = NOW) {
  const order = anOrder(changes)
  const status = statusOf(order, isOrdered, now)
  return [status, reasonOf(order, status)]
}

const paid = { status: "PAID_SUCCESS", paidAt: NOW } as const

it("waits for the payer only while there is a link that works", () => {
  expect(shown({})).toEqual(["waiting", null])
  expect(shown({ payUrl: null })).toEqual(["starting", null])
  expect(shown({ status: null })).toEqual(["starting", null])
  expect(shown({}, false, after(30 * 60_000))).toEqual(["closing", "expired"])
})

it("says paid until there is an order, whether PayBy has settled or not", () => {
  expect(shown(paid)).toEqual(["paid", null])
  expect(shown({ ...paid, status: "SETTLED" })).toEqual(["paid", null])
  expect(shown({ ...paid, settlement: "settled" }, true)).toEqual(["ordered", null])
})

it("shows no order that Medusa is still making, because it may take it back", () => {
  expect(shown({ ...paid, settlement: "settling" }, true)).toEqual(["paid", null])
  expect(shown(paid, true)).toEqual(["paid", null])
})

it("never says closed of an order that turned out to be paid while it was being closed", () => {
  expect(shown({ ...paid, intent: "close", intentReason: "given-up" })).toEqual(["paid", null])
})

it("says closing until PayBy has confirmed it", () => {
  const givenUp = { intent: "close", intentReason: "given-up" } as const
  expect(shown(givenUp)).toEqual(["closing", "given-up"])
  expect(shown({ ...givenUp, status: "FAILURE" })).toEqual(["closed", "given-up"])
  expect(shown({ ...givenUp, status: null, finishedAt: NOW })).toEqual(["closed", "given-up"])
})

it("says of an order that PayBy closed by itself that it failed", () => {
  expect(shown({ status: "FAILURE" })).toEqual(["closed", "failed"])
})

it("shows no order while its money goes back, and says when it is back", () => {
  const back = { ...paid, intent: "return", intentReason: "collection-paid" } as const
  expect(shown(back, true)).toEqual(["returning", "paid-otherwise"])
  expect(shown({ ...back, status: "FAILURE", finishedAt: NOW })).toEqual([
    "returned",
    "paid-otherwise",
  ])
})

it("says returned, not closed, of money that PayBy gave back past us", () => {
  expect(shown({ status: "FAILURE", paidAt: NOW, revoked: true })).toEqual(["returned", "failed"])
})

it("speaks of no money for an order that was to be returned and was never paid", () => {
  const never = { intent: "return", intentReason: "refunded", status: "FAILURE" } as const
  expect(shown({ ...never, finishedAt: NOW })).toEqual(["closed", "order-cancelled"])
})
