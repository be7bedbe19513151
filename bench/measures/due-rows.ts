import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { OrderLeases } from "../../src/modules/payby/ledger/order-leases"
import { NotificationInbox } from "../../src/modules/payby/ledger/notifications"
import { RefundLedger } from "../../src/modules/payby/ledger/refunds"
import type { Measure } from "../harness/measure"
import { askBoth } from "../store/two-ledgers"

const FEW = 1_000
const LOOKS = 25

/** What the job does every two seconds on every instance: looks for what is due, in all three tables. */
export const dueRows: Measure = {
  name: "due-rows",
  async take(bench) {
    const many = bench.size(1_000_000, 50_000)
    const rounds = bench.size(40, 6)
    return [
      {
        name: "due-rows",
        what: `the job's look for due rows with ${many.toLocaleString("en-US")} orders, and as many notifications, in the ledger`,
        against: `the same with ${FEW.toLocaleString("en-US")}`,
        unit: "ratio",
        goal: { atMost: 1.5 },
        limit:
          "Three statements, each one scan of a partial index that holds only rows with something left to do: its size follows the open rows, not the table.",
        ...(await askBoth({ many, few: FEW, rounds, repeats: LOOKS, ask: look })),
      },
    ]
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
