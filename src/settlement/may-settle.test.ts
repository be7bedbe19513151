import { aed, fils } from "../gateway"
import type { PayByOrder } from "../modules/payby/ledger/order"
import { after, anOrder, START } from "../modules/payby/order.test-support"
import { POLICIES } from "../modules/payby/policy"
import { isTrueInStore, mayGiveUp, sessionFor, siblingsOf, whyNotSettle } from "./may-settle"
import type { PaymentView, SessionView, StoreView } from "./store-view"

const order: PayByOrder = anOrder({ status: "PAID_SUCCESS" })

function session(changes: Partial<SessionView> = {}): SessionView {
  return {
    id: "payses_1",
    providerId: order.providerId,
    status: "pending",
    amount: order.amount,
    rawAmount: "141.75",
    ...changes,
  }
}

function payment(changes: Partial<PaymentView> = {}): PaymentView {
  return {
    id: "pay_1",
    sessionId: "payses_1",
    providerId: order.providerId,
    captureIds: ["capt_1"],
    captured: order.amount,
    refunded: fils(0),
    cancelled: false,
    ...changes,
  }
}

function view(changes: Partial<StoreView> = {}): StoreView {
  return {
    amount: order.amount,
    sessions: [session()],
    payments: [],
    cart: { id: "cart_1", completed: false },
    orders: [],
    lostOrderIds: [],
    ...changes,
  }
}

const placed = {
  id: "order_1",
  placedAt: new Date(0),
  cancelled: false,
  ofCart: true,
  ofCollection: true,
  owedFils: 0,
  transactedCaptureIds: ["capt_1"],
}

describe("a paid order may become one of Medusa's", () => {
  it("when the cart waits for exactly this amount", () => {
    expect(whyNotSettle(order, view())).toBeNull()
  })

  it("and goes on when its own Payment is recorded already", () => {
    const captured = { ...order, capturedSessionId: "payses_1" }
    expect(whyNotSettle(captured, view({ payments: [payment()] }))).toBeNull()
  })

  it("although an earlier order of the cart was cancelled, while another one stands", () => {
    const orders = [{ ...placed, id: "order_0", cancelled: true }, placed]
    expect(whyNotSettle(order, view({ orders }))).toBeNull()
  })

  it("although an earlier Payment of the collection is there whose money went back", () => {
    const earlier = payment({ id: "pay_2", sessionId: "payses_9", refunded: order.amount })
    expect(whyNotSettle(order, view({ payments: [earlier] }))).toBeNull()
    const cancelled = payment({ id: "pay_2", sessionId: "payses_9", cancelled: true })
    expect(whyNotSettle(order, view({ payments: [cancelled] }))).toBeNull()
  })

  it("and gets its order's money although the cart was changed since", () => {
    const owing = { ...placed, owedFils: order.amount.fils }
    expect(whyNotSettle(order, view({ amount: aed("200"), orders: [owing] }))).toBeNull()
  })

  it.each([
    [
      "the order that stands wants another amount, and so does the collection",
      view({ amount: aed("200"), orders: [{ ...placed, owedFils: 1 }] }),
      "nothing-to-pay",
    ],
    [
      "what is asked for later for an order has changed",
      view({
        amount: aed("200"),
        cart: null,
        orders: [{ ...placed, owedFils: order.amount.fils }],
      }),
      "nothing-to-pay",
    ],
    [
      "another provider has promised its order the money",
      view({
        sessions: [session({ providerId: "pp_bank", status: "pending_authorization" })],
        orders: [placed],
      }),
      "collection-paid",
    ],
    ["the collection is gone", null, "nothing-to-pay"],
    ["the total has changed by a fils", view({ amount: aed("141.76") }), "nothing-to-pay"],
    [
      "another Payment of the collection has the money",
      view({ payments: [payment({ id: "pay_2", sessionId: "payses_9" })] }),
      "collection-paid",
    ],
    [
      "another Payment is authorised and not captured yet",
      view({
        payments: [
          payment({ id: "pay_2", sessionId: "payses_9", captured: fils(0), captureIds: [] }),
        ],
      }),
      "collection-paid",
    ],
    [
      "its order was cancelled",
      view({ orders: [{ ...placed, cancelled: true }] }),
      "order-cancelled",
    ],
  ] as const)("but not when %s", (_why, seen, reason) => {
    expect(whyNotSettle(order, seen)).toBe(reason)
  })
})

it("a Payment that the core cancelled is not settled on", () => {
  const captured = { ...order, capturedSessionId: "payses_1" }
  const undone = view({ payments: [payment({ cancelled: true })] })
  expect(whyNotSettle(captured, undone)).toBe("not-completed")
})

it("a Payment that the core cancelled, whose order it did not come to take back, is settled on", () => {
  const captured = { ...order, capturedSessionId: "payses_1" }
  const half = view({ payments: [payment({ cancelled: true })], orders: [placed] })
  expect(whyNotSettle(captured, half)).toBeNull()
})

describe("a settlement is given up", () => {
  const policy = POLICIES.default
  const late = after(policy.returnUnsettledAfterMs)
  const settling: PayByOrder = {
    ...order,
    settlement: "settling",
    settlingAt: START,
    attempts: policy.tellAfterAttempts,
  }

  it("after it was tried for long enough and often enough", () => {
    expect(mayGiveUp(settling, view(), late, policy)).toBe(true)
  })

  it("also when the core had long enough to record it, and did not", () => {
    const answered = { ...settling, capturedAt: START }
    expect(mayGiveUp(answered, view(), late, policy)).toBe(true)
  })

  it("also when the order that was made of it is cancelled", () => {
    const undone = view({ orders: [{ ...placed, cancelled: true }] })
    expect(mayGiveUp(settling, undone, late, policy)).toBe(true)
  })

  it.each([
    ["too early", settling, after(1_000), view()],
    ["for an outage alone", { ...settling, attempts: 1 }, late, view()],
    ["that was not begun", { ...settling, settlingAt: null }, late, view()],
    [
      "while the core may be recording it",
      { ...settling, capturedAt: after(-1_000, late) },
      late,
      view(),
    ],
    ["when an order waits for its money", settling, late, view({ orders: [placed] })],
    ["when it was settled once", { ...settling, settlement: "settled" as const }, late, view()],
    [
      "when an order stands on its money",
      { ...settling, capturedSessionId: "payses_1" },
      late,
      view({ payments: [payment()], orders: [{ ...placed, transactedCaptureIds: [] }] }),
    ],
  ])("but not %s", (_when, row, now, seen) => {
    expect(mayGiveUp(row, seen, now, policy)).toBe(false)
  })
})

describe("it is true in Medusa", () => {
  const captured = { ...order, capturedSessionId: "payses_1" }
  const complete = view({ payments: [payment()], orders: [placed] })

  it("when an order stands, and knows of this order's capture", () => {
    expect(isTrueInStore(captured, complete)).toBe(true)
  })

  it("when an earlier Payment of the collection is there, whose money went back", () => {
    const earlier = payment({ id: "pay_0", sessionId: "payses_0", captured: fils(0) })
    const seen = view({ ...complete, payments: [earlier, payment()] })
    expect(isTrueInStore(captured, seen)).toBe(true)
  })

  it.each([
    ["no Payment is ours", { ...captured, capturedSessionId: null }, complete],
    [
      "the Payment is cancelled",
      captured,
      view({ ...complete, payments: [payment({ cancelled: true })] }),
    ],
    [
      "less was captured",
      captured,
      view({ ...complete, payments: [payment({ captured: aed("1") })] }),
    ],
    ["there is no order", captured, view({ ...complete, orders: [] })],
    [
      "the order is cancelled",
      captured,
      view({ ...complete, orders: [{ ...placed, cancelled: true }] }),
    ],
    [
      "the order knows of a part of what was captured",
      captured,
      view({ ...complete, payments: [payment({ captureIds: ["capt_1", "capt_2"] })] }),
    ],
    [
      "the order does not know it was paid",
      captured,
      view({ ...complete, orders: [{ ...placed, transactedCaptureIds: [] }] }),
    ],
  ])("but not when %s", (_why, row, seen) => {
    expect(isTrueInStore(row, seen)).toBe(false)
  })
})

describe("the session that carries the payment", () => {
  it("is the one that was told captured, before the one that asked last, before any that fits", () => {
    const sessions = [session({ id: "a" }), session({ id: "b" }), session({ id: "c" })]
    const told = { ...order, capturedSessionId: "c", sessionId: "b" }
    expect(sessionFor(told, view({ sessions }))?.id).toBe("c")
    expect(sessionFor({ ...told, capturedSessionId: null }, view({ sessions }))?.id).toBe("b")
    expect(sessionFor({ ...order, sessionId: "gone" }, view({ sessions }))?.id).toBe("a")
  })

  it.each([
    ["another provider's", { providerId: "pp_stripe_stripe" }],
    ["of another amount", { amount: aed("141.74") }],
    ["cancelled", { status: "canceled" }],
    ["in error", { status: "error" }],
  ])("is never one that is %s", (_what, changes) => {
    expect(sessionFor(order, view({ sessions: [session(changes)] }))).toBeNull()
  })

  it("has the others removed, but for those whose Payment holds money", () => {
    const sessions = ["paid", "mine", "other", "refunded"].map((id) => session({ id }))
    const payments = [
      payment({ sessionId: "paid" }),
      payment({ sessionId: "refunded", refunded: order.amount }),
    ]
    const seen = view({ sessions, payments })
    expect(siblingsOf(session({ id: "mine" }), seen)).toEqual(["other", "refunded"])
  })

  it("is the one of its own Payment too, whose order is to hear of the capture", () => {
    const captured = { ...order, capturedSessionId: "payses_1" }
    expect(sessionFor(captured, view({ payments: [payment()] }))?.id).toBe("payses_1")
  })

  it("is another one beside a session that another order's Payment belongs to", () => {
    const sessions = [session({ id: "a" }), session({ id: "b" })]
    const payments = [payment({ sessionId: "a", refunded: order.amount })]
    expect(sessionFor(order, view({ sessions, payments }))?.id).toBe("b")
  })

  it("is never one that another order's Payment belongs to", () => {
    const seen = view({ payments: [payment({ refunded: order.amount })] })
    expect(sessionFor(order, seen)).toBeNull()
  })
})
