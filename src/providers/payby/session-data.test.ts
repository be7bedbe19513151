import { anOrder } from "../../modules/payby/order.test-support"
import { overSent, sessionData } from "./session-data"

const order = anOrder()
const shown = sessionData(order, "payses_1", "https://pay.example/1")

it("shows what it documents and nothing else of the order", () => {
  expect(shown).toEqual({
    session_id: "payses_1",
    merchant_order_no: order.merchantOrderNo,
    status: "created",
    pay_url: "https://pay.example/1",
    scene: "PAYPAGE",
    expires_at: "2026-03-01T12:30:00.000Z",
  })
})

it.each([
  ["unknown", { status: null }],
  ["created", { status: "CREATED" }],
  ["paid", { status: "PAID_SUCCESS" }],
  ["paid", { status: "SETTLED" }],
  ["closed", { status: "FAILURE" }],
  ["closed", { status: "CREATED", intent: "close" }],
] as const)("says %s of an order that is %j", (status, changes) => {
  expect(sessionData(anOrder(changes), "payses_1", null).status).toBe(status)
})

it("leaves nothing of what the storefront sent, neither its own words nor what it wrote over ours", () => {
  const sent = {
    status: "paid",
    merchant_order_no: "another",
    paid: true,
    amount: 0,
    scene: "DYNQR",
  }
  // As the core stores it: what was sent, and what we return on top.
  const stored = { ...sent, ...overSent(sent, shown) }
  expect(JSON.parse(JSON.stringify(stored))).toEqual(shown)
})
