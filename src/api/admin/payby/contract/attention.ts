import type { AdminPayByAction } from "./actions"
import type { AdminPayByMoney, AdminPayByPage, AdminPayByPageQuery, Instant } from "./common"

/** Something a person should look at. */
export interface AdminPayByAttentionItem {
  readonly kind: "order" | "refund" | "notification"
  /** The order's or the refund's number, or the notification's id. */
  readonly id: string
  readonly merchant_order_no: string | null
  /** An `Attention` of the plugin's, `paid-without-order`, `refund-failed`, `unknown-order` or `poison`. */
  readonly reason: string
  readonly since: Instant
  readonly amount: AdminPayByMoney | null
  /** What to do, as an English sentence; the reason is the key for translations. */
  readonly next_step: string
  readonly actions: readonly AdminPayByAction[]
}

/** Query of `GET /admin/payby/attention`. */
export type AdminPayByAttentionQuery = AdminPayByPageQuery

/** `GET /admin/payby/attention`: the oldest first. */
export interface AdminPayByAttentionResponse extends AdminPayByPage {
  readonly attention: readonly AdminPayByAttentionItem[]
}
