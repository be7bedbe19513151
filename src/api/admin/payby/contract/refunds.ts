import type { AdminPayByAction } from "./actions"
import type { AdminPayByMoney, AdminPayByPage, AdminPayByPageQuery, Instant } from "./common"

/** PayBy's word; `REFUSED` is ours: it never began. Null: its outcome is unknown. */
export type AdminPayByRefundStatus =
  "CREATED" | "REFUNDED_SETTLED" | "SUCCESS" | "FAILURE" | "REFUSED"

/** How a refund stands, in one word. */
export type AdminPayByRefundState = "sending" | "unknown" | "under_way" | "arrived" | "failed"

/** One refund at PayBy. */
export interface AdminPayByRefund {
  readonly refund_no: string
  readonly merchant_order_no: string
  readonly amount: AdminPayByMoney
  readonly state: AdminPayByRefundState
  readonly status: AdminPayByRefundStatus | null
  readonly status_at: Instant | null
  readonly requested_at: Instant
  readonly fail_code: string | null
  readonly fail_text: string | null
  readonly reason: string | null
  readonly operator_name: string | null
  /** Medusa's refund that stands for it. */
  readonly medusa_refund_id: string | null
  /** The failed refund this one tries again. */
  readonly retry_of: string | null
  /** The refund that tries this one again. */
  readonly retried_by: string | null
  readonly attention: string | null
  readonly actions: readonly AdminPayByAction[]
}

/** `GET /admin/payby/refunds` */
export interface AdminPayByRefundsQuery extends AdminPayByPageQuery {
  /** `open`: under way or of unknown outcome; `failed`: to be seen to; `all`. `open` unless given. */
  readonly state?: "open" | "failed" | "all"
  /** A refund's or an order's number, whole. */
  readonly q?: string
}

/** `GET /admin/payby/refunds` */
export interface AdminPayByRefundsResponse extends AdminPayByPage {
  readonly refunds: readonly AdminPayByRefund[]
}
