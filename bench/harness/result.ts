import { z } from "@medusajs/framework/zod"
import type { Circumstances } from "./circumstances"
import type { Goal, Row } from "./measure"
import { spreadOf } from "./statistics"

const goal = z
  .union([z.object({ atLeast: z.number() }), z.object({ atMost: z.number() })])
  .nullable()

const result = z.object({
  name: z.string(),
  measure: z.string(),
  what: z.string(),
  against: z.string(),
  unit: z.string(),
  goal,
  samples: z.number(),
  median: z.number(),
  lower: z.number(),
  upper: z.number(),
  limit: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  circumstances: z.object({
    date: z.string(),
    commit: z.string(),
    node: z.string(),
    processor: z.string(),
    cores: z.number(),
    loadBefore: z.number(),
  }),
})

/** A line of the table as it is kept: the spread instead of the samples, and where it comes from. */
export type Result = z.infer<typeof result>

/** What a file of results holds. */
export const results = z.array(result)

/** Whether the median reached what it had to. */
export type Verdict = "reached" | "missed" | "reported"

export function verdictOf({ goal, median }: { goal: Goal; median: number }): Verdict {
  if (goal === null) return "reported"
  // As precise as it is printed: nobody is told 0.95 and "missed".
  const printed = Number(median.toFixed(2))
  const holds = "atLeast" in goal ? printed >= goal.atLeast : printed <= goal.atMost
  return holds ? "reached" : "missed"
}

/** Sums a line up. */
export function resultOf(measure: string, row: Row, circumstances: Circumstances): Result {
  const { name, what, against, unit, goal, limit, facts = {} } = row
  const spread = spreadOf(row.samples)
  return {
    ...{ name, measure, what, against, unit, goal, limit, facts, circumstances },
    samples: row.samples.length,
    median: rounded(spread.median),
    lower: rounded(spread.lower),
    upper: rounded(spread.upper),
  }
}

/** Newer results in the place of older ones of the same measure; the others stay. */
export function merged(older: readonly Result[], newer: readonly Result[]): Result[] {
  const taken = new Set(newer.map(({ measure }) => measure))
  return [...older.filter(({ measure }) => !taken.has(measure)), ...newer]
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
