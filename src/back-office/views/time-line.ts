import type { NotificationFacts } from "../../modules/payby/ledger/notification-search"
import type { TimeLineEntry } from "../../modules/payby/ledger/time-line"
import type { AdminPayByTimelineEntry } from "../../api/admin/payby/contract"
import { eventName } from "./event-name"

/** Events and notifications in the order they came in. */
export function timeLineView(
  entries: readonly TimeLineEntry[],
  notifications: readonly NotificationFacts[],
): AdminPayByTimelineEntry[] {
  const events = entries.map((entry): AdminPayByTimelineEntry => ({
    id: entry.id,
    at: entry.at.toISOString(),
    event: eventName(entry.event),
    source: entry.source,
    detail: entry.detail,
    actor: entry.actor,
    note: entry.note,
  }))
  const told = notifications.map((facts): AdminPayByTimelineEntry => ({
    id: facts.id,
    at: facts.receivedAt.toISOString(),
    event: "notified",
    source: "notification",
    detail: {
      notification_id: facts.id,
      kind: facts.kind,
      ...(facts.outcome === null ? {} : { outcome: facts.outcome }),
    },
    actor: null,
    note: null,
  }))
  // Both lists are sorted already, and sorting keeps the order of what shares an instant.
  return [...told, ...events].sort((a, b) => a.at.localeCompare(b.at))
}
