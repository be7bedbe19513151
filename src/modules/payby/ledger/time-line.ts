import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MerchantOrderNo } from "../../../gateway"

/** Whose doing, or whose word, something was. */
export type TimeLineSource =
  "shopper" | "notification" | "query" | "staff" | "job" | "medusa" | "payby"

/** One entry of an order's time line. */
export interface TimeLineEntry {
  readonly id: string
  readonly at: Date
  readonly event: string
  readonly source: TimeLineSource
  /** Words and numbers only. */
  readonly detail: Readonly<Record<string, string>>
  readonly actor: Actor | null
  readonly note: string | null
}

/** One of the staff, as they were called then. */
export interface Actor {
  readonly id: string
  readonly name: string | null
}

/** What one of the staff is about to do. */
export interface StaffDeed {
  readonly action: string
  readonly actor: Actor
  /** Null: it concerns no order of ours. */
  readonly merchantOrderNo: string | null
  /** What it is done to, where that is not the order itself. */
  readonly subject?: string
  readonly note: string | null
}

interface EventRow {
  id: string
  ordinal: number
  merchant_order_no: string | null
  at: Date | string
  event: string
  source: TimeLineSource
  detail: Record<string, string> | null
  actor_id: string | null
  actor_name: string | null
  note: string | null
}

/** More is shown of no order. The triggers stop earlier; staff and notifications may come on top. */
const SHOWN_AT_MOST = 500

/**
 * What happened to an order. What changes a row of the ledger is written by that table's trigger; only
 * what leaves no trace there is written here.
 */
export class TimeLine {
  constructor(private readonly pg: Knex) {}

  /** What happened to an order, the oldest first; 500 entries at most. */
  async ofOrder(no: MerchantOrderNo): Promise<TimeLineEntry[]> {
    const rows = await this.table()
      .where({ merchant_order_no: no })
      .orderBy("ordinal", "asc")
      .limit(SHOWN_AT_MOST)
    return rows.map(entryOf)
  }

  /** Writes down that staff begin something, so that a crash leaves a trace of it. Returns its id. */
  async begin(deed: StaffDeed, now: Date): Promise<string> {
    const id = generateEntityId(undefined, "pbevent")
    const subject = deed.subject === undefined ? {} : { subject: deed.subject }
    await this.table().insert({
      id,
      merchant_order_no: deed.merchantOrderNo,
      at: now,
      event: "staff",
      source: "staff",
      detail: this.pg.raw("?::jsonb", [
        JSON.stringify({ action: deed.action, outcome: "begun", ...subject }),
      ]),
      actor_id: deed.actor.id,
      actor_name: deed.actor.name,
      note: deed.note,
    })
    return id
  }

  /** Writes down how it ended. */
  async end(id: string, ending: Readonly<Record<string, string>>): Promise<void> {
    await this.table()
      .where({ id })
      .update({ detail: this.pg.raw("detail || ?::jsonb", [JSON.stringify(ending)]) })
  }

  private table() {
    return this.pg<EventRow>("payby_event")
  }
}

function entryOf(row: EventRow): TimeLineEntry {
  return {
    id: row.id,
    at: new Date(row.at),
    event: row.event,
    source: row.source,
    detail: row.detail ?? {},
    actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name },
    note: row.note,
  }
}
