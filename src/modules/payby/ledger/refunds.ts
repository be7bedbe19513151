import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { add, aed, compareMoney, fils, refundOrderNo, sameMoney, subtract } from "../../../gateway"
import type { MerchantOrderNo, Money, RefundOrderNo, RefundStatus } from "../../../gateway"
import { instant, moneyColumns } from "./order"
import type { OrderRow } from "./order"

/** `REFUSED` is ours: PayBy said no, signed, before the refund began. Null: its outcome is unknown. */
export type RefundWord = RefundStatus | "REFUSED"

/** One refund at PayBy as our ledger knows it. */
export interface PayByRefund {
  readonly refundNo: RefundOrderNo
  readonly merchantOrderNo: MerchantOrderNo
  readonly amount: Money
  readonly medusaRefundId: string | null
  readonly status: RefundWord | null
  readonly requestedAt: Date
  readonly statusAt: Date | null
}

/** What came of asking the ledger for a refund. */
export type RefundRequest =
  /** Send it: nothing of the kind was sent before. */
  | { kind: "new"; refund: PayByRefund }
  /** The same refund was sent before and its outcome is unknown: this is its repeat. */
  | { kind: "repeat"; refund: PayByRefund }
  /** Another refund's outcome is unknown and has to be found out first. */
  | { kind: "unresolved"; refund: PayByRefund }
  | { kind: "exceeds"; refundable: Money }

interface RefundRow {
  id: string
  refund_merchant_order_no: RefundOrderNo
  merchant_order_no: MerchantOrderNo
  ordinal: number
  amount: string | number
  raw_amount: unknown
  currency_code: string
  medusa_refund_id: string | null
  reason: string | null
  status: RefundWord | null
  status_at: Date | string | null
  fail_code: string | null
  requested_at: Date | string
  attempts: number
  next_look_at: Date | string | null
  created_at: Date | string
  updated_at: Date | string
}

const CAME_TO_NOTHING: readonly (RefundWord | null)[] = ["FAILURE", "REFUSED"]

/** The refunds' side of the ledger. */
export class RefundLedger {
  constructor(private readonly pg: Knex) {}

  async ofOrder(no: MerchantOrderNo): Promise<PayByRefund[]> {
    const rows = await this.table().where({ merchant_order_no: no }).orderBy("ordinal", "asc")
    return rows.map(refundOf)
  }

  async find(no: RefundOrderNo): Promise<PayByRefund | null> {
    const row = await this.table().where({ refund_merchant_order_no: no }).first()
    return row === undefined ? null : refundOf(row)
  }

  /**
   * Asks for a refund before PayBy is called. The order's row is locked meanwhile, so that the sum of
   * all refunds never exceeds what was taken. One that covers the rest moves the order's intent to
   * *return* in the same transaction: nothing may settle that payment again.
   */
  async request(
    no: MerchantOrderNo,
    amount: Money,
    medusaRefundId: string | null,
    reason: string | null,
    now: Date,
    lookAgainAt: Date,
  ): Promise<RefundRequest> {
    return this.pg.transaction(async (trx) => {
      const order = await trx<OrderRow>("payby_order")
        .where({ merchant_order_no: no })
        .forUpdate()
        .first()
      if (order === undefined) throw new Error(`the ledger has no order ${no}`)
      const rows = await trx<RefundRow>("payby_refund").where({ merchant_order_no: no })
      const refunds = rows.map(refundOf)

      const unresolved = refunds.find((refund) => refund.status === null)
      if (unresolved !== undefined && !sameMoney(unresolved.amount, amount)) {
        return { kind: "unresolved", refund: unresolved }
      }
      if (unresolved !== undefined) {
        await trx<RefundRow>("payby_refund")
          .where({ refund_merchant_order_no: unresolved.refundNo })
          .update({ medusa_refund_id: medusaRefundId, updated_at: now })
        return { kind: "repeat", refund: { ...unresolved, medusaRefundId } }
      }

      const refundable = subtract(aed(String(order.amount)), givenBack(refunds))
      if (compareMoney(amount, refundable) > 0) return { kind: "exceeds", refundable }
      const ordinal = Math.max(0, ...rows.map((row) => row.ordinal)) + 1
      const [row] = await trx<RefundRow>("payby_refund")
        .insert({
          id: generateEntityId(undefined, "pbrefund"),
          refund_merchant_order_no: refundOrderNo(no, ordinal),
          merchant_order_no: no,
          ordinal,
          ...moneyColumns(amount),
          medusa_refund_id: medusaRefundId,
          reason,
          requested_at: now,
          next_look_at: lookAgainAt,
          created_at: now,
          updated_at: now,
        })
        .returning("*")
      if (row === undefined) throw new Error("the refund's row was not written")
      if (sameMoney(amount, refundable)) {
        await trx<OrderRow>("payby_order")
          .where({ id: order.id })
          .whereNot("intent", "return")
          .update({
            intent: "return",
            intent_at: now,
            intent_reason: "refunded",
            attempts: 0,
            finished_at: null,
            next_look_at: now,
            updated_at: now,
          })
      }
      return { kind: "new", refund: refundOf(row) }
    })
  }

  /** Takes up to `limit` refunds that are due; moving `next_look_at` ahead is the lease. */
  async takeDue(limit: number, now: Date, retryAt: Date): Promise<PayByRefund[]> {
    const due = this.pg("payby_refund")
      .select("id")
      .where("next_look_at", "<=", now)
      .whereNull("deleted_at")
      .orderBy("next_look_at", "asc")
      .limit(limit)
      .forUpdate()
      .skipLocked()
    const rows: RefundRow[] = await this.pg
      .withMaterialized("due", due)
      .from("payby_refund")
      .whereIn("id", this.pg.select("id").from("due"))
      .update({ next_look_at: retryAt, updated_at: now })
      .returning("*")
    return rows.map(refundOf)
  }

  /** Writes down PayBy's word about a refund, or that it never began. */
  async hear(
    no: RefundOrderNo,
    status: RefundWord,
    failCode: string | null,
    now: Date,
    lookAgainAt: Date | null,
  ): Promise<void> {
    await this.table()
      .where({ refund_merchant_order_no: no })
      .where((q) => {
        // What has ended stays ended, whatever a late repeat says.
        void q.whereNull("status").orWhereNotIn("status", ["SUCCESS", "FAILURE", "REFUSED"])
      })
      .update({
        status,
        status_at: now,
        fail_code: failCode,
        next_look_at: lookAgainAt,
        updated_at: now,
      })
  }

  private table() {
    return this.pg<RefundRow>("payby_refund")
  }
}

/** What was given back or is on its way, unknown outcomes included. */
export function givenBack(refunds: readonly PayByRefund[]): Money {
  return refunds
    .filter((refund) => !CAME_TO_NOTHING.includes(refund.status))
    .reduce((sum, refund) => add(sum, refund.amount), fils(0))
}

function refundOf(row: RefundRow): PayByRefund {
  return {
    refundNo: row.refund_merchant_order_no,
    merchantOrderNo: row.merchant_order_no,
    amount: aed(String(row.amount)),
    medusaRefundId: row.medusa_refund_id,
    status: row.status,
    requestedAt: new Date(row.requested_at),
    statusAt: instant(row.status_at),
  }
}
