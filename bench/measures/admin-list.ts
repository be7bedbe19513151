import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ledgerDatabase } from "../../integration-tests/support/ledger-database"
import { AttentionList } from "../../src/modules/payby/ledger/attention-list"
import { OrderSearch } from "../../src/modules/payby/ledger/order-search"
import type { OrderFilter, OrderSort } from "../../src/modules/payby/ledger/order-search"
import type { Measure, Row } from "../harness/measure"
import { spreadOf } from "../harness/statistics"
import { inTurns } from "../harness/turns"
import { fill, tableScansOf } from "../store/many-rows"

const FEW = 10_000
const PAGE = { limit: 20, offset: 40 }
const NEWEST: OrderSort = { column: "created_at", descending: true }
const DAY_MS = 86_400_000

/** What staff ask the list of payments for, by what they would call it. */
const QUESTIONS: readonly [OrderFilter, OrderSort][] = [
  [{}, NEWEST],
  [{}, { column: "paid_at", descending: true }],
  [{}, { column: "amount", descending: false }],
  [{ status: ["CREATED"] }, NEWEST],
  [{ intent: ["close", "return"] }, NEWEST],
  [{ scene: ["PAYPAGE"], createdAt: { $gte: new Date(Date.now() - DAY_MS) } }, NEWEST],
  [{ found: { numbers: ["N77", "131587177", "payses_77"], collectionIds: [] } }, NEWEST],
]

/** A page of the admin's list, by every filter and order it offers, and the list of what needs attention. */
export const adminList: Measure = {
  name: "admin-list",
  async take(bench) {
    const many = bench.size(1_000_000, 50_000)
    const small = await ledgerDatabase()
    const large = await ledgerDatabase()
    try {
      await fill(small.pg, FEW)
      await fill(large.pg, many)
      const times: { large: number[]; small: number[] } = { large: [], small: [] }
      const took = (pg: Knex, to: number[]) => async () => {
        const began = performance.now()
        await ask(pg)
        const ms = (performance.now() - began) / (QUESTIONS.length + 1)
        to.push(ms)
        return ms
      }
      await Promise.all([ask(small.pg), ask(large.pg)])
      const samples = await inTurns(
        bench.size(40, 6),
        took(large.pg, times.large),
        took(small.pg, times.small),
      )
      const scans = await tableScansOf(large.pg, () => ask(large.pg))
      if (scans.length > 0) throw new Error(`the list reads whole tables: ${scans.join(", ")}`)
      return [row(samples, times, many)]
    } finally {
      await Promise.all([small.remove(), large.remove()])
    }
  },
}

async function ask(pg: Knex): Promise<void> {
  const search = new OrderSearch(pg)
  for (const [filter, sort] of QUESTIONS) await search.page(filter, sort, PAGE)
  await new AttentionList(pg).page(new Date(Date.now() - DAY_MS), PAGE)
}

function row(
  samples: readonly number[],
  times: { large: readonly number[]; small: readonly number[] },
  many: number,
): Row {
  return {
    name: "admin-list",
    what: `a page of the admin's list of payments and of what needs attention, with ${many.toLocaleString("en-US")} orders in the ledger`,
    against: `the same with ${FEW.toLocaleString("en-US")}`,
    unit: "ratio",
    samples,
    goal: null,
    limit:
      "Every filter and order has an index of its own. What grows is the count beside the page, which ends at ten thousand rows.",
    facts: {
      "ms with many": spreadOf(times.large).median,
      "ms with few": spreadOf(times.small).median,
      "tables read whole": 0,
    },
  }
}
