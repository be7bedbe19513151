import { aed, decimalText, merchantOrderNo } from "../../../gateway"
import type { MerchantOrderNo, Money, OrderStatus } from "../../../gateway"
import type { ChargebackFacts, PaymentFacts } from "../payment-facts"

/** What we want of an order. It moves to the right only; settling ends the matter. */
export type Intent = "collect" | "close" | "return"

/** Why we no longer want to collect, or want to give back; shown to staff as it is. */
export type IntentReason =
  | "superseded" // the shopper asked for other terms
  | "abandoned" // no session wants it any more
  | "expired"
  | "unresolved" // PayBy never confirmed it, or nobody was ever given its link
  | "unpaid-too-long" // only where the policy says so
  | "failed" // PayBy closed it
  | "refused" // PayBy never opened it
  | "refunded" // the whole amount was refunded through Medusa
  | "collection-paid" // another payment of the same collection came first
  | "nothing-to-pay" // cart and amount no longer wait for it
  | "not-completed" // the cart could not be turned into an order
  | "order-cancelled"
  | "given-up" // the shopper said so
  | "by-staff" // somebody did it by hand; the time line says who

/** Why a person should look. Each has an entry in the operating guide. */
export type Attention =
  | "amount-differs"
  | "merchant-differs"
  | "unknown-status"
  | "status-went-back"
  | "order-vanished"
  | "cancel-keeps-failing"
  | "query-keeps-failing"
  | "return-keeps-failing"
  | "work-keeps-failing"
  | "paid-without-order" // for longer than a settlement may take
  | "medusa-disagrees"
  | "refund-refused"
  | "refund-failed"
  | "refund-unresolved"
  | "account-not-set-up"
  | "scene-not-granted"
  | "charged-back"

/** The last call about an order that PayBy did not answer as hoped. */
export interface Trouble {
  /** ISO 8601. */
  readonly at: string
  /** The kind of fault. */
  readonly kind: string
  readonly code: string | null
  /** What PayBy's support asks for. */
  readonly trace_code: string | null
}

/** Whose word the status is: PayBy's signed answer or its signed notification. */
export type StatusSource = "answer" | "notification"

/** One order at PayBy as our ledger knows it. Instants are UTC, money is AED to the fils. */
export interface PayByOrder {
  readonly id: string
  readonly merchantOrderNo: MerchantOrderNo
  readonly partnerId: string
  /** Who PayBy said is paid, in its first word about the order. */
  readonly payeeMid: string | null
  /** Medusa's id of our provider, as the merchant's configuration made it. */
  readonly providerId: string
  readonly collectionId: string
  readonly sessionId: string | null
  readonly capturedSessionId: string | null
  /** When that session was told so; the core records it a moment later. */
  readonly capturedAt: Date | null
  readonly amount: Money
  readonly scene: string
  /** The business parameters exactly as first sent, as JSON text. */
  readonly terms: string
  /** When placeOrder was last sent, or about to be. */
  readonly placedAt: Date
  readonly linkHandedOutAt: Date | null
  /** PayBy's link as it was last handed out. */
  readonly payUrl: string | null
  /** When PayBy first said that somebody has scanned its QR code. */
  readonly scannedAt: Date | null
  readonly paybyOrderNo: string | null
  /** PayBy's last verified word; null: it has not spoken yet. */
  readonly status: OrderStatus | null
  readonly statusAt: Date | null
  readonly statusSource: StatusSource | null
  /** When PayBy first said that it is paid. */
  readonly paidAt: Date | null
  /** When PayBy last said that it has no such order; null once it has one. */
  readonly absentAt: Date | null
  readonly revoked: boolean
  /** What PayBy told of the payment, by the names of {@link PaymentFacts}; null: nothing yet. */
  readonly paymentInfo: PaymentFacts | null
  /** What PayBy told of chargebacks, the oldest first. */
  readonly chargebacks: readonly ChargebackFacts[]
  readonly intent: Intent
  readonly intentAt: Date
  readonly intentReason: IntentReason | null
  readonly settlement: "settling" | "settled" | null
  readonly settlingAt: Date | null
  readonly expiresAt: Date
  readonly releasedAt: Date | null
  readonly lookedAt: Date | null
  readonly attempts: number
  readonly nextLookAt: Date | null
  readonly attention: Attention | null
  readonly attentionAt: Date | null
  readonly trouble: Trouble | null
  readonly cancelNotedAt: Date | null
  readonly awaitedUntil: Date | null
  readonly revokeSentAt: Date | null
  readonly finishedAt: Date | null
  readonly createdAt: Date
}

type Instant = Date | string

/** The row as Postgres gives it. */
export interface OrderRow {
  id: string
  merchant_order_no: string
  partner_id: string
  payee_mid: string | null
  provider_id: string
  payment_collection_id: string
  session_id: string | null
  captured_session_id: string | null
  captured_at: Instant | null
  amount: string | number
  raw_amount: unknown
  currency_code: string
  scene: string
  terms: string
  placed_at: Instant
  link_handed_out_at: Instant | null
  pay_url: string | null
  scanned_at: Instant | null
  scan_asked_at: Instant | null
  payby_order_no: string | null
  status: OrderStatus | null
  status_at: Instant | null
  status_source: StatusSource | null
  paid_at: Instant | null
  absent_at: Instant | null
  revoked: boolean
  payment_info: PaymentFacts | null
  chargebacks: ChargebackFacts[] | null
  intent: Intent
  intent_at: Instant
  intent_reason: IntentReason | null
  settlement: "settling" | "settled" | null
  settling_at: Instant | null
  expires_at: Instant
  released_at: Instant | null
  looked_at: Instant | null
  attempts: number
  next_look_at: Instant | null
  lease_until: Instant | null
  lease_owner: string | null
  attention: Attention | null
  attention_at: Instant | null
  trouble: Trouble | null
  cancel_noted_at: Instant | null
  awaited_until: Instant | null
  revoke_sent_at: Instant | null
  finished_at: Instant | null
  created_at: Instant
  updated_at: Instant
  deleted_at: Instant | null
}

/** Reads a row. */
export function orderOf(row: OrderRow): PayByOrder {
  return {
    id: row.id,
    merchantOrderNo: merchantOrderNo(row.merchant_order_no),
    partnerId: row.partner_id,
    payeeMid: row.payee_mid,
    providerId: row.provider_id,
    collectionId: row.payment_collection_id,
    sessionId: row.session_id,
    capturedSessionId: row.captured_session_id,
    capturedAt: instant(row.captured_at),
    amount: aed(String(row.amount)),
    scene: row.scene,
    terms: row.terms,
    placedAt: new Date(row.placed_at),
    linkHandedOutAt: instant(row.link_handed_out_at),
    payUrl: row.pay_url,
    scannedAt: instant(row.scanned_at),
    paybyOrderNo: row.payby_order_no,
    status: row.status,
    statusAt: instant(row.status_at),
    statusSource: row.status_source,
    paidAt: instant(row.paid_at),
    absentAt: instant(row.absent_at),
    revoked: row.revoked,
    paymentInfo: row.payment_info,
    chargebacks: row.chargebacks ?? [],
    intent: row.intent,
    intentAt: new Date(row.intent_at),
    intentReason: row.intent_reason,
    settlement: row.settlement,
    settlingAt: instant(row.settling_at),
    expiresAt: new Date(row.expires_at),
    releasedAt: instant(row.released_at),
    lookedAt: instant(row.looked_at),
    attempts: row.attempts,
    nextLookAt: instant(row.next_look_at),
    attention: row.attention,
    attentionAt: instant(row.attention_at),
    trouble: row.trouble,
    cancelNotedAt: instant(row.cancel_noted_at),
    awaitedUntil: instant(row.awaited_until),
    revokeSentAt: instant(row.revoke_sent_at),
    finishedAt: instant(row.finished_at),
    createdAt: new Date(row.created_at),
  }
}

/** Money as Medusa's big-number columns hold it: the number, and its exact text beside it. */
export function moneyColumns(amount: Money): {
  amount: string
  raw_amount: string
  currency_code: string
} {
  const value = decimalText(amount)
  return {
    amount: value,
    raw_amount: JSON.stringify({ value, precision: 20 }),
    currency_code: amount.currency,
  }
}

/** A nullable timestamp column as a date. */
export function instant(value: Instant | null): Date | null {
  return value === null ? null : new Date(value)
}
