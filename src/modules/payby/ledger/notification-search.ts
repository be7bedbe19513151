import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { NotificationKind } from "./notifications"
import { instant } from "./order"
import { counted } from "./page"
import type { Page, PageTerms } from "./page"

/** How a stored notification stands. `poison`: it failed so often that it waits for a person. */
export type NotificationState = "waiting" | "done" | "unknown_order" | "poison"

/** A stored notification as people see it: without its bytes, which may name the payer. */
export interface NotificationFacts {
  readonly id: string
  readonly notifyId: string
  readonly kind: NotificationKind
  readonly state: NotificationState
  readonly outcome: string | null
  readonly merchantOrderNo: string | null
  readonly receivedAt: Date
  readonly processedAt: Date | null
  readonly attempts: number
  readonly nextAttemptAt: Date | null
  readonly acknowledgedAt: Date | null
}

/** Which notifications are wanted. */
export interface NotificationFilter {
  readonly states?: readonly NotificationState[]
  readonly kinds?: readonly NotificationKind[]
  /** An order's number, or PayBy's number of the notification. */
  readonly number?: string
}

type Instant = Date | string

interface FactsRow {
  id: string
  notify_id: string
  kind: NotificationKind
  merchant_order_no: string | null
  received_at: Instant
  processed_at: Instant | null
  outcome: string | null
  attempts: number
  next_attempt_at: Instant | null
  acknowledged_at: Instant | null
}

const COLUMNS = [
  "id",
  "notify_id",
  "kind",
  "merchant_order_no",
  "received_at",
  "processed_at",
  "outcome",
  "attempts",
  "next_attempt_at",
  "acknowledged_at",
]

/** More of one order's are not shown. PayBy repeats a notification seven times. */
const OF_ONE_ORDER = 100

/** Finds stored notifications for people, the newest first. */
export class NotificationSearch {
  constructor(private readonly pg: Knex) {}

  async page(filter: NotificationFilter, terms: PageTerms): Promise<Page<NotificationFacts>> {
    const [rows, count] = await Promise.all([
      this.fitting(filter).orderBy("received_at", "desc").limit(terms.limit).offset(terms.offset),
      counted(this.pg, this.fitting(filter)),
    ])
    return { rows: rows.map(factsOf), ...count }
  }

  /** Those about one order, the oldest first. */
  async ofOrder(merchantOrderNo: string): Promise<NotificationFacts[]> {
    const rows = await this.fitting({ number: merchantOrderNo })
      .orderBy("received_at", "asc")
      .limit(OF_ONE_ORDER)
    return rows.map(factsOf)
  }

  async find(id: string): Promise<NotificationFacts | null> {
    const [row] = await this.fitting({}).where({ id })
    return row === undefined ? null : factsOf(row)
  }

  private fitting(filter: NotificationFilter): Knex.QueryBuilder<FactsRow, FactsRow[]> {
    const { states, kinds, number } = filter
    return this.pg<FactsRow>("payby_notification")
      .select<FactsRow[]>(COLUMNS)
      .whereNull("deleted_at")
      .modify((q) => {
        if (kinds !== undefined) void q.whereIn("kind", [...kinds])
        if (states !== undefined) void q.where(anyOf(states))
        if (number === undefined) return
        const by = (column: string) =>
          this.pg("payby_notification").select("id").where(column, number)
        void q.whereIn("id", by("merchant_order_no").unionAll([by("notify_id")]))
      })
  }
}

function anyOf(states: readonly NotificationState[]): (q: Knex.QueryBuilder) => void {
  return (q) => {
    for (const state of states) void q.orWhere(CONDITIONS[state])
  }
}

const CONDITIONS: Readonly<Record<NotificationState, (q: Knex.QueryBuilder) => void>> = {
  waiting: (q) => void q.whereNull("processed_at").whereNotNull("next_attempt_at"),
  done: (q) => void q.whereNotNull("processed_at").whereNot("outcome", "unknown-order"),
  unknown_order: (q) => void q.where({ outcome: "unknown-order" }),
  poison: (q) => void q.where({ outcome: "poison" }),
}

function factsOf(row: FactsRow): NotificationFacts {
  return {
    id: row.id,
    notifyId: row.notify_id,
    kind: row.kind,
    state: stateOf(row),
    outcome: row.outcome,
    merchantOrderNo: row.merchant_order_no,
    receivedAt: new Date(row.received_at),
    processedAt: instant(row.processed_at),
    attempts: row.attempts,
    nextAttemptAt: instant(row.next_attempt_at),
    acknowledgedAt: instant(row.acknowledged_at),
  }
}

function stateOf(row: FactsRow): NotificationState {
  if (row.outcome === "poison") return "poison"
  if (row.outcome === "unknown-order") return "unknown_order"
  return row.processed_at === null ? "waiting" : "done"
}
