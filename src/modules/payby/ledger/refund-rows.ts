import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { refundOrderNo, refundTerms, toWire } from "../../../gateway"
import type { MerchantOrderNo, Money, RefundOrderNo } from "../../../gateway"
import { moneyColumns } from "./order"
import type { OrderRow } from "./order"
import { refundOf } from "./refund"
import type { PayByRefund, RefundRow } from "./refund"

/** What PayBy is told about a refund, besides numbers and amount. */
export interface RefundWords {
  readonly notifyUrl?: string
  readonly reason?: string
  readonly operatorName?: string
}

/** A row that is about to be sent by whoever writes it. */
export interface UnsentRefund {
  readonly amount: Money
  readonly asked: string
  readonly words: RefundWords
  readonly medusaRefundId: string | null
  readonly unrecordedAt?: Date
  readonly toldUnknownAt?: Date | null
  readonly retryOf?: RefundOrderNo | null
  readonly now: Date
  readonly sendingUntil: Date
}

/** Locks an order's row: everything that decides about its refunds does this first, so none overtakes another. */
export async function lockedOrder(trx: Knex, no: MerchantOrderNo): Promise<OrderRow> {
  const order = await trx<OrderRow>("payby_order")
    .where({ merchant_order_no: no })
    .forUpdate()
    .first()
  if (order === undefined) throw new Error(`the ledger has no order ${no}`)
  return order
}

/** All refunds of an order, the oldest first. */
export async function refundsOf(pg: Knex, no: MerchantOrderNo): Promise<PayByRefund[]> {
  const rows: RefundRow[] = await pg<RefundRow>("payby_refund")
    .where({ merchant_order_no: no })
    .orderBy("ordinal", "asc")
  return rows.map(refundOf)
}

/**
 * Writes a refund before it is sent, under the next number of its order.
 *
 * @throws MalformedTerms before anything is written: no row can exist that could not be sent
 */
export async function insertRefund(
  trx: Knex,
  no: MerchantOrderNo,
  siblings: readonly PayByRefund[],
  refund: UnsentRefund,
): Promise<PayByRefund> {
  const ordinal = Math.max(0, ...siblings.map((sibling) => sibling.ordinal)) + 1
  const terms = refundTerms({
    refundMerchantOrderNo: refundOrderNo(no, ordinal),
    originMerchantOrderNo: no,
    amount: toWire(refund.amount),
    ...refund.words,
  })
  const [row] = await trx<RefundRow>("payby_refund")
    .insert({
      id: generateEntityId(undefined, "pbrefund"),
      refund_merchant_order_no: terms.refundMerchantOrderNo,
      merchant_order_no: no,
      ordinal,
      ...moneyColumns(refund.amount),
      asked: refund.asked,
      terms: JSON.stringify(terms),
      medusa_refund_id: refund.medusaRefundId,
      unrecorded_at: refund.unrecordedAt ?? null,
      told_unknown_at: refund.toldUnknownAt ?? null,
      retry_of: refund.retryOf ?? null,
      requested_at: refund.now,
      sending_until: refund.sendingUntil,
      unclear_at: refund.now,
      next_look_at: refund.sendingUntil,
      created_at: refund.now,
      updated_at: refund.now,
    })
    .returning("*")
  if (row === undefined) throw new Error("the refund's row was not written")
  return refundOf(row)
}

/** Changes a refund's row, which is known to exist. */
export async function changeRefund(
  trx: Knex,
  no: RefundOrderNo,
  values: Partial<RefundRow>,
): Promise<PayByRefund> {
  const rows: RefundRow[] = await trx<RefundRow>("payby_refund")
    .where({ refund_merchant_order_no: no })
    .update(values)
    .returning("*")
  if (rows[0] === undefined) throw new Error(`the ledger has no refund ${no}`)
  return refundOf(rows[0])
}

/** Nothing of the payment is to be kept any more. */
export async function wantReturn(trx: Knex, order: OrderRow, now: Date): Promise<void> {
  await trx<OrderRow>("payby_order").where({ id: order.id }).whereNot("intent", "return").update({
    intent: "return",
    intent_at: now,
    intent_reason: "refunded",
    attempts: 0,
    finished_at: null,
    next_look_at: now,
    updated_at: now,
  })
}

/** Money that was thought to be back is not: an order that is to be given back is not over. */
export async function reopen(trx: Knex, order: OrderRow, now: Date): Promise<void> {
  await trx<OrderRow>("payby_order")
    .where({ id: order.id, intent: "return" })
    .update({ finished_at: null, next_look_at: now, updated_at: now })
}
