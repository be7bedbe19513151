import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { counted } from "./page"
import type { Page, PageTerms } from "./page"

/** Something a person should look at. */
export interface Matter {
  readonly kind: "order" | "refund" | "notification"
  /** The order's or the refund's number, or the notification's id. */
  readonly id: string
  readonly merchantOrderNo: string | null
  readonly reason: string
  readonly since: Date
}

interface MatterRow {
  kind: Matter["kind"]
  id: string
  merchant_order_no: string | null
  reason: string
  since: Date | string
}

/** What needs a person: few rows of large tables, each found by a partial index of its own. */
export class AttentionList {
  constructor(private readonly pg: Knex) {}

  /**
   * The oldest first.
   *
   * @param unsettledSince what was paid before this and is no order of Medusa's yet counts, too
   */
  async page(unsettledSince: Date, terms: PageTerms): Promise<Page<Matter>> {
    const all = () => this.pg.from<MatterRow>(this.matters(unsettledSince).as("matters"))
    const [rows, count] = await Promise.all([
      all()
        .select<MatterRow[]>("*")
        .orderBy([{ column: "since" }, { column: "id" }])
        .limit(terms.limit)
        .offset(terms.offset),
      counted(this.pg, all().select("*")),
    ])
    return { rows: rows.map(matterOf), ...count }
  }

  private matters(unsettledSince: Date): Knex.QueryBuilder {
    const columns = (kind: string, id: string, reason: string, since: string) =>
      this.pg.raw(
        `? AS kind, ${id} AS id, merchant_order_no, ${reason} AS reason, ${since} AS since`,
        [kind],
      )
    return this.pg("payby_order")
      .select(
        columns("order", "merchant_order_no", "attention", "COALESCE(attention_at, updated_at)"),
      )
      .whereNotNull("attention")
      .whereNull("deleted_at")
      .unionAll([
        // Such an order is due, or has a schedule: that index holds few rows.
        this.pg("payby_order")
          .select(columns("order", "merchant_order_no", "'paid-without-order'", "paid_at"))
          .whereNotNull("next_look_at")
          .whereNull("attention")
          .whereNull("finished_at")
          .whereNot("intent", "return")
          .whereIn("status", ["PAID_SUCCESS", "SETTLED"])
          .where("paid_at", "<", unsettledSince)
          .whereNull("deleted_at"),
        this.pg("payby_refund")
          .select(
            columns(
              "refund",
              "refund_merchant_order_no",
              "attention",
              "COALESCE(status_at, requested_at)",
            ),
          )
          .whereNotNull("attention")
          .whereNull("deleted_at"),
        this.pg("payby_notification")
          .select(columns("notification", "id", "outcome", "received_at"))
          .whereRaw("outcome IN ('poison', 'unknown-order')")
          .whereNull("acknowledged_at")
          .whereNull("deleted_at"),
      ])
  }
}

function matterOf(row: MatterRow): Matter {
  return {
    kind: row.kind,
    id: row.id,
    merchantOrderNo: row.merchant_order_no,
    reason: row.reason,
    since: new Date(row.since),
  }
}
