import { fork, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { z } from "@medusajs/framework/zod"
import { ledgerDatabase } from "../../integration-tests/support/ledger-database"
import { serverUrl } from "../../integration-tests/support/database"
import type { Bench, Measure, Row } from "../harness/measure"
import { spreadOf } from "../harness/statistics"
import { startStandIn } from "../payby/stand-in"
import { connect } from "../store/connection"
import { waitingRows } from "../store/waiting-rows"

const PAYBY_MS = 50
/** A worker that says nothing for so long has died. */
const PATIENCE_MS = 300_000
/** Calls at a time, and whether the goal holds for so many. */
const STEPS = [
  { atOnce: 1, goal: true },
  { atOnce: 2, goal: true },
  { atOnce: 4, goal: true },
  { atOnce: 8, goal: true },
  { atOnce: 16, goal: false },
  { atOnce: 32, goal: false },
] as const

/**
 * How many rows the job drives a second, with so many calls at a time, when PayBy takes 50 ms for each, against what would be possible if
 * everything else took no time. Each row is an order to close: taken, cancelled at PayBy, PayBy's word
 * written down, finished, put back.
 */
export const reconciliation: Measure = {
  name: "reconciliation",
  async take(bench) {
    const payby = await startStandIn()
    payby.latencyMs = PAYBY_MS
    const database = await ledgerDatabase()
    const url = serverUrl(database.name)
    const ledger = await connect(url)
    const worker = fork(join(__dirname, "..", "workers", "reconcile.ts"), {
      execArgv: ["--require", "ts-node/register"],
      env: { ...process.env, BENCH_DATABASE_URL: url, BENCH_PAYBY: JSON.stringify(payby) },
    })
    try {
      await once(worker, "message")
      const samples = new Map<number, number[]>()
      const perSecond = new Map<number, number[]>()
      const processor: number[] = []
      for (let round = -1; round < bench.size(2, 1); round++) {
        for (const { atOnce } of STEPS) {
          const count = rowsFor(bench, atOnce)
          const rows = await waitingRows(ledger.rows, payby, count)
          await rows.release()
          const { began, processorMs } = await run(worker, atOnce)
          if ((await rows.left()) > 0) throw new Error("a row was left over")
          const rate = (count * 1_000) / ((await rows.endedAt()).getTime() - began)
          await rows.remove()
          if (round < 0) continue // the first round warms the process up
          samples.set(atOnce, [...(samples.get(atOnce) ?? []), rate / (atOnce / (PAYBY_MS / 1e3))])
          perSecond.set(atOnce, [...(perSecond.get(atOnce) ?? []), rate])
          processor.push(processorMs / count)
        }
      }
      return STEPS.map((step) => row(step, samples, perSecond, spreadOf(processor).median))
    } finally {
      worker.disconnect()
      await ledger.close()
      await database.remove()
      await payby.close()
    }
  },
}

/** Enough for some two seconds, so that the end, when workers run out of rows, weighs little. */
function rowsFor(bench: Bench, atOnce: number): number {
  return Math.max(1, Math.round(bench.size(40, 10) * Math.min(atOnce, 12)))
}

const answer = z.object({ began: z.number(), processorMs: z.number() })

async function run(worker: ChildProcess, atOnce: number): Promise<z.infer<typeof answer>> {
  const said = once(worker, "message", { signal: AbortSignal.timeout(PATIENCE_MS) })
  worker.send(atOnce)
  const [message]: unknown[] = await said
  return answer.parse(message)
}

function row(
  { atOnce, goal }: (typeof STEPS)[number],
  samples: ReadonlyMap<number, number[]>,
  perSecond: ReadonlyMap<number, number[]>,
  processorMs: number,
): Row {
  const rates = [...(perSecond.get(atOnce) ?? [])].sort((a, b) => a - b)
  return {
    name: `reconciliation-${atOnce}`,
    what: `rows driven per second, ${atOnce} ${atOnce === 1 ? "call" : "calls"} at a time, PayBy taking ${PAYBY_MS} ms`,
    against: `the ideal, ${(atOnce * 1_000) / PAYBY_MS} a second`,
    unit: "ratio",
    samples: samples.get(atOnce) ?? [],
    goal: goal ? { atLeast: 0.9 } : null,
    limit: goal
      ? "The taking of the first rows and the writing down of the last, which nothing overlaps, and the processor time of each row in one process."
      : "The processor time of one process: so many rows want more of it than there is.",
    facts: {
      "rows per second": rates[Math.floor(rates.length / 2)] ?? 0,
      "processor ms per row, all steps": processorMs,
    },
  }
}
