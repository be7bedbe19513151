import type { AdminPayByMoney } from "./common"
import type { AdminPayByOrder } from "./orders"
import type { AdminPayByRefund } from "./refunds"
import type { AdminPayByNotification } from "./notifications"

/** What staff can have done. */
export type AdminPayByActionName =
  /** Ask PayBy now how the order stands, and do what follows from the answer. */
  | "ask"
  /** Close an order that nobody has paid. */
  | "cancel"
  /** Give back the whole payment: revoked at PayBy, or what is left of it refunded. */
  | "revoke"
  /** Turn a paid order into one of Medusa's. */
  | "settle"
  /** A person has seen to what needed attention. */
  | "acknowledge"
  /** Try a refund again that failed. */
  | "retry_refund"
  /** Ask PayBy now how a refund goes on. */
  | "follow_refund"
  /** Process a stored notification again. */
  | "replay"

/** Why an action is not offered. */
export type AdminPayByActionObstacle =
  | "not_paid"
  | "already_paid"
  | "already_closed"
  | "already_settled"
  | "already_returned"
  | "being_returned"
  | "refund_not_failed"
  | "refund_retried"
  | "refund_over"
  | "nothing_to_acknowledge"

/** An action, and whether it may be taken now. The server decides again when it is asked for. */
export interface AdminPayByAction {
  readonly name: AdminPayByActionName
  readonly allowed: boolean
  /** Null when it is allowed. */
  readonly obstacle: AdminPayByActionObstacle | null
  /** The obstacle as an English sentence, for people without a translation. */
  readonly obstacle_text: string | null
  readonly moves_money: boolean
  /** How much goes back to the payer, where an action moves money. */
  readonly amount: AdminPayByMoney | null
  /** Where to POST {@link AdminPayByActionBody}. */
  readonly path: string
}

/** The body of every action. */
export interface AdminPayByActionBody {
  /** Why, in the words of whoever did it; kept in the time line. At most 500 characters. */
  readonly note?: string
}

/** How an action ended. */
export type AdminPayByActionOutcome =
  /** It is done; what is shown is how things stand now. */
  | "done"
  /** It began, and goes on by itself. */
  | "under_way"
  /** There was nothing to do any more. */
  | "nothing_to_do"
  /** PayBy, or Medusa, said no; `message` says why. */
  | "refused"
  /** Nobody knows yet: PayBy did not answer, and is asked again by the job. */
  | "unknown"

/** The answer to every action. Not allowed: 400 `not_allowed` with a sentence; no such number: 404. */
export interface AdminPayByActionResult {
  readonly action: AdminPayByActionName
  readonly outcome: AdminPayByActionOutcome
  /** An English sentence for the person who did it. */
  readonly message: string
  /** What PayBy's support asks for; of the last call to PayBy that the action made. */
  readonly trace_code: string | null
  /** As it stands now; null for a notification about an order we do not know. */
  readonly order: AdminPayByOrder | null
  readonly refund?: AdminPayByRefund
  readonly notification?: AdminPayByNotification
}
