import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ledgerDatabase } from "../../integration-tests/support/ledger-database"
import { OrderLeases } from "../../src/modules/payby/ledger/order-leases"
import { NotificationInbox } from "../../src/modules/payby/ledger/notifications"
import { RefundLedger } from "../../src/modules/payby/ledger/refunds"
import type { Measure, Row } from "../harness/measure"
import { spreadOf } from "../harness/statistics"
import { inTurns } from "../harness/turns"
import { fill, tableScansOf } from "../store/many-rows"

const FEW = 1_000
const LOOKS = 25

/** What the job does every two seconds on every instance: looks for what is due, in all three tables. */
export const dueRows: Measure = {
  name: "due-rows",
  async take(bench) {
    const many = bench.size(1_000_000, 50_000)
    const small = await ledgerDatabase()
    const large = await ledgerDatabase()
    try {
      await fill(small.pg, FEW)
      await fill(large.pg, many)
      const rounds = bench.size(40, 6)
      const took = async (pg: Knex) => {
        const began = performance.now()
        for (let i = 0; i < LOOKS; i++) await look(pg)
        return (performance.now() - began) / LOOKS
      }
      await took(small.pg)
      await took(large.pg)
      const times: { large: number[]; small: number[] } = { large: [], small: [] }
      const noted = (pg: Knex, to: number[]) => async () => {
        const ms = await took(pg)
        to.push(ms)
        return ms
      }
      const samples = await inTurns(
        rounds,
        noted(large.pg, times.large),
        noted(small.pg, times.small),
      )
      const scans = await tableScansOf(large.pg, () => look(large.pg))
      if (scans.length > 0) throw new Error(`the job reads whole tables: ${scans.join(", ")}`)
      return [row(samples, times, many)]
    } finally {
      await Promise.all([small.remove(), large.remove()])
    }
  },
}

/** One look in vain: what an idle store does. */
async function look(pg: Knex): Promise<void> {
  const now = new Date()
  const until = new Date(now.getTime() + 30_000)
  const taken = await Promise.all([
    new NotificationInbox(pg).takeDue(1, now, until),
    new OrderLeases(pg).takeDue(1, { owner: "job:bench", at: now, ms: 30_000 }),
    new RefundLedger(pg).takeDue(1, now, until),
  ])
  if (taken.flat().length > 0) throw new Error("a row was due that should not be")
}

function row(
  samples: readonly number[],
  times: { large: readonly number[]; small: readonly number[] },
  many: number,
): Row {
  return {
    name: "due-rows",
    what: `the job's look for due rows with ${many.toLocaleString("en-US")} orders, and as many notifications, in the ledger`,
    against: `the same with ${FEW.toLocaleString("en-US")}`,
    unit: "ratio",
    samples,
    goal: { atMost: 1.5 },
    limit:
      "Three statements, each one scan of a partial index that holds only rows with something left to do: its size follows the open rows, not the table.",
    facts: {
      "ms with many": spreadOf(times.large).median,
      "ms with few": spreadOf(times.small).median,
      "tables read whole": 0,
    },
  }
}
