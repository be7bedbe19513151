import type { AdminPayByAction } from "./actions"
import type { AdminPayByPage, AdminPayByPageQuery, Instant } from "./common"

/** What a notification is about, by the field that it carries; `void` is for points of sale. */
export type AdminPayByNotificationKind = "payment" | "refund" | "chargeback" | "void" | "other"

/** `waiting`: to be processed; `poison`: failed so often that it waits for a person. */
export type AdminPayByNotificationState = "waiting" | "done" | "unknown_order" | "poison"

/** One stored notification. Its body stays with us: it may name the payer. */
export interface AdminPayByNotification {
  readonly id: string
  /** PayBy's own number of it. */
  readonly notify_id: string
  readonly kind: AdminPayByNotificationKind
  readonly state: AdminPayByNotificationState
  /** `heard`, `unknown-order`, `nothing-to-do` or `poison`; null: not processed yet. */
  readonly outcome: string | null
  readonly merchant_order_no: string | null
  readonly received_at: Instant
  readonly processed_at: Instant | null
  readonly attempts: number
  readonly next_attempt_at: Instant | null
  readonly actions: readonly AdminPayByAction[]
}

/** `GET /admin/payby/notifications` */
export interface AdminPayByNotificationsQuery extends AdminPayByPageQuery {
  readonly state?: readonly AdminPayByNotificationState[]
  readonly kind?: readonly AdminPayByNotificationKind[]
  /** An order's number or PayBy's number of the notification, whole. */
  readonly q?: string
}

/** `GET /admin/payby/notifications`, the newest first. */
export interface AdminPayByNotificationsResponse extends AdminPayByPage {
  readonly notifications: readonly AdminPayByNotification[]
}
