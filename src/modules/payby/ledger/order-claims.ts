import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MerchantOrderNo } from "../../../gateway"
import type { OrderRow } from "./order"
import { always, OrderRows } from "./order-rows"
import { lockedOrder, refundsOf } from "./refund-rows"
import { isUniqueViolation } from "./unique-violation"

/** The claims by which money becomes true once, or goes back once: conditions in the statement itself. */
export class OrderClaims {
  private readonly rows: OrderRows

  constructor(private readonly pg: Knex) {
    this.rows = new OrderRows(pg)
  }

  /**
   * Claims the payment collection for this paid order. False when another payment of the collection
   * has it already, or when the order is to be given back: then this one must not be captured.
   */
  async claimSettlement(no: MerchantOrderNo, now: Date): Promise<boolean> {
    try {
      const claimed = await this.rows
        .table()
        .where({ merchant_order_no: no })
        .whereIn("status", ["PAID_SUCCESS", "SETTLED"])
        .whereIn("intent", ["collect", "close"])
        .update({
          settlement: this.pg.raw("COALESCE(settlement, 'settling')"),
          settling_at: this.pg.raw("COALESCE(settling_at, ?)", [now]),
          updated_at: now,
        })
      return claimed > 0
    } catch (error) {
      if (isUniqueViolation(error, "UQ_payby_order_settlement")) return false
      throw error
    }
  }

  /**
   * Answers "captured" for exactly one session per order: true for the session that has the claim.
   * `abandonedBy` names the session that may be relieved of it because it is gone without a Payment.
   */
  async claimCapture(
    no: MerchantOrderNo,
    sessionId: string,
    now: Date,
    abandonedBy: string | null = null,
  ): Promise<boolean> {
    const claimed = await this.rows
      .table()
      .where({ merchant_order_no: no })
      .whereNotNull("settlement")
      .whereNot("intent", "return")
      .where((q) => {
        void q.whereNull("captured_session_id").orWhere("captured_session_id", sessionId)
        if (abandonedBy !== null) void q.orWhere("captured_session_id", abandonedBy)
      })
      .update({
        captured_session_id: sessionId,
        captured_at: now,
        session_id: sessionId,
        updated_at: now,
      })
    return claimed > 0
  }

  /** Money and order agree, looked at just now: nothing is left to do but an audit now and then. */
  async settled(no: MerchantOrderNo, now: Date): Promise<boolean> {
    const order = await this.rows.change(
      no,
      { settlement: "settled", looked_at: now, ...this.rows.ended(now) },
      (q) => void q.whereNotNull("settlement").whereNot("intent", "return"),
      now,
    )
    return order !== null
  }

  /**
   * A revoke is about to be sent; from now on only asking tells whether the money is back. False when somebody
   * has asked for a refund of this order: a revoke beside it would pay twice.
   */
  async revokeSent(no: MerchantOrderNo, now: Date): Promise<boolean> {
    return this.pg.transaction(async (trx) => {
      // Locked first: a refund is written under the same lock, and only a later statement sees it.
      const order = await lockedOrder(trx, no)
      if (order.revoke_sent_at !== null) return true
      if ((await refundsOf(trx, no)).length > 0) return false
      await trx<OrderRow>("payby_order")
        .where({ id: order.id })
        .update({ revoke_sent_at: now, updated_at: now })
      return true
    })
  }

  /** The revoke certainly did not happen: money may go back another way. */
  async revokeDenied(no: MerchantOrderNo, now: Date): Promise<void> {
    await this.rows.change(no, { revoke_sent_at: null }, always, now)
  }
}
