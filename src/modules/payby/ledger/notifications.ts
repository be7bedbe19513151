import { createHash } from "node:crypto"
import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { instant } from "./order"
import { Together } from "./together"

/** What a notification is about, by the field that it carries; `void` is for points of sale. */
export type NotificationKind = "payment" | "refund" | "chargeback" | "void" | "other"

/** What became of a stored notification. */
export type NotificationOutcome =
  | "heard" // its word is in the ledger
  | "unknown-order" // signed by PayBy, but not about an order of ours
  | "nothing-to-do"

/** Why a person should look at a notification: there is no order that could carry the concern. */
export type NotificationConcern = "unknown-order" | "poison"

/** A notification whose signature held, as it came. */
export interface ReceivedNotification {
  notifyId: string
  kind: NotificationKind
  merchantOrderNo: string | null
  body: Buffer
  signature: string
}

/** A stored notification, taken to be processed. */
export interface StoredNotification {
  readonly id: string
  readonly kind: NotificationKind
  readonly merchantOrderNo: string | null
  readonly body: Buffer
  readonly signature: string
  readonly receivedAt: Date
  readonly processedAt: Date | null
  readonly attempts: number
}

interface NotificationRow {
  id: string
  body_hash: string
  notify_id: string
  kind: NotificationKind
  merchant_order_no: string | null
  body: string
  signature: string
  received_at: Date | string
  processed_at: Date | string | null
  outcome: string | null
  attempts: number
  next_attempt_at: Date | string | null
  acknowledged_at: Date | string | null
  created_at: Date | string
  updated_at: Date | string
}

/** One that is to be stored. */
interface Arrival {
  readonly received: ReceivedNotification
  readonly bodyHash: string
  readonly now: Date
}

interface StoredAs {
  readonly id: string
  readonly repeat: boolean
}

/** The inbox: what PayBy was told "SUCCESS" about is here first. */
export class NotificationInbox {
  /** Those that come at the same moment are one statement: most of what storing one costs is the statement. */
  private readonly storing = new Together((arrivals: readonly Arrival[]) => this.insert(arrivals))

  constructor(private readonly pg: Knex) {}

  /** Stores it once, whatever number of times it comes; gives its id, the first one's for a repeat. */
  async store(received: ReceivedNotification, now: Date): Promise<StoredAs> {
    const bodyHash = createHash("sha256").update(received.body).digest("hex")
    return this.storing.do({ received, bodyHash, now })
  }

  private async insert(arrivals: readonly Arrival[]): Promise<StoredAs[]> {
    const inserted = await this.table()
      .insert(arrivals.map(newRow))
      .onConflict("body_hash")
      .ignore()
      .returning(["id", "body_hash"])
    const news = new Map(inserted.map((row) => [row.body_hash, row.id]))
    const stored: StoredAs[] = []
    for (const { bodyHash } of arrivals) {
      const id = news.get(bodyHash)
      // The same one twice in one statement is stored by the first.
      news.delete(bodyHash)
      stored.push(id === undefined ? await this.repeated(bodyHash) : { id, repeat: false })
    }
    return stored
  }

  private async repeated(bodyHash: string): Promise<StoredAs> {
    const first = await this.table().where({ body_hash: bodyHash }).first("id")
    if (first === undefined) throw new Error("a notification was neither stored nor found stored")
    return { id: first.id, repeat: true }
  }

  /** Takes one to process; null when it is processed already or another worker has it. */
  async take(id: string, now: Date, retryAt: Date): Promise<StoredNotification | null> {
    const rows = await this.takeWhere((q) => q.where({ id }), now, retryAt)
    return rows[0] ?? null
  }

  /** Takes up to `limit` unprocessed ones whose time has come, the oldest first. */
  async takeDue(limit: number, now: Date, retryAt: Date): Promise<StoredNotification[]> {
    return this.takeWhere((q) => q.orderBy("next_attempt_at", "asc").limit(limit), now, retryAt)
  }

  /** It is done; this is what came of it. */
  async processed(id: string, outcome: NotificationOutcome, now: Date): Promise<void> {
    await this.table()
      .where({ id })
      .update({ processed_at: now, outcome, next_attempt_at: null, updated_at: now })
  }

  /** It failed and is tried again then; null: it is poison and waits for a person. */
  async failed(id: string, retryAt: Date | null, now: Date): Promise<void> {
    await this.table()
      .where({ id })
      .update({
        next_attempt_at: retryAt,
        ...(retryAt === null ? { outcome: "poison" } : {}),
        updated_at: now,
      })
  }

  /** It is to be processed once more, whatever came of it before. False when its body is not kept any more. */
  async replay(id: string, now: Date): Promise<boolean> {
    const replayed = await this.table().where({ id }).whereNot({ body: "" }).update({
      processed_at: null,
      outcome: null,
      attempts: 0,
      next_attempt_at: now,
      acknowledged_at: null,
      updated_at: now,
    })
    return replayed > 0
  }

  /** A person has seen to one that nothing could be done with; false when there was nothing to see to. */
  async acknowledge(id: string, now: Date): Promise<boolean> {
    const seen = await this.table()
      .where({ id, acknowledged_at: null })
      .whereIn("outcome", ["poison", "unknown-order"])
      .update({ acknowledged_at: now, updated_at: now })
    return seen > 0
  }

  /** Taking moves `next_attempt_at` ahead, which is the lease: a crashed worker is relieved then. */
  private async takeWhere(
    narrow: (q: Knex.QueryBuilder) => Knex.QueryBuilder,
    now: Date,
    retryAt: Date,
  ): Promise<StoredNotification[]> {
    const due = narrow(
      this.pg("payby_notification")
        .select("id")
        .whereNull("processed_at")
        .where("next_attempt_at", "<=", now)
        .whereNull("deleted_at")
        .forUpdate()
        .skipLocked(),
    )
    const rows: NotificationRow[] = await this.pg
      .withMaterialized("due", due)
      .from("payby_notification")
      .whereIn("id", this.pg.select("id").from("due"))
      .update({
        attempts: this.pg.raw("attempts + 1"),
        next_attempt_at: retryAt,
        updated_at: now,
      })
      .returning("*")
    return rows.map(stored)
  }

  private table() {
    return this.pg<NotificationRow>("payby_notification")
  }
}

function newRow({ received, bodyHash, now }: Arrival) {
  return {
    id: generateEntityId(undefined, "pbnotif"),
    body_hash: bodyHash,
    notify_id: received.notifyId,
    kind: received.kind,
    merchant_order_no: received.merchantOrderNo,
    body: received.body.toString("base64"),
    signature: received.signature,
    received_at: now,
    next_attempt_at: now,
    created_at: now,
    updated_at: now,
  }
}

function stored(row: NotificationRow): StoredNotification {
  return {
    id: row.id,
    kind: row.kind,
    merchantOrderNo: row.merchant_order_no,
    body: Buffer.from(row.body, "base64"),
    signature: row.signature,
    receivedAt: new Date(row.received_at),
    processedAt: instant(row.processed_at),
    attempts: row.attempts,
  }
}
