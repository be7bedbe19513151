import type { AdminPayByActor, AdminPayByMoney, AdminPayByPage, Instant } from "./common"

/** `POST /admin/payby/statement-checks` */
export interface AdminPayByStatementCheckBody {
  /** PayBy's day, in Dubai's time: YYYY-MM-DD. */
  readonly day: string
}

/** One line in which PayBy's statement and the books do not agree. */
export interface AdminPayByStatementDifference {
  /** `paid-not-here`, `here-not-there`, `refund-not-here`, `refund-not-there`, `amount-differs`, `chargeback`, … */
  readonly kind: string
  readonly number: string
  readonly theirs: AdminPayByMoney | null
  readonly ours: AdminPayByMoney | null
  /** In words, with the next step. */
  readonly text: string
}

/** A check of one day. It runs in the background: ask again while `status` is `running`. */
export interface AdminPayByStatementCheck {
  readonly id: string
  readonly day: string
  readonly status: "running" | "done" | "failed"
  readonly started_at: Instant
  readonly ended_at: Instant | null
  readonly started_by: AdminPayByActor | null
  /** Why it failed, as a sentence. */
  readonly message: string | null
  readonly lines: number | null
  readonly difference_count: number | null
  /** Sums by name: `paid`, `refunded`, `fees`, `chargebacks`. */
  readonly totals: Readonly<Record<string, AdminPayByMoney>>
  /** The first 500; all of them are in the download. Empty in lists. */
  readonly differences: readonly AdminPayByStatementDifference[]
}

/** `POST /admin/payby/statement-checks`, `GET /admin/payby/statement-checks/:id`; `…/:id/csv` is the download. */
export interface AdminPayByStatementCheckResponse {
  readonly statement_check: AdminPayByStatementCheck
}

/** `GET /admin/payby/statement-checks`, the newest first. */
export interface AdminPayByStatementChecksResponse extends AdminPayByPage {
  readonly statement_checks: readonly AdminPayByStatementCheck[]
}
