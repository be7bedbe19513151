import type { NotificationFacts } from "../../modules/payby/ledger/notification-search"
import type { AdminPayByNotification } from "../../api/admin/payby/contract"
import { notificationActions } from "../actions/permitted"
import { instantView } from "./money"

/** A stored notification with what can be done about it. */
export function notificationView(facts: NotificationFacts): AdminPayByNotification {
  return {
    id: facts.id,
    notify_id: facts.notifyId,
    kind: facts.kind,
    state: facts.state,
    outcome: facts.outcome,
    merchant_order_no: facts.merchantOrderNo,
    received_at: facts.receivedAt.toISOString(),
    processed_at: instantView(facts.processedAt),
    attempts: facts.attempts,
    next_attempt_at: instantView(facts.nextAttemptAt),
    actions: notificationActions(facts),
  }
}
