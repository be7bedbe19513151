import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import * as fc from "fast-check"
import { reconcile } from "../../src/settlement"
import { ledgerRow, untilPayment, untilSettled } from "../support/checkout"
import type { Unpaid } from "../support/checkout"
import { noteFigures, seed as chosenSeed, size } from "../support/lab-book"
import { theShop } from "../support/the-shop"
import { beginVirtualTime } from "../support/virtual-time"

/**
 * Days of a shop in minutes: the date is pushed forward in small steps, and in each the job does what has
 * become due. Every quarter of an hour a shopper begins to pay; some pay, some go away.
 *
 *     SOAK_HOURS=72 npm test -- integration-tests/heavy/soak.spec.ts
 */
const HOURS = size("SOAK_HOURS", 6)
const STEP_MS = 30_000
const MINUTE_MS = 60_000
const SHOPPER_EVERY = (15 * MINUTE_MS) / STEP_MS
/** A link works for half an hour; when it has expired it is closed at the next look. */
const UNDECIDED_AT_MOST_MS = 35 * MINUTE_MS
/** Most of it is what the simulated PayBy, in the same process, remembers of every call. */
const GROWTH_AT_MOST_MIB = 96

const SHOPPERS = ["pays", "pays, and PayBy does not tell", "goes away", "is given back"] as const

interface Visit {
  readonly shopper: (typeof SHOPPERS)[number]
  readonly checkout: Unpaid
}

// One worker: several wait for each other at the end of each of many runs.
const ONE_WORKER = { job: { budgetMs: 10_000, concurrency: 1, leaseMs: 30_000 } }

const shop = theShop({
  policy: JSON.stringify(ONE_WORKER),
  simulator: { now: () => Date.now() },
})

it(`decides every payment of ${HOURS} hours in time, in bounded memory`, async () => {
  const from = chosenSeed()
  const { payby } = shop.ctx
  const patience = fc.sample(fc.integer({ min: 1, max: 25 }), { seed: from, numRuns: HOURS * 4 })
  const visits: Visit[] = []
  let waiting: { at: number; visit: Visit }[] = []
  const samples: ReturnType<typeof footprint>[] = []
  let oldest = 0
  jest.spyOn(payby.logger, "warn").mockImplementation(() => undefined)
  const time = beginVirtualTime()
  try {
    const steps = (HOURS * 60 * MINUTE_MS) / STEP_MS
    // What is under way at the end is given the time to end.
    const after = (2 * 60 * MINUTE_MS) / STEP_MS
    for (let step = 0; step < steps + after; step += 1) {
      time.pass(STEP_MS)
      if (step < steps && step % SHOPPER_EVERY === 0) {
        const n = visits.length
        const visit = { shopper: SHOPPERS[n % 4] ?? "pays", checkout: await untilPayment(shop) }
        visits.push(visit)
        waiting.push({ at: Date.now() + (patience[n] ?? 1) * MINUTE_MS, visit })
      }
      for (const { visit } of waiting.filter(({ at }) => at <= Date.now())) await act(visit)
      waiting = waiting.filter(({ at }) => at > Date.now())
      await shop.simulator.advance(0)
      await reconcile(shop.ctx)
      const { oldestUndecided } = await payby.queues()
      if (oldestUndecided !== null) {
        oldest = Math.max(oldest, Date.now() - oldestUndecided.since.getTime())
      }
      if (step % ((60 * MINUTE_MS) / STEP_MS) === 0) samples.push(footprint())
    }
    const books = await Promise.all(visits.map(bookOf))
    const early = samples[Math.min(3, samples.length - 1)] ?? footprint()
    const last = samples.at(-1) ?? early
    const figures = {
      seed: from,
      "virtual hours": HOURS,
      "payments begun": books.length,
      paid: books.filter(({ wasPaid }) => wasPaid).length,
      lost: books.filter(({ isOwed, orders }) => isOwed && orders === 0).length,
      doubled: books.filter(({ orders }) => orders > 1).length,
      undecided: books.filter(({ isOver }) => !isOver).length,
      "fils in the wrong place": books.reduce((all, { astray }) => all + astray, 0),
      "oldest undecided payment, minutes": Math.round(oldest / MINUTE_MS),
      "requests to PayBy": shop.simulator.callCount(),
      "memory after three hours, MiB": early.mib,
      "memory at the end, MiB": last.mib,
      "open handles after three hours": early.handles,
      "open handles at the end": last.handles,
    }
    noteFigures("soak", figures)
    process.stderr.write(`${JSON.stringify(figures)}\n`)
    const right = { lost: 0, doubled: 0, undecided: 0, "fils in the wrong place": 0 }
    expect(figures).toMatchObject(right)
    expect(oldest).toBeLessThanOrEqual(UNDECIDED_AT_MOST_MS)
    expect(last.mib - early.mib).toBeLessThan(GROWTH_AT_MOST_MIB)
    expect(last.handles - early.handles).toBeLessThan(20)
  } finally {
    time.end()
  }
}, 3_600_000)

async function act({ shopper, checkout }: Visit): Promise<void> {
  const { simulator, ctx, medusa } = shop
  if (shopper === "goes away") return
  if (shopper === "pays, and PayBy does not tell") {
    simulator.notifications.add({ merchantOrderNo: checkout.no, fault: { kind: "lose" } })
  }
  await simulator.pay(checkout.no)
  if (shopper !== "is given back") return
  await simulator.notifications.idle()
  await untilSettled(shop, checkout.no)
  const [order] = await medusa.ordersOf(checkout.cart.id)
  await cancelOrderWorkflow(ctx.container).run({ input: { order_id: String(order?.id) } })
}

/** Both sides of the books about one visit. */
async function bookOf({ shopper, checkout }: Visit) {
  const { totalAmount, kept, paidAt } = shop.simulator.books.order(checkout.no)
  const orders = await shop.medusa.ordersOf(checkout.cart.id)
  const isOwed = shopper === "pays" || shopper === "pays, and PayBy does not tell"
  const wanted = isOwed ? Number(totalAmount) : 0
  return {
    wasPaid: paidAt !== null,
    isOwed,
    orders: orders.length,
    isOver: (await ledgerRow(shop, checkout.no)).finishedAt !== null,
    astray: Math.round(Math.abs(Number(kept) - wanted) * 100),
  }
}

/** What this process holds: the store, the test, and the simulated PayBy. */
function footprint(): { mib: number; handles: number } {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return {
    mib: Math.round((heapUsed + external) / 1024 / 1024),
    handles: process.getActiveResourcesInfo().length,
  }
}

function collectGarbage(): void {
  setFlagsFromString("--expose_gc")
  const gc: () => void = runInNewContext("gc")
  gc()
}
