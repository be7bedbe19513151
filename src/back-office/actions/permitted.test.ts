import type { PayByOrder } from "../../modules/payby/ledger/order"
import { anOrder, START } from "../../modules/payby/order.test-support"
import { aRefund } from "../../modules/payby/refund.test-support"
import { stateOf } from "../order-state"
import { orderActions, refundActions } from "./permitted"

const PAID = { status: "PAID_SUCCESS", paidAt: START } as const
const CASES: [string, Partial<PayByOrder>, string, string[]][] = [
  ["waits for its payer", {}, "waiting", ["ask", "cancel"]],
  ["was never heard of", { status: null }, "unresolved", ["ask", "cancel"]],
  ["is being closed", { intent: "close" }, "closing", ["ask", "cancel"]],
  ["is closed", { intent: "close", status: "FAILURE", finishedAt: START }, "closed", ["ask"]],
  ["is paid", PAID, "settling", ["ask", "settle", "revoke"]],
  ["is settled", { ...PAID, settlement: "settled" }, "settled", ["ask", "revoke"]],
  [
    "is settled, but Medusa disagrees",
    { ...PAID, settlement: "settled", attention: "medusa-disagrees" },
    "settled",
    ["ask", "settle", "revoke", "acknowledge"],
  ],
  ["goes back", { ...PAID, intent: "return" }, "returning", ["ask"]],
  [
    "went back by a revoke",
    { ...PAID, status: "FAILURE", revoked: true, intent: "return", finishedAt: START },
    "returned",
    ["ask"],
  ],
  [
    "should have gone back and could not",
    { ...PAID, intent: "return", finishedAt: START, attention: "medusa-disagrees" },
    "unclear",
    ["ask", "revoke", "acknowledge"],
  ],
]

it.each(CASES)("offers for an order that %s what is right", (_, changes, state, allowed) => {
  const order = anOrder(changes)
  expect(stateOf(order)).toBe(state)
  const actions = orderActions(order, [])
  expect(actions.filter((one) => one.allowed).map(({ name }) => name)).toEqual(allowed)
  for (const { allowed: isAllowed, obstacle, obstacle_text } of actions) {
    expect(obstacle === null).toBe(isAllowed)
    expect(obstacle_text === null).toBe(isAllowed)
  }
})

it("offers to give back what refunds have left of a payment, and nothing when they left nothing", () => {
  const order = anOrder({ ...PAID, settlement: "settled" })
  const revoke = (...asked: string[]) =>
    orderActions(
      order,
      asked.map((amount, i) => aRefund({ asked: amount, ordinal: i + 1 })),
    ).find(({ name }) => name === "revoke")
  expect(revoke("41.75")).toMatchObject({ allowed: true, amount: { amount: "100.00" } })
  expect(revoke("41.75", "100")).toMatchObject({ allowed: false, obstacle: "already_returned" })
})

it("offers to try only a failed refund again, and only once", () => {
  const failed = aRefund({ status: "FAILURE" })
  const again = aRefund({ ordinal: 2, retryOf: failed.refundNo })
  const retry = (...refunds: [typeof failed, ...(typeof failed)[]]) =>
    refundActions(refunds[0], refunds).find(({ name }) => name === "retry_refund")
  expect(retry(failed)).toMatchObject({ allowed: true, moves_money: true })
  expect(retry(failed, again)).toMatchObject({ obstacle: "refund_retried" })
  expect(retry(again)).toMatchObject({ obstacle: "refund_not_failed" })
})
