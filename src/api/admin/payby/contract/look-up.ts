import type { AdminPayByMoney, Instant } from "./common"
import type { AdminPayByOrderSummary } from "./orders"

/** What the number is a number of. */
export type AdminPayByLookUpKind = "payment" | "refund" | "transfer"

/** `GET /admin/payby/look-up/:number?kind=` */
export interface AdminPayByLookUpQuery {
  /** `payment` unless given. */
  readonly kind?: AdminPayByLookUpKind
}

/** What PayBy says about a number, asked just now. */
export interface AdminPayByLookUpAnswer {
  readonly status: string
  readonly payby_order_no: string | null
  readonly amount: AdminPayByMoney | null
  readonly paid_amount: AdminPayByMoney | null
  readonly channel: string | null
  readonly revoked: boolean | null
  readonly fail_code: string | null
  readonly fail_text: string | null
  readonly at: Instant | null
}

/** What PayBy was asked about a number, and what it said. */
export interface AdminPayByLookUp {
  readonly number: string
  readonly kind: AdminPayByLookUpKind
  /** `absent`: PayBy says that it has none; `no_answer`: `message` says why. */
  readonly result: "found" | "absent" | "no_answer"
  readonly message: string
  readonly trace_code: string | null
  readonly answer: AdminPayByLookUpAnswer | null
  /** The order of our own ledger that the number belongs to. */
  readonly order: AdminPayByOrderSummary | null
}

/** Answer of `GET /admin/payby/look-up/:number`. */
export interface AdminPayByLookUpResponse {
  readonly look_up: AdminPayByLookUp
}
