import { z } from "@medusajs/framework/zod"
import { aed, add, fils, merchantOrderNo } from "../../../gateway"
import type { MerchantOrderNo, Money, RefundOrderNo, RefundStatus } from "../../../gateway"
import { instant } from "./order"

/** `REFUSED` is ours: it never began. Null: its outcome is unknown. */
export type RefundWord = RefundStatus | "REFUSED"

/** One refund at PayBy as our ledger knows it. Instants are UTC, money is AED to the fils. */
export interface PayByRefund {
  readonly refundNo: RefundOrderNo
  readonly merchantOrderNo: MerchantOrderNo
  readonly ordinal: number
  /** What is sent to PayBy. */
  readonly amount: Money
  /** What Medusa asked for, as decimal text with all its decimals. */
  readonly asked: string
  /** The business parameters exactly as first sent, as JSON text. */
  readonly terms: string
  /** Medusa's refund row that stands for it. */
  readonly medusaRefundId: string | null
  /** Since when Medusa should have such a row and has none. */
  readonly unrecordedAt: Date | null
  /** When somebody was told that its outcome is unknown, and has not come back since. */
  readonly toldUnknownAt: Date | null
  readonly status: RefundWord | null
  readonly statusAt: Date | null
  /** PayBy's own number of the refund, once it has told it. */
  readonly paybyOrderNo: string | null
  /** How much of its fee PayBy gave back, as decimal text in dirhams. */
  readonly feeRefunded: string | null
  /** What PayBy was told, where Medusa gave it: why, and the name of the member of staff. */
  readonly reason: string | null
  readonly operatorName: string | null
  readonly failCode: string | null
  readonly failDes: string | null
  readonly requestedAt: Date
  /** Until when it belongs to the request that is sending it. */
  readonly sendingUntil: Date | null
  /** When a sending without a known outcome last began; null: every sending was answered. */
  readonly unclearAt: Date | null
  readonly retryOf: RefundOrderNo | null
  readonly attempts: number
  readonly attention: string | null
}

type Instant = Date | string

/** The row as Postgres gives it. */
export interface RefundRow {
  id: string
  refund_merchant_order_no: RefundOrderNo
  merchant_order_no: string
  ordinal: number
  amount: string | number
  raw_amount: unknown
  currency_code: string
  asked: string
  terms: string
  medusa_refund_id: string | null
  unrecorded_at: Instant | null
  told_unknown_at: Instant | null
  status: RefundWord | null
  status_at: Instant | null
  payby_order_no: string | null
  fee_refunded: string | null
  fail_code: string | null
  fail_des: string | null
  requested_at: Instant
  sending_until: Instant | null
  unclear_at: Instant | null
  recording_until: Instant | null
  retry_of: RefundOrderNo | null
  attempts: number
  next_look_at: Instant | null
  attention: string | null
  created_at: Instant
  updated_at: Instant
  deleted_at: Instant | null
}

/** Reads a row. */
export function refundOf(row: RefundRow): PayByRefund {
  return {
    refundNo: row.refund_merchant_order_no,
    merchantOrderNo: merchantOrderNo(row.merchant_order_no),
    ordinal: row.ordinal,
    amount: aed(String(row.amount)),
    asked: row.asked,
    terms: row.terms,
    medusaRefundId: row.medusa_refund_id,
    unrecordedAt: instant(row.unrecorded_at),
    toldUnknownAt: instant(row.told_unknown_at),
    status: row.status,
    statusAt: instant(row.status_at),
    paybyOrderNo: row.payby_order_no,
    feeRefunded: row.fee_refunded,
    ...wordsIn(row.terms),
    failCode: row.fail_code,
    failDes: row.fail_des,
    requestedAt: new Date(row.requested_at),
    sendingUntil: instant(row.sending_until),
    unclearAt: instant(row.unclear_at),
    retryOf: row.retry_of,
    attempts: row.attempts,
    attention: row.attention,
  }
}

const termsShape = z.object({ reason: z.string().nullish(), operatorName: z.string().nullish() })

/** What PayBy was told about a refund in words. */
function wordsIn(terms: string): Pick<PayByRefund, "reason" | "operatorName"> {
  const { reason = null, operatorName = null } = termsShape.parse(JSON.parse(terms))
  return { reason, operatorName }
}

/** No money goes back by this refund: it failed, or never began. */
export function cameToNothing(refund: Pick<PayByRefund, "status">): boolean {
  return refund.status === "FAILURE" || refund.status === "REFUSED"
}

/** PayBy has it, and it has not arrived yet. */
export function isUnderWay(refund: Pick<PayByRefund, "status">): boolean {
  return refund.status === "CREATED" || refund.status === "REFUNDED_SETTLED"
}

/** A live request is sending it and has not reported yet: nobody else may conclude anything. */
export function isBeingSent(refund: Pick<PayByRefund, "sendingUntil">, now: Date): boolean {
  return refund.sendingUntil !== null && refund.sendingUntil > now
}

/** Its sender never reported: the process died, or took longer than anybody waits. */
export function isAbandoned(refund: Pick<PayByRefund, "sendingUntil">, now: Date): boolean {
  return refund.sendingUntil !== null && refund.sendingUntil <= now
}

/** As {@link isAbandoned}, and it was Medusa that asked: somebody there knows nothing. */
export function isForgotten(
  refund: Pick<PayByRefund, "sendingUntil" | "medusaRefundId">,
  now: Date,
): boolean {
  return refund.medusaRefundId !== null && isAbandoned(refund, now)
}

/** What was given back or is on its way, unknown outcomes included. */
export function givenBack(refunds: readonly Pick<PayByRefund, "status" | "amount">[]): Money {
  return refunds
    .filter((refund) => !cameToNothing(refund))
    .reduce((sum, refund) => add(sum, refund.amount), fils(0))
}
