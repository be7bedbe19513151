import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { orderOf } from "./order"
import type { Intent, OrderRow, PayByOrder } from "./order"
import { counted } from "./page"
import type { Page, PageTerms } from "./page"

/** A range of instants; each end is optional. */
export interface InstantRange {
  readonly $gte?: Date
  readonly $gt?: Date
  readonly $lte?: Date
  readonly $lt?: Date
}

/** What an order may be found by: any of these. */
export interface OrderNumbers {
  /** Merchant order numbers, PayBy's order numbers, or session ids. */
  readonly numbers: readonly string[]
  readonly collectionIds: readonly string[]
}

/** Which orders are wanted: all conditions together. */
export interface OrderFilter {
  readonly found?: OrderNumbers
  /** PayBy's words; null: it has not spoken. */
  readonly status?: readonly (string | null)[]
  readonly intent?: readonly Intent[]
  readonly scene?: readonly string[]
  /** Only what needs a person. */
  readonly attention?: boolean
  readonly createdAt?: InstantRange
  readonly paidAt?: InstantRange
}

export type OrderSortColumn = "created_at" | "paid_at" | "amount"

/** By which column, and from which end. */
export interface OrderSort {
  readonly column: OrderSortColumn
  readonly descending: boolean
}

/** Finds orders for people. Every order of the rows has an index of its own, so that a page costs a page. */
export class OrderSearch {
  constructor(private readonly pg: Knex) {}

  /** A page of the orders that fit, and how many there are, as far as anybody counts. */
  async page(filter: OrderFilter, sort: OrderSort, terms: PageTerms): Promise<Page<PayByOrder>> {
    const fitting = () => this.fitting(filter, sort)
    const direction = sort.descending ? "desc" : "asc"
    const [rows, count] = await Promise.all([
      fitting()
        .orderBy([
          { column: sort.column, order: direction },
          { column: "id", order: direction },
        ])
        .limit(terms.limit)
        .offset(terms.offset),
      counted(this.pg, fitting()),
    ])
    return { rows: rows.map(orderOf), ...count }
  }

  private fitting(filter: OrderFilter, sort: OrderSort): Knex.QueryBuilder<OrderRow, OrderRow[]> {
    const { found, status, intent, scene, attention } = filter
    return this.pg<OrderRow>("payby_order")
      .select("*")
      .whereNull("deleted_at")
      .modify((q) => {
        if (found !== undefined) void q.whereIn("id", this.idsOf(found))
        if (status !== undefined) void q.where(statusIs(status))
        if (intent !== undefined) void q.whereIn("intent", [...intent])
        if (scene !== undefined) void q.whereIn("scene", [...scene])
        if (attention === true) void q.whereNotNull("attention")
        if (attention === false) void q.whereNull("attention")
        within(q, "created_at", filter.createdAt)
        within(q, "paid_at", filter.paidAt)
        // Unpaid orders have no place in an order by the time of payment.
        if (sort.column === "paid_at") void q.whereNotNull("paid_at")
      })
  }

  /** Each way of being found goes by its own index; an OR over them would tempt the planner to read the table. */
  private idsOf({ numbers, collectionIds }: OrderNumbers): Knex.QueryBuilder {
    const by = (column: string, values: readonly string[]) =>
      this.pg("payby_order")
        .select("id")
        .whereIn(column, [...values])
        .whereNull("deleted_at")
    return by("merchant_order_no", numbers).unionAll([
      by("payby_order_no", numbers).whereNotNull("payby_order_no"),
      by("session_id", numbers).whereNotNull("session_id"),
      by("payment_collection_id", collectionIds),
    ])
  }
}

function statusIs(status: readonly (string | null)[]): (q: Knex.QueryBuilder) => void {
  const words = status.filter((word) => word !== null)
  return (q) => {
    void q.whereIn("status", words)
    if (status.includes(null)) void q.orWhereNull("status")
  }
}

function within(q: Knex.QueryBuilder, column: string, range: InstantRange | undefined): void {
  if (range?.$gte !== undefined) void q.where(column, ">=", range.$gte)
  if (range?.$gt !== undefined) void q.where(column, ">", range.$gt)
  if (range?.$lte !== undefined) void q.where(column, "<=", range.$lte)
  if (range?.$lt !== undefined) void q.where(column, "<", range.$lt)
}
