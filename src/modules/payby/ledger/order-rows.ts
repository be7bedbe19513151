import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MerchantOrderNo } from "../../../gateway"
import { orderOf } from "./order"
import type { OrderRow, PayByOrder } from "./order"

/** Narrows a change to rows that are still as it assumes; otherwise nothing is changed. */
export type Narrow = (q: Knex.QueryBuilder) => void

/** The table, and the one statement most changes are: a row, its condition, its new values. */
export class OrderRows {
  constructor(readonly pg: Knex) {}

  table() {
    return this.pg<OrderRow>("payby_order")
  }

  async find(no: string): Promise<PayByOrder | null> {
    const row = await this.table().where({ merchant_order_no: no }).first()
    return row === undefined ? null : orderOf(row)
  }

  /** Changes the row and gives it as it is then; null when the condition did not hold. */
  async change(
    no: MerchantOrderNo,
    values: Record<string, unknown>,
    narrow: Narrow,
    now: Date,
  ): Promise<PayByOrder | null> {
    const rows: OrderRow[] = await this.table()
      .where({ merchant_order_no: no })
      .modify((q) => narrow(q))
      .update({ ...values, updated_at: now })
      .returning("*")
    return rows[0] === undefined ? null : orderOf(rows[0])
  }

  /** Nothing is left to do, so nothing keeps failing or waits any more; what else asks for a person stays. */
  ended(now: Date) {
    return {
      finished_at: this.pg.raw("COALESCE(finished_at, ?)", [now]),
      next_look_at: null,
      attempts: 0,
      attention: this.pg.raw(
        `CASE WHEN attention LIKE '%-keeps-failing' OR attention = 'paid-without-order'
              THEN NULL ELSE attention END`,
      ),
    }
  }
}

/** For changes that hold whatever the row says. */
export const always: Narrow = () => undefined
