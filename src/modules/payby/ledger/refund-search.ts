import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { refundOf } from "./refund"
import type { PayByRefund, RefundRow } from "./refund"
import { counted } from "./page"
import type { Page, PageTerms } from "./page"

/** `open`: under way or of unknown outcome; `failed`: a person should see to it. */
export type RefundState = "open" | "failed" | "all"

/** Which refunds are wanted. */
export interface RefundFilter {
  readonly state: RefundState
  /** A refund's or an order's number. */
  readonly number?: string
}

/** Finds refunds for people, the newest first. */
export class RefundSearch {
  constructor(private readonly pg: Knex) {}

  async page(filter: RefundFilter, terms: PageTerms): Promise<Page<PayByRefund>> {
    const [rows, count] = await Promise.all([
      this.fitting(filter).orderBy("requested_at", "desc").limit(terms.limit).offset(terms.offset),
      counted(this.pg, this.fitting(filter)),
    ])
    return { rows: rows.map(refundOf), ...count }
  }

  private fitting({ state, number }: RefundFilter): Knex.QueryBuilder<RefundRow, RefundRow[]> {
    return this.pg<RefundRow>("payby_refund")
      .select("*")
      .whereNull("deleted_at")
      .modify((q) => {
        // In the index's own words: Postgres does not see that an equal condition is one.
        if (state === "open") {
          void q.whereRaw("(status IS NULL OR status IN ('CREATED', 'REFUNDED_SETTLED'))")
        }
        if (state === "failed") void q.whereNotNull("attention")
        if (number === undefined) return
        const by = (column: string) => this.pg("payby_refund").select("id").where(column, number)
        void q.whereIn("id", by("refund_merchant_order_no").unionAll([by("merchant_order_no")]))
      })
  }
}
