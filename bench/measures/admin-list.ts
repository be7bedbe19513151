import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { AttentionList } from "../../src/modules/payby/ledger/attention-list"
import { OrderSearch } from "../../src/modules/payby/ledger/order-search"
import type { OrderFilter, OrderSort } from "../../src/modules/payby/ledger/order-search"
import type { Measure } from "../harness/measure"
import { askBoth } from "../store/two-ledgers"

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
const PAGES = QUESTIONS.length + 1

/** A page of the admin's list, by every filter and order it offers, and the list of what needs attention. */
export const adminList: Measure = {
  name: "admin-list",
  async take(bench) {
    const many = bench.size(1_000_000, 50_000)
    const rounds = bench.size(40, 6)
    const { samples, facts } = await askBoth({ many, few: FEW, rounds, repeats: 1, ask: askAll })
    return [
      {
        name: "admin-list",
        what: `a page of the admin's list of payments and of what needs attention, with ${many.toLocaleString("en-US")} orders in the ledger`,
        against: `the same with ${FEW.toLocaleString("en-US")}`,
        unit: "ratio",
        samples,
        goal: null,
        limit:
          "Every filter and order has an index of its own. What grows is the count beside the page, which ends at ten thousand rows.",
        facts: {
          ...facts,
          "ms with many": facts["ms with many"] / PAGES,
          "ms with few": facts["ms with few"] / PAGES,
        },
      },
    ]
  },
}

async function askAll(pg: Knex): Promise<void> {
  const search = new OrderSearch(pg)
  for (const [filter, sort] of QUESTIONS) await search.page(filter, sort, PAGE)
  await new AttentionList(pg).page(new Date(Date.now() - DAY_MS), PAGE)
}
