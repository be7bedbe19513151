import type {
  AdminPayByNotificationKind,
  AdminPayByNotificationState,
} from "../../../api/admin/payby/contract"

/** How a notification may stand. */
export const NOTIFICATION_STATES: readonly AdminPayByNotificationState[] = [
  "waiting",
  "done",
  "unknown_order",
  "poison",
]

/** What a notification may be about. */
export const NOTIFICATION_KINDS: readonly AdminPayByNotificationKind[] = [
  "payment",
  "refund",
  "chargeback",
  "void",
  "other",
]
