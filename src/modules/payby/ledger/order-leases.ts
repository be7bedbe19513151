import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MerchantOrderNo } from "../../../gateway"
import { free, leaseColumns, leaseEnd } from "./lease"
import type { LeaseTerms } from "./lease"
import { orderOf } from "./order"
import type { OrderRow, PayByOrder } from "./order"
import { OrderRows } from "./order-rows"

/** A row taken to be worked on; it is nobody else's until the lease ends. */
export interface Lease {
  readonly order: PayByOrder
  readonly owner: string
}

/** Who works on which order: any number of instances share the work, and a crashed one is relieved. */
export class OrderLeases {
  private readonly rows: OrderRows

  constructor(private readonly pg: Knex) {
    this.rows = new OrderRows(pg)
  }

  /**
   * Takes one row to work on; null when another worker has it. `next_look_at` becomes the lease's end:
   * a crashed worker is relieved then, and a wake-up that comes meanwhile shows.
   */
  async take(no: MerchantOrderNo, terms: LeaseTerms): Promise<Lease | null> {
    const order = await this.rows.change(no, leaseColumns(terms), free(terms.at), terms.at)
    return order === null ? null : { order, owner: terms.owner }
  }

  /**
   * Takes up to `limit` due rows that nobody works on, the longest overdue first. `onlyPaid` leaves
   * out what cannot go on without a call to PayBy.
   */
  async takeDue(limit: number, terms: LeaseTerms, onlyPaid = false): Promise<Lease[]> {
    const due = this.pg("payby_order")
      .select("id")
      .where("next_look_at", "<=", terms.at)
      .whereNull("deleted_at")
      .where(free(terms.at))
      .modify((q) => {
        if (!onlyPaid) return
        void q.whereIn("status", ["PAID_SUCCESS", "SETTLED"]).whereNot("intent", "return")
      })
      .orderBy("next_look_at", "asc")
      .limit(limit)
      .forUpdate()
      .skipLocked()
    // A materialised CTE: as a plain subquery Postgres may evaluate it again and lock more than the limit.
    const rows: OrderRow[] = await this.pg
      .withMaterialized("due", due)
      .from("payby_order")
      .whereIn("id", this.pg.select("id").from("due"))
      .update(leaseColumns(terms))
      .returning("*")
    return rows.map((row) => ({ order: orderOf(row), owner: terms.owner }))
  }

  /** Still at work: the lease goes on. False when it was lost to another worker. */
  async renew(lease: Lease, terms: LeaseTerms): Promise<boolean> {
    const until = leaseEnd(terms)
    const renewed = await this.rows
      .table()
      .where({ merchant_order_no: lease.order.merchantOrderNo, lease_owner: lease.owner })
      .update({
        lease_until: until,
        next_look_at: this.pg.raw(
          "CASE WHEN next_look_at = lease_until THEN ?::timestamptz ELSE next_look_at END",
          [until],
        ),
      })
    return renewed > 0
  }

  /** Gives the row back to everybody, to be looked at again then. A wake-up that came meanwhile stays. */
  async putBack(lease: Lease, lookAgainAt: Date | null, now: Date): Promise<void> {
    const nextLook = this.pg.raw(
      `CASE WHEN finished_at IS NULL AND next_look_at IS DISTINCT FROM lease_until
            THEN LEAST(next_look_at, :lookAgainAt::timestamptz)
            ELSE :lookAgainAt::timestamptz END`,
      { lookAgainAt },
    )
    await this.rows
      .table()
      .where({ merchant_order_no: lease.order.merchantOrderNo, lease_owner: lease.owner })
      .update({ lease_owner: null, lease_until: null, next_look_at: nextLook, updated_at: now })
  }
}
