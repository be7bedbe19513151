import { setTimeout as wait } from "node:timers/promises"
import { readFileSync } from "node:fs"
import type { Bench, Measure, Row } from "../harness/measure"
import { spreadOf } from "../harness/statistics"
import { startStandIn } from "../payby/stand-in"
import { connect } from "../store/connection"
import { benchDatabase, startStore } from "../store/store"
import { waitingRows } from "../store/waiting-rows"

const EVERY_MS = 1_000

/** The memory of a store's process while its job works off a hundred thousand rows that are due at once. */
export const drain: Measure = {
  name: "drain",
  async take(bench) {
    const payby = await startStandIn()
    const database = benchDatabase()
    const job = { concurrency: 8, budgetMs: 10_000, leaseMs: 30_000 }
    const store = await startStore(database.url, payby, {
      PAYBY_POLICY: JSON.stringify({ preset: "default", job }),
    })
    const ledger = await connect(database.url)
    const drained = async (count: number, meanwhile: () => void) => {
      const rows = await waitingRows(ledger.rows, payby, count)
      await rows.release()
      while ((await rows.left()) > 0) {
        await wait(EVERY_MS)
        meanwhile()
      }
    }
    try {
      // What a first drain loads and compiles is there for good.
      await drained(bench.size(3_000, 300), () => undefined)
      const start = residentMib(store.pid)
      const seen: number[] = []
      const count = bench.size(100_000, 1_000)
      const began = performance.now()
      await drained(count, () => void seen.push(residentMib(store.pid)))
      return [row(bench, seen, start, count / ((performance.now() - began) / 1_000))]
    } finally {
      await ledger.close()
      await store.stop()
      await payby.close()
      await database.remove()
    }
  },
}

function row(bench: Bench, seen: readonly number[], start: number, perSecond: number): Row {
  const half = Math.ceil(seen.length / 2)
  const middle = (values: readonly number[]) =>
    values.length > 0 ? spreadOf(values).median : Number.NaN
  const count = bench.size(100_000, 1_000).toLocaleString("en-US")
  return {
    name: "drain-memory",
    what: `memory of the store's process while it works off ${count} due rows, looked at every second`,
    against: "the same process before, warmed up",
    unit: "MiB more",
    samples: seen.map((mib) => mib - start),
    goal: { atMost: 50 },
    limit:
      "A worker holds one row at a time, so no more of the ledger is in memory than rows at work.",
    facts: {
      "at the start, MiB": start,
      "most, MiB more": Math.max(...seen) - start,
      "first half, MiB more": middle(seen.slice(0, half)) - start,
      "second half, MiB more": middle(seen.slice(half)) - start,
      "rows per second": perSecond,
    },
  }
}

/** What the process holds in memory now; Linux tells. */
function residentMib(pid: number): number {
  const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
  return Number(kib) / 1_024
}
