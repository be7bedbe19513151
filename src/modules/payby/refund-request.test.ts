import fc from "fast-check"
import { aed, fils } from "../../gateway"
import type { PayByRefund } from "./ledger/refund"
import { after, START } from "./order.test-support"
import { decideRefund } from "./refund-request"
import type { RefundAsked } from "./refund-request"
import { RefundWorld } from "./refund-world.test-support"
import type { Fate } from "./refund-world.test-support"
import { aRefund } from "./refund.test-support"

const MINUTE = 60_000

function decide(
  refunds: PayByRefund[],
  asked: string,
  more: Partial<RefundAsked> = {},
  at = START,
) {
  const request = {
    asked,
    medusaRefundId: "ref_new",
    closesPayment: false,
    gone: new Set<string>(),
  }
  return decideRefund(aed("141.75"), refunds, { ...request, ...more }, at)
}

const sending = { kind: "send", retryOf: null }
const unknown = { status: null, medusaRefundId: null, unrecordedAt: START, toldUnknownAt: START }

describe("a refund that is asked for", () => {
  it("is sent when nothing stands in its way", () => {
    expect(decide([], "40")).toEqual({ ...sending, amount: aed("40"), closes: false })
    expect(decide([aRefund()], "101.75")).toMatchObject({ kind: "send", closes: true })
  })

  it("of more than is left is refused with what is left", () => {
    expect(decide([aRefund()], "101.80")).toEqual({ kind: "exceeds", refundable: aed("101.75") })
  })

  it("waits for an equal one that is just being sent, and is another when that has an answer", () => {
    const sending = aRefund({ status: null, sendingUntil: after(MINUTE) })
    expect(decide([sending], "40")).toEqual({ kind: "busy", refund: sending })
    expect(decide([sending], "41")).toMatchObject({ kind: "send" })
    const reported = { ...sending, status: "CREATED", sendingUntil: null } as const
    expect(decide([reported], "40")).toMatchObject({ kind: "send" })
  })

  it("counts what is being sent as given back", () => {
    const sending = aRefund({ asked: "141.75", status: null, sendingUntil: after(MINUTE) })
    expect(decide([sending], "1")).toEqual({ kind: "exceeds", refundable: fils(0) })
  })

  it("is the repeat of one whose outcome is unknown, when the amount is the same", () => {
    const first = aRefund(unknown)
    expect(decide([first], "40")).toEqual({ kind: "repeat", refund: first })
    expect(decide([first], "41")).toEqual({ kind: "unresolved", refund: first })
  })

  it("is the repeat of one whose sender never came back, once its time is over", () => {
    const first = aRefund({ status: null, sendingUntil: after(MINUTE) })
    expect(decide([first], "40", {}, after(MINUTE))).toEqual({ kind: "repeat", refund: first })
  })

  it("repeats the equal one although another is unknown, too", () => {
    const [other, equal] = [
      aRefund({ ...unknown, asked: "30" }),
      aRefund({ ...unknown, ordinal: 2 }),
    ]
    expect(decide([other, equal], "40")).toEqual({ kind: "repeat", refund: equal })
  })

  it("is that refund when it happened after all and Medusa has no row of it", () => {
    const orphan = aRefund({ ...unknown, status: "CREATED" })
    expect(decide([orphan], "40")).toEqual({ kind: "adopt", refund: orphan })
    const deleted = aRefund({ medusaRefundId: "ref_1" })
    expect(decide([deleted], "40", { gone: new Set(["ref_1"]) })).toMatchObject({ kind: "adopt" })
    expect(decide([orphan], "41")).toMatchObject({ kind: "send" })
  })

  it("is told once that it was given back, when that was recorded meanwhile", () => {
    const recorded = aRefund({ toldUnknownAt: START })
    expect(decide([recorded], "40")).toEqual({ kind: "given-back", refund: recorded })
    expect(decide([{ ...recorded, toldUnknownAt: null }], "40")).toMatchObject({ kind: "send" })
    expect(decide([recorded], "40", { medusaRefundId: null })).toMatchObject({ kind: "send" })
    const died = aRefund({ sendingUntil: after(MINUTE) })
    expect(decide([died], "40", {}, after(MINUTE))).toEqual({ kind: "given-back", refund: died })
  })

  it("may have again what failed, unless Medusa goes on showing that as given back", () => {
    const failed = aRefund({ asked: "100", status: "FAILURE" })
    expect(decide([failed], "100")).toEqual({ kind: "exceeds", refundable: aed("41.75") })
    expect(decide([failed], "141.75", { medusaRefundId: null })).toMatchObject({ closes: true })
    const retried = aRefund({ asked: "100", ordinal: 2, retryOf: failed.refundNo })
    expect(decide([failed, retried], "41.75")).toMatchObject({ kind: "send", closes: true })
    const deleted = { ...failed, medusaRefundId: null }
    expect(decide([deleted], "141.75")).toMatchObject({ kind: "send", closes: true })
  })

  it("is the failed one again when whoever asked for that was never told", () => {
    const failed = aRefund({ ...unknown, status: "FAILURE" })
    expect(decide([failed], "40")).toMatchObject({ kind: "send", retryOf: failed.refundNo })
    expect(decide([failed], "41")).toMatchObject({ retryOf: null })
    expect(decide([{ ...failed, toldUnknownAt: null }], "40")).toMatchObject({ retryOf: null })
  })

  it("is the rest when it exceeds it by no more than its parts were rounded", () => {
    const parts = [aRefund({ asked: "47.255" }), aRefund({ asked: "47.255", ordinal: 2 })]
    expect(decide(parts, "47.24")).toEqual({ ...sending, amount: aed("47.23"), closes: true })
    expect(decide(parts, "47.27")).toEqual({ kind: "exceeds", refundable: aed("47.23") })
  })

  it("takes the last fils along when Medusa's books are closed by it", () => {
    const parts = [aRefund({ asked: "47.2533" }), aRefund({ asked: "47.2433", ordinal: 2 })]
    const last = decide(parts, "47.2534", { closesPayment: true })
    expect(last).toEqual({ ...sending, amount: aed("47.26"), closes: true })
  })
})

const fate = fc.constantFrom<Fate[]>(
  "accepted",
  "refused",
  "answer-lost",
  "request-lost",
  "crash-after",
  "crash-before",
)

/** An intention of staff, repeated by hand until something definite is said; or an event. */
const happening = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant("intend" as const),
      share: fc.integer({ min: 1, max: 100 }),
      fates: fc.array(fate, { minLength: 1, maxLength: 4 }),
      jobBetween: fc.boolean(),
      pauseMs: fc.constantFrom(0, 1_000, MINUTE),
    }),
  },
  fc.record({ what: fc.constant("twice" as const), share: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ what: fc.constant("again" as const), which: fc.nat(), fate }),
  fc.record({ what: fc.constant("fail" as const), which: fc.nat() }),
  fc.record({ what: fc.constant("job" as const) }),
  fc.record({ what: fc.constant("retry" as const) }),
  fc.record({ what: fc.constant("wait" as const) }),
)

type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

/** Staff, and what they were left to wonder about. */
class Staff {
  wanted = 0
  readonly #open: string[] = []

  constructor(
    private readonly world: RefundWorld,
    private readonly part: (share: number) => string,
  ) {}

  live(event: Happening): void {
    const { world } = this
    switch (event.what) {
      case "intend":
        this.wanted += 1
        return this.#ask(this.part(event.share), event.fates, () => {
          world.wait(event.pauseMs)
          if (event.jobBetween) world.job()
        })
      case "again": {
        const [amount] = this.#open.splice(event.which % Math.max(1, this.#open.length), 1)
        if (amount !== undefined) this.#ask(amount, [event.fate], () => undefined)
        return
      }
      case "twice":
        this.wanted += 2
        return world.askTwice(this.part(event.share))
      case "fail":
        return world.fail(event.which)
      case "job":
        return world.job()
      case "retry":
        return world.retryAll()
      case "wait":
        return world.wait(MINUTE)
    }
  }

  /** The same again until something definite is said. */
  #ask(amount: string, fates: readonly Fate[], between: () => void): void {
    for (const one of fates) {
      const told = this.world.ask(amount, one)
      if (told === "done" || told === "no") return
      between()
    }
    this.#open.push(amount)
  }
}

describe("over random sequences of partial refunds, failures, crashes and repeats", () => {
  it("books agree to the fils, PayBy never gives more than it took nor twice for one intention", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.array(happening, { minLength: 1, maxLength: 12 }),
        (total, events) => {
          const world = new RefundWorld((total / 100).toFixed(2))
          const part = (share: number) => (Math.ceil((total * share) / 100) / 100).toFixed(2)
          const staff = new Staff(world, part)
          for (const event of events) {
            staff.live(event)
            expect(world.kept).toBeGreaterThanOrEqual(0)
            expect(world.alive).toBeLessThanOrEqual(staff.wanted)
          }
          world.wait(MINUTE)
          world.job()
          world.retryAll()
          world.job()
          expect(aed(world.keptInMedusa).fils).toBe(world.kept)
        },
      ),
      { numRuns: 10_000 },
    )
  })

  it("parts with less than a fils add up: what closes Medusa's books leaves nothing at PayBy", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 2_000_000 }),
        fc.array(fc.tuple(fc.integer({ min: 1, max: 90 }), fate), { maxLength: 8 }),
        fc.boolean(),
        (total, parts, calm) => {
          const decimal = (units: number) => (units / 10_000).toFixed(4)
          const world = new RefundWorld(decimal(total))
          for (const [share, wild] of parts) {
            const part = decimal(Math.max(50, Math.ceil((total * share) / 100)))
            world.ask(part, calm ? "accepted" : wild)
            world.wait(MINUTE)
            world.job()
          }
          for (let asks = 0; asks < 2 && aed(world.keptInMedusa).fils > 0; asks += 1) {
            world.ask(world.keptInMedusa, "accepted")
          }
          expect(aed(world.keptInMedusa).fils).toBe(0)
          // What was recorded afterwards could not know that it would be the last.
          expect(world.kept).toBeLessThanOrEqual(calm ? 0 : world.refunds.length)
        },
      ),
      { numRuns: 10_000 },
    )
  })
})
