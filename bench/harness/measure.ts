import type { Postgres } from "../../scripts/postgres"

/** What a median has to reach; null: it is reported only. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number } | null

/** One line of the table: what was measured, against what, and every sample of it. */
export interface Row {
  /** Names the line for good: a later run replaces the figures under the same name. */
  readonly name: string
  readonly what: string
  readonly against: string
  /** What a sample is; a `ratio` has no dimension. */
  readonly unit: string
  readonly samples: readonly number[]
  readonly goal: Goal
  /** What keeps it from being better, as found by profiling or by changing one thing. */
  readonly limit: string
  /** What else was seen: counts and medians, never names or addresses. */
  readonly facts?: Readonly<Record<string, string | number>>
}

/** What a measure works with. */
export interface Bench {
  readonly postgres: Postgres
  /** The whole amount, or with `--quick` the small one: enough to see that it works, not to publish. */
  size(whole: number, quick: number): number
  /** Says what goes on, on standard error. */
  tell(line: string): void
}

/** One subject. What is compared takes turns within it, so that whatever else the machine does hits both. */
export interface Measure {
  readonly name: string
  take(bench: Bench): Promise<Row[]>
}
