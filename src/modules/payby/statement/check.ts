/** Counts, and sums as decimal text in dirhams. */
export interface Tally {
  readonly count: number
  readonly sum: string
}

/** What a statement says in all. Fees are PayBy's, value-added tax apart. */
export interface StatementTotals {
  readonly payments: Tally
  /** Payments that PayBy undid before they were settled; they are among the payments. */
  readonly reverted: Tally
  readonly refunds: Tally
  readonly chargebacks: Tally
  /** Sales in ways that no web shop uses, at a till, say: not compared. They are among the payments and refunds. */
  readonly elsewhere: Tally
  /** Payouts, adjustments and whatever else; not compared. */
  readonly others: Tally
  /** What was settled to the merchant's account, and what was taken from it. */
  readonly settledIn: Tally
  readonly settledOut: Tally
  readonly fees: string
  readonly vat: string
}

/** A check of one day's statement, and how it went. */
export interface StatementCheck {
  readonly id: string
  /** The day on PayBy's clock, which is Dubai's: `2026-11-22`. */
  readonly day: string
  readonly status: "running" | "done" | "failed"
  readonly requestedBy: string | null
  readonly startedAt: Date
  readonly aliveAt: Date
  readonly endedAt: Date | null
  /** Why there is no result, in words for staff. */
  readonly failure: string | null
  readonly periodStart: Date | null
  readonly periodEnd: Date | null
  readonly lines: number
  readonly differences: number
  readonly notes: number
  readonly totals: StatementTotals | null
}
