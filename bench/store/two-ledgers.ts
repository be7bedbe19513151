import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ledgerDatabase } from "../../integration-tests/support/ledger-database"
import { spreadOf } from "../harness/statistics"
import { inTurns } from "../harness/turns"
import { fill, tableScansOf } from "./many-rows"

/** A question to the ledger, asked of many rows and of few, in turns. */
export interface Question {
  many: number
  few: number
  rounds: number
  /** How often one round asks; a round's figure is the time of one question. */
  repeats: number
  ask: (pg: Knex) => Promise<void>
}

/**
 * How much longer a question takes with many rows than with few: the ratio of each round, and the
 * medians behind it. Throws when PostgreSQL reads a whole table to answer it.
 */
export async function askBoth({ many, few, rounds, repeats, ask }: Question) {
  const small = await ledgerDatabase()
  const large = await ledgerDatabase()
  try {
    await fill(small.pg, few)
    await fill(large.pg, many)
    const timed = (pg: Knex, times: number[]) => async () => {
      const began = performance.now()
      for (let i = 0; i < repeats; i++) await ask(pg)
      const ms = (performance.now() - began) / repeats
      times.push(ms)
      return ms
    }
    await timed(small.pg, [])()
    await timed(large.pg, [])()
    const times: { large: number[]; small: number[] } = { large: [], small: [] }
    const samples = await inTurns(
      rounds,
      timed(large.pg, times.large),
      timed(small.pg, times.small),
    )
    const scans = await tableScansOf(large.pg, () => ask(large.pg))
    if (scans.length > 0) throw new Error(`whole tables are read: ${scans.join(", ")}`)
    const facts = {
      "ms with many": spreadOf(times.large).median,
      "ms with few": spreadOf(times.small).median,
      "tables read whole": 0,
    }
    return { samples, facts }
  } finally {
    await Promise.all([small.remove(), large.remove()])
  }
}
