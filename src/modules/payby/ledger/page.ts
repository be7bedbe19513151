import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Which part of a list is wanted. */
export interface PageTerms {
  readonly limit: number
  readonly offset: number
}

/** How many rows there are, as far as anybody counts. */
export interface Count {
  readonly count: number
  /** There are more than were counted. */
  readonly exceeded: boolean
}

/** A part of a list. */
export interface Page<T> extends Count {
  readonly rows: readonly T[]
}

/** Nobody leafs through more pages than this holds, and Postgres counts by reading every row. */
export const COUNTED_AT_MOST = 10_000

/** Counts the rows of a query, but not without end. */
export async function counted(pg: Knex, fitting: Knex.QueryBuilder): Promise<Count> {
  const some = fitting
    .clone()
    .clearSelect()
    .select(pg.raw("1"))
    .limit(COUNTED_AT_MOST + 1)
  const [row] = await pg.count<{ n: string | number }[]>({ n: "*" }).from(some.as("some"))
  const found = Number(row?.n ?? 0)
  return { count: Math.min(found, COUNTED_AT_MOST), exceeded: found > COUNTED_AT_MOST }
}
