import type { AdminPayByActor, Instant } from "./common"

/** What happened. */
export type AdminPayByTimelineEvent =
  | "asked" // the row was written; PayBy is about to be called
  | "placed" // PayBy has the order
  | "link_handed_out"
  | "scanned" // the payer has the code on the phone
  | "released" // the session that owned it was deleted
  | "notified" // a notification of PayBy's was stored
  | "paid"
  | "failed" // PayBy says that it can no longer be paid, or was undone
  | "status" // another word of PayBy's; `detail.status`
  | "vanished" // PayBy says that it has no such order
  | "closing" // we no longer want to collect; `detail.reason`
  | "returning" // the money is to go back; `detail.reason`
  | "claimed" // the payment collection was claimed for this payment
  | "captured" // a session was told "captured"
  | "settled" // money and order agree in Medusa
  | "cancel_noted" // Medusa cancelled something
  | "revoke_sent"
  | "revoked" // PayBy says that the payment was undone
  | "finished" // nothing is left to do
  | "attention" // a person should look; `detail.reason`
  | "refund_asked"
  | "refund_status" // `detail.status`
  | "staff" // somebody did something here; `detail.action`
  | "more" // something that this version has no word for

/** Whose doing, or whose word, it was. */
export type AdminPayByTimelineSource =
  "shopper" | "notification" | "query" | "staff" | "job" | "medusa" | "payby"

/** One entry of an order's time line, the oldest first. */
export interface AdminPayByTimelineEntry {
  readonly id: string
  readonly at: Instant
  readonly event: AdminPayByTimelineEvent
  readonly source: AdminPayByTimelineSource
  /** `reason`, `status`, `refund_no`, `action`, `outcome`, `notification_id`, `fail_code`: words and numbers only. */
  readonly detail: Readonly<Record<string, string>>
  /** Who, for `staff`. */
  readonly actor: AdminPayByActor | null
  readonly note: string | null
}
