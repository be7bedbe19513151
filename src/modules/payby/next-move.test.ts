import fc from "fast-check"
import type { OrderStatus } from "../../gateway"
import type { PayByOrder } from "./ledger/order"
import { concernOf, nextMove, REQUEST_LIFETIME_MS } from "./next-move"
import type { Move } from "./next-move"
import { after, anOrder, START } from "./order.test-support"
import { POLICIES } from "./policy"

const policy = POLICIES.default
const SECOND = 1_000
const MINUTE = 60 * SECOND

/** When the order is next touched, and how, if nothing new is heard: waits are slept through. */
function firstAction(order: PayByOrder, from: Date, rules = policy): { at: Date; move: Move } {
  let now = from
  for (let waits = 0; waits < 100; waits++) {
    const move = nextMove(order, now, rules)
    if (move.do !== "wait") return { at: now, move }
    expect(move.until.getTime()).toBeGreaterThan(now.getTime())
    now = move.until
  }
  throw new Error("it waits for ever")
}

describe("an order we want to collect", () => {
  it("whose creation has no known outcome is asked about every 2 to 6 s and closed 20 to 120 s after its start", () => {
    let order = anOrder({ status: null, linkHandedOutAt: null, paybyOrderNo: null })
    let last = START
    for (;;) {
      const { at, move } = firstAction(order, last)
      if (move.do === "intend") {
        expect(move).toEqual({ do: "intend", intent: "close", reason: "unresolved" })
        expect(at.getTime() - START.getTime()).toBeGreaterThanOrEqual(20 * SECOND)
        expect(at.getTime() - START.getTime()).toBeLessThanOrEqual(120 * SECOND)
        return
      }
      expect(move).toEqual({ do: "ask" })
      expect(at.getTime() - last.getTime()).toBeGreaterThanOrEqual(2 * SECOND)
      expect(at.getTime() - last.getTime()).toBeLessThanOrEqual(6 * SECOND)
      last = at
      order = { ...order, lookedAt: at }
    }
  })

  it("that PayBy has but nobody was given the link of counts as unresolved too", () => {
    const order = anOrder({ linkHandedOutAt: null, lookedAt: after(58 * SECOND) })
    expect(nextMove(order, after(61 * SECOND), policy)).toMatchObject({ reason: "unresolved" })
  })

  it("gets its first routine look 30 to 45 s after its link was handed out", () => {
    const { at, move } = firstAction(anOrder(), START)
    expect(move).toEqual({ do: "ask" })
    expect(at.getTime() - START.getTime()).toBeGreaterThanOrEqual(30 * SECOND)
    expect(at.getTime() - START.getTime()).toBeLessThanOrEqual(45 * SECOND)
  })

  it("is looked at every few seconds while its shopper is back and waiting", () => {
    const order = anOrder({ lookedAt: after(5 * MINUTE), awaitedUntil: after(6 * MINUTE) })
    const { at, move } = firstAction(order, after(5 * MINUTE + 1))
    expect(move).toEqual({ do: "ask" })
    expect(at.getTime() - after(5 * MINUTE).getTime()).toBeLessThanOrEqual(6 * SECOND)
  })

  it("is looked at slowly again from the moment its shopper is no longer waited for", () => {
    const looked = { lookedAt: after(5 * MINUTE), awaitedUntil: after(5 * MINUTE) }
    expect(firstAction(anOrder(looked), after(5 * MINUTE))).toEqual(
      firstAction(anOrder({ ...looked, awaitedUntil: null }), after(5 * MINUTE)),
    )
  })

  it("whose request was sent again is asked about counted from that, not from an older look", () => {
    const again = { placedAt: after(10 * SECOND), lookedAt: after(5 * SECOND) }
    const order = anOrder({ status: null, linkHandedOutAt: null, ...again })
    const { at } = firstAction(order, after(10 * SECOND))
    expect(at.getTime() - again.placedAt.getTime()).toBeGreaterThanOrEqual(2 * SECOND)
  })

  it.each(["AUTHORIZATION", "VOID"] as const)(
    "that is %s, of which nothing is known to do, is asked about until PayBy says more",
    (status) => {
      const { at, move } = firstAction(anOrder({ status, lookedAt: START }), START)
      expect(move).toEqual({ do: "ask" })
      expect(at.getTime()).toBeGreaterThan(START.getTime())
    },
  )

  it("is closed at its expiry, not a look later", () => {
    const order = anOrder({ lookedAt: after(30 * MINUTE - SECOND) })
    const { at, move } = firstAction(order, after(30 * MINUTE - SECOND))
    expect(move).toEqual({ do: "intend", intent: "close", reason: "expired" })
    expect(at).toEqual(order.expiresAt)
  })

  it("is closed as abandoned when no session has wanted it for the time of grace", () => {
    const order = anOrder({ sessionId: null, releasedAt: after(10 * SECOND) })
    const { at, move } = firstAction(order, after(10 * SECOND))
    expect(move).toMatchObject({ do: "ask" })
    expect(firstAction({ ...order, lookedAt: at }, at)).toEqual({
      at: after(10 * SECOND + policy.closeReleasedAfterMs),
      move: { do: "intend", intent: "close", reason: "abandoned" },
    })
  })

  it("is closed 20 to 120 s after it was placed under the acceptance policy", () => {
    const rules = POLICIES.acceptance
    let order = anOrder()
    let now = START
    for (;;) {
      const { at, move } = firstAction(order, now, rules)
      if (move.do === "intend") {
        expect(move.reason).toBe("unpaid-too-long")
        expect(at.getTime() - START.getTime()).toBeGreaterThanOrEqual(20 * SECOND)
        expect(at.getTime() - START.getTime()).toBeLessThanOrEqual(120 * SECOND)
        return
      }
      expect(at.getTime() - now.getTime()).toBeLessThanOrEqual(6 * SECOND)
      now = at
      order = { ...order, lookedAt: at }
    }
  })

  it.each(["PAID_SUCCESS", "SETTLED"] as const)("that is %s is settled at once", (status) => {
    const order = anOrder({ status, lookedAt: START })
    expect(nextMove(order, START, policy)).toEqual({ do: "settle" })
  })

  it("that only a notification told is paid is asked about first under the acceptance policy, in its turn", () => {
    const rules = POLICIES.acceptance
    const told = anOrder({
      status: "PAID_SUCCESS",
      statusSource: "notification",
      lookedAt: after(10 * SECOND),
    })
    const { at, move } = firstAction(told, after(11 * SECOND), rules)
    expect(move).toEqual({ do: "ask" })
    expect(at.getTime() - after(10 * SECOND).getTime()).toBeGreaterThanOrEqual(2 * SECOND)
    expect(at.getTime() - after(10 * SECOND).getTime()).toBeLessThanOrEqual(6 * SECOND)
    const confirmed = { ...told, statusSource: "answer" as const }
    expect(nextMove(confirmed, at, rules)).toEqual({ do: "settle" })
    expect(nextMove({ ...told, attempts: 1 }, at, rules)).toEqual({ do: "settle" })
    expect(nextMove(told, at, policy)).toEqual({ do: "settle" })
    const claimed = { ...told, settlement: "settling" as const }
    expect(nextMove(claimed, at, rules)).toEqual({ do: "settle" })
  })

  it("of which PayBy does not tell how it stands is told to a person after three times in vain", () => {
    for (const status of [null, "CREATED"] as const) {
      const order = anOrder({ status, attempts: policy.tellAfterAttempts })
      expect(concernOf(order, START, policy)).toBe("query-keeps-failing")
    }
  })

  it("that could not be settled is tried again, and never given back for its age alone", () => {
    const order = anOrder({
      status: "PAID_SUCCESS",
      settlement: "settling",
      settlingAt: START,
      lookedAt: START,
      attempts: 50,
    })
    expect(firstAction(order, START).move).toEqual({ do: "settle" })
    expect(nextMove(order, after(60 * MINUTE), policy)).toEqual({ do: "settle" })
  })

  it("that neither becomes an order nor may be given back is told to a person, not before a return was possible", () => {
    const order = anOrder({
      status: "PAID_SUCCESS",
      settlement: "settling",
      settlingAt: START,
      attempts: policy.tellAfterAttempts,
    })
    const bound = policy.returnUnsettledAfterMs
    expect(concernOf(order, after(bound), policy)).toBeNull()
    expect(concernOf(order, after(bound + 1), policy)).toBe("paid-without-order")
    const once = { ...order, attempts: policy.tellAfterAttempts - 1 }
    expect(concernOf(once, after(60 * MINUTE), policy)).toBeNull()
  })

  it("that PayBy undid after its money was claimed wants return, so that it ends there", () => {
    const order = anOrder({ status: "FAILURE", revoked: true, settlement: "settling" })
    expect(nextMove(order, START, policy)).toMatchObject({ do: "intend", intent: "return" })
  })

  it("that failed is closed, whatever else is true of it", () => {
    expect(nextMove(anOrder({ status: "FAILURE" }), START, policy)).toMatchObject({
      intent: "close",
    })
  })
})

describe("an order we want to close", () => {
  const closing = (changes: Partial<PayByOrder> = {}) =>
    anOrder({ intent: "close", intentAt: START, intentReason: "superseded", ...changes })

  it.each(["AUTHORIZATION", "VOID"] as const)("is cancelled also when it is %s", (status) => {
    expect(nextMove(closing({ status }), START, policy)).toEqual({ do: "cancel" })
  })

  it("is cancelled at once, then every 3 to 10 s, and a person is told after three times in vain", () => {
    expect(nextMove(closing(), START, policy)).toEqual({ do: "cancel" })
    let order = closing({ lookedAt: START, attempts: 1 })
    let last = START
    for (let attempts = 2; attempts <= 4; attempts++) {
      const { at, move } = firstAction(order, last)
      expect(move).toEqual({ do: "cancel" })
      expect(at.getTime() - last.getTime()).toBeGreaterThanOrEqual(3 * SECOND)
      expect(at.getTime() - last.getTime()).toBeLessThanOrEqual(10 * SECOND)
      order = { ...order, lookedAt: at, attempts }
      last = at
    }
    expect(concernOf(closing({ attempts: 2 }), START, policy)).toBeNull()
    expect(concernOf(closing({ attempts: 3 }), START, policy)).toBe("cancel-keeps-failing")
  })

  it("is cancelled again at least once a minute for the first ten minutes, and slowly for ever", () => {
    for (let minute = 1; minute < 10; minute++) {
      const order = closing({ lookedAt: after(minute * MINUTE), attempts: 20 })
      const { at } = firstAction(order, after(minute * MINUTE))
      expect(at.getTime()).toBeLessThanOrEqual(after((minute + 1) * MINUTE).getTime())
    }
    const days = closing({ lookedAt: after(86_400 * SECOND), attempts: 200 })
    expect(firstAction(days, after(86_400 * SECOND)).move).toEqual({ do: "cancel" })
  })

  it("that was paid after all is settled, or found to be unsettleable, at once", () => {
    expect(nextMove(closing({ status: "PAID_SUCCESS" }), START, policy)).toEqual({ do: "settle" })
  })

  it("is over when PayBy says that it failed", () => {
    expect(nextMove(closing({ status: "FAILURE" }), START, policy)).toEqual({ do: "finish" })
  })

  it("that PayBy had and denies now is over only after its expiry", () => {
    const vanished = closing({ absentAt: after(MINUTE), lookedAt: after(MINUTE) })
    expect(firstAction(vanished, after(MINUTE)).move).toEqual({ do: "cancel" })
    const expired = { ...vanished, absentAt: vanished.expiresAt }
    expect(nextMove(expired, vanished.expiresAt, policy)).toEqual({ do: "finish" })
  })

  it("that PayBy has never had is over only when a late request could no longer be accepted", () => {
    const absent = closing({ status: null, absentAt: after(MINUTE), lookedAt: after(MINUTE) })
    expect(firstAction(absent, after(MINUTE)).move).toEqual({ do: "cancel" })
    const late = after(REQUEST_LIFETIME_MS)
    expect(nextMove({ ...absent, absentAt: late }, late, policy)).toEqual({ do: "finish" })
  })
})

describe("an order whose money goes back", () => {
  const returning = (changes: Partial<PayByOrder> = {}) =>
    anOrder({ intent: "return", intentAt: START, status: "PAID_SUCCESS", ...changes })

  it("is given back at once and until it is confirmed, and a person is told after three times in vain", () => {
    expect(nextMove(returning(), START, policy)).toEqual({ do: "give-back" })
    const tried = returning({ lookedAt: START, attempts: 3 })
    expect(firstAction(tried, START).move).toEqual({ do: "give-back" })
    expect(concernOf(tried, START, policy)).toBe("return-keeps-failing")
  })

  it("is cancelled instead while it is still unpaid", () => {
    expect(nextMove(returning({ status: "CREATED" }), START, policy)).toEqual({ do: "cancel" })
  })

  it.each(["AUTHORIZATION", "VOID"] as const)("is given back also when it is %s", (status) => {
    expect(nextMove(returning({ status }), START, policy)).toEqual({ do: "give-back" })
  })

  it("is over when PayBy says that it was undone", () => {
    const undone = returning({ status: "FAILURE", revoked: true })
    expect(nextMove(undone, START, policy)).toEqual({ do: "finish" })
  })
})

describe("a finished order", () => {
  const settled = anOrder({
    status: "PAID_SUCCESS",
    settlement: "settled",
    settlingAt: START,
    lookedAt: START,
    finishedAt: START,
  })

  it("rests when it was closed or given back", () => {
    const closed = anOrder({ status: "FAILURE", intent: "close", finishedAt: START })
    expect(nextMove(closed, after(MINUTE), policy)).toEqual({ do: "rest" })
    const returned = { ...settled, intent: "return" as const }
    expect(nextMove(returned, after(MINUTE), policy)).toEqual({ do: "rest" })
  })

  it("that is settled is audited at the ages the policy names, and then rests", () => {
    let order = settled
    for (const age of policy.audits) {
      const { at, move } = firstAction(order, after(MINUTE, order.lookedAt ?? START))
      expect({ at, move }).toEqual({ at: after(age), move: { do: "settle" } })
      order = { ...order, lookedAt: at }
    }
    expect(nextMove(order, after(1_000 * 60 * MINUTE), policy)).toEqual({ do: "rest" })
  })

  it("that is settled gets a second look when Medusa cancelled something, and is not given back for its age", () => {
    const told = { ...settled, finishedAt: null, cancelNotedAt: after(60 * MINUTE) }
    expect(nextMove(told, after(60 * MINUTE), policy)).toEqual({ do: "settle" })
    expect(concernOf({ ...told, attempts: 3 }, START, policy)).toBe("medusa-disagrees")
  })
})

describe("whatever the row says", () => {
  const statuses: (OrderStatus | null)[] = [
    null,
    "CREATED",
    "PAID_SUCCESS",
    "SETTLED",
    "FAILURE",
    "AUTHORIZATION",
    "VOID",
  ]
  const instant = fc.integer({ min: 0, max: 48 * 60 * MINUTE }).map((ms) => after(ms))
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
  const orders = fc
    .record({
      status: fc.constantFrom(...statuses),
      intent: fc.constantFrom("collect", "close", "return" as const),
      settlement: fc.constantFrom(null, "settling" as const),
      settlingAt: maybe(instant),
      linkHandedOutAt: maybe(instant),
      absentAt: maybe(instant),
      intentAt: instant,
      placedAt: instant,
      lookedAt: maybe(instant),
      releasedAt: maybe(instant),
      awaitedUntil: maybe(instant),
      expiresAt: instant,
      attempts: fc.nat(50),
    })
    .map((changes) => anOrder(changes))

  it("an undecided order is never left alone: something happens within ten minutes, every time", () => {
    fc.assert(
      fc.property(orders, instant, (order, now) => {
        const move = nextMove(order, now, policy)
        expect(move.do).not.toBe("rest")
        if (move.do === "wait") {
          const from = Math.max(
            now.getTime(),
            ...[order.lookedAt, order.placedAt, order.intentAt, order.linkHandedOutAt].map(
              (at) => at?.getTime() ?? 0,
            ),
            order.settlingAt?.getTime() ?? 0,
          )
          expect(move.until.getTime() - from).toBeLessThanOrEqual(10 * MINUTE)
          expect(move.until.getTime()).toBeGreaterThan(now.getTime())
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it("a paid order is never cancelled, and nothing unpaid is settled or given back", () => {
    fc.assert(
      fc.property(orders, instant, (order, now) => {
        const { do: done } = nextMove(order, now, policy)
        const paid = order.status === "PAID_SUCCESS" || order.status === "SETTLED"
        if (paid) expect(["settle", "give-back", "intend", "wait"]).toContain(done)
        if (order.status === null || order.status === "CREATED" || order.status === "FAILURE") {
          expect(["settle", "give-back"]).not.toContain(done)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it("what we want moves to the right only", () => {
    const rank = { collect: 0, close: 1, return: 2 }
    fc.assert(
      fc.property(orders, instant, (order, now) => {
        const move = nextMove(order, now, policy)
        if (move.do === "intend") expect(rank[move.intent]).toBeGreaterThan(rank[order.intent])
      }),
      { numRuns: 2_000 },
    )
  })
})
