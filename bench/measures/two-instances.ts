import { setTimeout as wait } from "node:timers/promises"
import type { Measure } from "../harness/measure"
import { spreadOf } from "../harness/statistics"
import { inTurns } from "../harness/turns"
import { startStandIn } from "../payby/stand-in"
import { connect } from "../store/connection"
import { benchDatabase, startStore, type BenchStore } from "../store/store"
import { waitingRows } from "../store/waiting-rows"

const AT_ONCE = 4
const PAYBY_MS = 50

/** Whole stores, each with its own job on its own schedule, on one database: one, then two, then one. */
export const twoInstances: Measure = {
  name: "two-instances",
  async take(bench) {
    const payby = await startStandIn()
    payby.latencyMs = PAYBY_MS
    const database = benchDatabase()
    const ledger = await connect(await prepared(database.url, payby))
    const job = { concurrency: AT_ONCE, budgetMs: 10_000, leaseMs: 30_000 }
    const start = () =>
      startStore(database.url, payby, {
        PAYBY_POLICY: JSON.stringify({ preset: "default", job }),
      })
    const count = bench.size(1_600, 60)
    let twice = 0
    const drained = async (instances: number): Promise<number> => {
      const running: BenchStore[] = []
      for (let i = 0; i < instances; i++) running.push(await start())
      try {
        // The rows it is warmed up with are no more counted than the time they take.
        await drain(Math.ceil(count / 8))
        return await drain(count)
      } finally {
        for (const store of running) await store.stop()
      }
    }
    const drain = async (amount: number): Promise<number> => {
      payby.forget()
      const rows = await waitingRows(ledger.rows, payby, amount)
      const began = Date.now()
      await rows.release()
      while ((await rows.left()) > 0) await wait(200)
      const seconds = ((await rows.endedAt()).getTime() - began) / 1_000
      twice += [...payby.cancels.values()].filter((times) => times > 1).length
      await rows.remove()
      return amount / seconds
    }
    const rates: { two: number[]; one: number[] } = { two: [], one: [] }
    const noted = (to: number[], instances: number) => async () => {
      const perSecond = await drained(instances)
      to.push(perSecond)
      return perSecond
    }
    try {
      const samples = await inTurns(bench.size(4, 1), noted(rates.two, 2), noted(rates.one, 1))
      return [
        {
          name: "two-instances",
          what: "rows driven per second by two stores, 4 at a time each, on one database",
          against: "one store, 4 at a time",
          unit: "ratio",
          samples,
          goal: { atLeast: 1.8 },
          limit:
            "The instances share nothing but PostgreSQL: rows are claimed with SKIP LOCKED, so neither waits for the other. On two cores they also share those with PostgreSQL.",
          facts: {
            "two, rows per second": spreadOf(rates.two).median,
            "one, rows per second": spreadOf(rates.one).median,
            "rows driven twice": twice,
          },
        },
      ]
    } finally {
      await ledger.close()
      await payby.close()
      await database.remove()
    }
  },
}

/** A first store prepares the database, so that none does so in its turn. */
async function prepared(
  databaseUrl: string,
  payby: Parameters<typeof startStore>[1],
): Promise<string> {
  const first = await startStore(databaseUrl, payby)
  await first.stop()
  return databaseUrl
}
