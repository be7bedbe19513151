import type { AdminPayByTimelineEvent } from "../../api/admin/payby/contract"

/** Every event that an entry may be, so that a new one stops the compiler here. */
const NAMES: Readonly<Record<AdminPayByTimelineEvent, true>> = {
  asked: true,
  placed: true,
  link_handed_out: true,
  scanned: true,
  released: true,
  notified: true,
  paid: true,
  failed: true,
  status: true,
  vanished: true,
  closing: true,
  returning: true,
  claimed: true,
  captured: true,
  settled: true,
  cancel_noted: true,
  revoke_sent: true,
  revoked: true,
  finished: true,
  attention: true,
  refund_asked: true,
  refund_status: true,
  staff: true,
  more: true,
}

/** An event of the table's; one that a newer version wrote is shown as "more". */
export function eventName(event: string): AdminPayByTimelineEvent {
  return isName(event) ? event : "more"
}

function isName(event: string): event is AdminPayByTimelineEvent {
  return event in NAMES
}
