import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MerchantOrderNo } from "../../../gateway"
import { orderOf } from "./order"
import type { PayByOrder } from "./order"
import { OrderRows } from "./order-rows"

/** What a shopper in front of a screen reads and changes of an order's row. */
export class OrderShoppers {
  private readonly rows: OrderRows

  constructor(pg: Knex) {
    this.rows = new OrderRows(pg)
  }

  /** The order that a payment session asked for last; null when the session has none any more. */
  async ofSession(sessionId: string): Promise<PayByOrder | null> {
    const row = await this.rows
      .table()
      .where({ session_id: sessionId, deleted_at: null })
      .orderBy("created_at", "desc")
      .first()
    return row === undefined ? null : orderOf(row)
  }

  /** The orders with these numbers, as they stand. */
  async withNumbers(numbers: readonly MerchantOrderNo[]): Promise<PayByOrder[]> {
    const rows = await this.rows.table().whereIn("merchant_order_no", [...numbers])
    return rows.map(orderOf)
  }

  /**
   * A shopper waits, until then at least. Writes nothing while the row says so anyway until `renewAt`:
   * pages ask every few seconds, and each write wakes the job.
   */
  async waiting(no: MerchantOrderNo, now: Date, until: Date, renewAt: Date): Promise<void> {
    await this.rows.change(
      no,
      { awaited_until: until, next_look_at: now },
      (q) =>
        void q
          .whereNull("finished_at")
          .where((w) => void w.whereNull("awaited_until").orWhere("awaited_until", "<", renewAt)),
      now,
    )
  }

  /** The shopper no longer wants to pay. False when that comes too late: it is paid, or being closed. */
  async gaveUp(no: MerchantOrderNo, now: Date): Promise<boolean> {
    const order = await this.rows.change(
      no,
      {
        intent: "close",
        intent_at: now,
        intent_reason: "given-up",
        attempts: 0,
        finished_at: null,
        next_look_at: now,
      },
      (q) =>
        void q
          .where({ intent: "collect" })
          .whereNull("settlement")
          .where((w) => void w.whereNull("status").orWhere({ status: "CREATED" })),
      now,
    )
    return order !== null
  }

  /** Whether PayBy may be asked now if the code was scanned; true for one of all who ask since then. */
  async mayAskForScan(no: MerchantOrderNo, now: Date, since: Date): Promise<boolean> {
    const order = await this.rows.change(
      no,
      { scan_asked_at: now },
      (q) =>
        void q
          .whereNull("scanned_at")
          .where((w) => void w.whereNull("scan_asked_at").orWhere("scan_asked_at", "<", since)),
      now,
    )
    return order !== null
  }

  /** PayBy says that somebody has scanned the code. */
  async scanned(no: MerchantOrderNo, now: Date): Promise<void> {
    await this.rows.change(no, { scanned_at: now }, (q) => void q.whereNull("scanned_at"), now)
  }
}
