import type { AdminPayByAction } from "./actions"
import type { AdminPayByMoney, AdminPayByPage, AdminPayByPageQuery, Instant } from "./common"
import type { AdminPayByNotification } from "./notifications"
import type { AdminPayByRefund } from "./refunds"
import type { AdminPayByTimelineEntry } from "./timeline"

/** How an order stands, in one word: PayBy's word and our intent together. */
export type AdminPayByOrderState =
  | "unresolved" // PayBy has not said that it has the order
  | "waiting" // for the payer
  | "closing"
  | "closed"
  | "settling" // paid, and not an order in Medusa yet
  | "settled" // paid, and Medusa agrees
  | "returning" // the money is going back
  | "returned"
  | "unclear" // a word of PayBy's that belongs to none of these

/** PayBy's word. */
export type AdminPayByOrderStatus =
  "CREATED" | "PAID_SUCCESS" | "SETTLED" | "FAILURE" | "AUTHORIZATION" | "VOID"

/** What we want of an order. */
export type AdminPayByIntent = "collect" | "close" | "return"

/** The order of Medusa's that a payment belongs to. */
export interface AdminPayByMedusaOrder {
  readonly id: string
  readonly display_id: number | null
  readonly cancelled: boolean
}

/** One PayBy order as a row of a list. */
export interface AdminPayByOrderSummary {
  readonly merchant_order_no: string
  readonly payby_order_no: string | null
  readonly state: AdminPayByOrderState
  /** PayBy's last signed word; null: it has not spoken. */
  readonly status: AdminPayByOrderStatus | null
  readonly intent: AdminPayByIntent
  /** Why it is closed or given back, one of the plugin's `IntentReason`. */
  readonly intent_reason: string | null
  readonly scene: string
  readonly amount: AdminPayByMoney
  /** What the payer paid; less than `amount` when PayBy gave a discount. */
  readonly paid_amount: AdminPayByMoney | null
  readonly created_at: Instant
  readonly paid_at: Instant | null
  readonly expires_at: Instant
  /** Why a person should look, one of the plugin's `Attention`. */
  readonly attention: string | null
  readonly attention_at: Instant | null
  readonly payment_collection_id: string
  readonly session_id: string | null
  readonly cart_id: string | null
  readonly order: AdminPayByMedusaOrder | null
}

/** What PayBy told about a payment; null where it did not. */
export interface AdminPayByPaymentFacts {
  readonly channel: string | null
  readonly card_brand: string | null
  readonly card_last4: string | null
  readonly paid_at: Instant | null
  readonly discount: AdminPayByMoney | null
  readonly payee_fee: AdminPayByMoney | null
  readonly payer_fee: AdminPayByMoney | null
  readonly settlement_amount: AdminPayByMoney | null
}

/** The last call about an order that PayBy did not answer as hoped. */
export interface AdminPayByTrouble {
  readonly at: Instant
  /** `refused`, `unreachable`, `unknown-outcome`, `untrusted-answer`, `rate-limited` or `misconfigured`. */
  readonly kind: string
  readonly code: string | null
  /** For PayBy's support. */
  readonly trace_code: string | null
}

/** What PayBy told of the last chargeback; null where it did not. */
export interface AdminPayByChargeback {
  /** When the bank took it, as far as PayBy tells. */
  readonly at: Instant | null
  readonly amount: AdminPayByMoney | null
  readonly case_type: string | null
}

/** One PayBy order with everything that is known about it. */
export interface AdminPayByOrder extends AdminPayByOrderSummary {
  readonly status_at: Instant | null
  readonly status_source: "answer" | "notification" | null
  readonly revoked: boolean
  readonly settlement: "settling" | "settled" | null
  readonly payment: AdminPayByPaymentFacts | null
  /** Refunded or on its way back. */
  readonly refunded: AdminPayByMoney
  readonly refundable: AdminPayByMoney
  readonly chargeback: AdminPayByChargeback | null
  readonly link_handed_out_at: Instant | null
  readonly finished_at: Instant | null
  readonly next_look_at: Instant | null
  readonly attempts: number
  readonly trouble: AdminPayByTrouble | null
  /** Environment of PayBy: `uat`, `production`, or `custom` for a simulator. */
  readonly environment: "uat" | "production" | "custom"
  readonly partner_id: string
  readonly refunds: readonly AdminPayByRefund[]
  readonly notifications: readonly AdminPayByNotification[]
  readonly timeline: readonly AdminPayByTimelineEntry[]
  readonly actions: readonly AdminPayByAction[]
}

/** By what a list of orders is sorted; with `-` the largest or latest first. */
export type AdminPayByOrderSort =
  "created_at" | "-created_at" | "paid_at" | "-paid_at" | "amount" | "-amount"

/** `GET /admin/payby/orders`. Several values of a filter are repeated: `status[]=CREATED&status[]=FAILURE`. */
export interface AdminPayByOrdersQuery extends AdminPayByPageQuery {
  /** Any number, whole: merchant order, PayBy order, refund, cart, order, display number, session, payment. */
  readonly q?: string
  /** The PayBy orders of one of Medusa's orders. */
  readonly order_id?: string
  /** PayBy's word; `NONE`: it has not spoken. */
  readonly status?: readonly (AdminPayByOrderStatus | "NONE")[]
  readonly intent?: readonly AdminPayByIntent[]
  readonly scene?: readonly string[]
  /** true: only what needs a person. */
  readonly attention?: boolean
  readonly created_at?: AdminPayByInstantRange
  readonly paid_at?: AdminPayByInstantRange
  /** `-created_at` unless given. */
  readonly sort?: AdminPayByOrderSort
}

/** As Medusa writes ranges: `created_at[$gte]=…`. */
export interface AdminPayByInstantRange {
  readonly $gte?: Instant
  readonly $gt?: Instant
  readonly $lte?: Instant
  readonly $lt?: Instant
}

/** `GET /admin/payby/orders` */
export interface AdminPayByOrdersResponse extends AdminPayByPage {
  readonly orders: readonly AdminPayByOrderSummary[]
}

/** `GET /admin/payby/orders/:no` */
export interface AdminPayByOrderResponse {
  readonly order: AdminPayByOrder
}
