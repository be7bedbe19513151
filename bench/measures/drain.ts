import { setTimeout as wait } from "node:timers/promises"
import { readFileSync } from "node:fs"
import type { Measure, Row } from "../harness/measure"
import { spreadOf } from "../harness/statistics"
import { startStandIn } from "../payby/stand-in"
import { connect } from "../store/connection"
import { benchDatabase, startStore } from "../store/store"
import { waitingRows } from "../store/waiting-rows"

const EVERY_MS = 1_000
/** A slow machine is not waited for: memory that grows does so from the first thousand rows on. */
const LONGEST_MS = 6 * 60_000

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
    const drained = async (count: number, meanwhile: () => void): Promise<number> => {
      const rows = await waitingRows(ledger.rows, payby, count)
      await rows.release()
      const endAt = performance.now() + LONGEST_MS
      let left = count
      while (left > 0 && performance.now() < endAt) {
        await wait(EVERY_MS)
        meanwhile()
        left = await rows.left()
      }
      return count - left
    }
    try {
      // What a first drain loads and compiles is there for good.
      await drained(bench.size(3_000, 300), () => undefined)
      const start = residentMib(store.pid)
      const seen: number[] = []
      const count = bench.size(100_000, 1_000)
      const began = performance.now()
      const done = await drained(count, () => void seen.push(residentMib(store.pid)))
      const seconds = (performance.now() - began) / 1_000
      return [row(seen, { count, done, start, perSecond: done / seconds })]
    } finally {
      await ledger.close()
      await store.stop()
      await payby.close()
      await database.remove()
    }
  },
}

interface Drained {
  readonly count: number
  readonly done: number
  /** MiB before the first of them. */
  readonly start: number
  readonly perSecond: number
}

function row(seen: readonly number[], { count, done, start, perSecond }: Drained): Row {
  const half = Math.ceil(seen.length / 2)
  const middle = (values: readonly number[]) =>
    values.length > 0 ? spreadOf(values).median : Number.NaN
  return {
    name: "drain-memory",
    what: `memory of the store's process with ${count.toLocaleString("en-US")} rows due at once, every second while it works them off`,
    against: "the same process before, warmed up",
    unit: "MiB more",
    samples: seen.map((mib) => mib - start),
    goal: { atMost: 50 },
    limit:
      "A worker holds one row at a time, so no more of the ledger is in memory than rows at work; what goes up and down is V8's heap between its collections. The median is judged; the highest single reading stands beside it.",
    facts: {
      "at the start, MiB": start,
      "most, MiB more": Math.max(...seen) - start,
      "first half, MiB more": middle(seen.slice(0, half)) - start,
      "second half, MiB more": middle(seen.slice(half)) - start,
      "rows worked off": done,
      "rows per second": perSecond,
    },
  }
}

/** What the process holds in memory now; Linux tells. */
function residentMib(pid: number): number {
  const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
  return Number(kib) / 1_024
}
