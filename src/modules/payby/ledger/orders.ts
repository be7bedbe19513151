import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { isPaid, mayFollow } from "../../../gateway"
import type { MerchantOrderNo, Money, OrderStatus } from "../../../gateway"
import { moneyColumns, orderOf } from "./order"
import type { Attention, Intent, IntentReason, OrderRow, PayByOrder, StatusSource } from "./order"
import { free, leaseColumns, leaseEnd } from "./lease"
import type { LeaseTerms } from "./lease"
import { isUniqueViolation } from "./unique-violation"

/** What a new row needs; everything else follows from what happens. */
export interface NewOrder {
  merchantOrderNo: MerchantOrderNo
  partnerId: string
  providerId: string
  collectionId: string
  sessionId: string
  amount: Money
  scene: string
  terms: string
  expiresAt: Date
}

/** PayBy's word about an order, verified and found to agree with the row. */
export interface Word {
  status: OrderStatus
  payeeMid: string | null
  paybyOrderNo: string
  revoked: boolean
  /** Amounts, fees, channel, card brand and last four; nothing that names the payer. */
  paymentInfo: Record<string, unknown> | null
}

/** What PayBy may not say: an order becomes unpaid or payable again, or fails unrevoked after it was paid. */
function isStepBack(row: OrderRow, word: Word): boolean {
  if (row.status === word.status) return false
  if (!mayFollow(row.status, word.status)) return true
  const wasPaid = row.status !== null && isPaid(row.status)
  return wasPaid && word.status === "FAILURE" && !word.revoked
}

/** How a word changed the row: news, nothing new, or a step back that only raises attention. */
export type Heard = "news" | "same" | "went-back"

/** A row taken to be worked on; it is nobody else's until the lease ends. */
export interface Lease {
  readonly order: PayByOrder
  readonly owner: string
}

const INTENTS_BEFORE: Record<Intent, Intent[]> = {
  collect: [],
  close: ["collect"],
  return: ["collect", "close"],
}

/**
 * The orders' side of the ledger. Every change is one statement or one short transaction whose
 * condition stands in the statement itself, so that instances racing each other cannot both win.
 */
export class OrderLedger {
  constructor(private readonly pg: Knex) {}

  async find(no: MerchantOrderNo): Promise<PayByOrder | null> {
    return this.one(this.table().where({ merchant_order_no: no }))
  }

  /** All orders of a payment collection, the oldest first. */
  async ofCollection(collectionId: string): Promise<PayByOrder[]> {
    const rows = await this.table()
      .where({ payment_collection_id: collectionId })
      .orderBy("created_at", "asc")
    return rows.map(orderOf)
  }

  /** Writes the row of an order about to be placed; null when the collection is collecting already. */
  async open(order: NewOrder, now: Date, lookAgainAt: Date): Promise<PayByOrder | null> {
    try {
      const [row] = await this.table()
        .insert({
          id: generateEntityId(undefined, "pborder"),
          merchant_order_no: order.merchantOrderNo,
          partner_id: order.partnerId,
          provider_id: order.providerId,
          payment_collection_id: order.collectionId,
          session_id: order.sessionId,
          ...moneyColumns(order.amount),
          scene: order.scene,
          terms: order.terms,
          placed_at: now,
          intent: "collect",
          intent_at: now,
          expires_at: order.expiresAt,
          next_look_at: lookAgainAt,
          created_at: now,
          updated_at: now,
        })
        .returning("*")
      return row === undefined ? null : orderOf(row)
    } catch (error) {
      if (isUniqueViolation(error, "UQ_payby_order_collecting")) return null
      throw error
    }
  }

  /** The order is about to be placed again, with the terms of its row, for this session. */
  async adopt(no: MerchantOrderNo, sessionId: string, now: Date): Promise<PayByOrder | null> {
    return this.change(
      no,
      { session_id: sessionId, released_at: null, placed_at: now },
      (q) => q.where({ intent: "collect" }).whereNull("settlement"),
      now,
    )
  }

  /** Its pay link is being handed to the shopper. False when it must not be: the order is being closed. */
  async linkHandedOut(no: MerchantOrderNo, now: Date, lookAgainAt: Date): Promise<boolean> {
    const order = await this.change(
      no,
      { link_handed_out_at: now, next_look_at: lookAgainAt, attempts: 0 },
      (q) => q.where({ intent: "collect" }).whereNull("settlement"),
      now,
    )
    return order !== null
  }

  /** The session was deleted: nobody wants the order now, unless a newer session adopted it. */
  async release(sessionId: string, now: Date, lookAgainAt: Date): Promise<void> {
    await this.table()
      .where({ session_id: sessionId, deleted_at: null })
      .whereNull("settlement")
      .update({
        session_id: null,
        released_at: now,
        next_look_at: this.pg.raw("LEAST(next_look_at, ?)", [lookAgainAt]),
        updated_at: now,
      })
  }

  /** A live session of the collection still wants the released order. */
  async readopt(no: MerchantOrderNo, sessionId: string, now: Date): Promise<PayByOrder | null> {
    return this.change(
      no,
      { session_id: sessionId, released_at: null },
      (q) => q.where({ intent: "collect" }),
      now,
    )
  }

  /** Writes down PayBy's word. It only moves forward; a step back changes nothing. */
  async hear(no: MerchantOrderNo, word: Word, source: StatusSource, now: Date): Promise<Heard> {
    return this.pg.transaction(async (trx) => {
      const row = await trx<OrderRow>("payby_order")
        .where({ merchant_order_no: no })
        .forUpdate()
        .first()
      if (row === undefined) return "same"
      const same = row.status === word.status && row.revoked === word.revoked
      if (!same && isStepBack(row, word)) return "went-back"
      // What was thought to be over without any money is not over when there is some.
      const paidAfterAll = isPaid(word.status) && (row.status === null || row.status === "CREATED")
      await trx<OrderRow>("payby_order")
        .where({ id: row.id })
        .update({
          status: word.status,
          status_at: now,
          status_source: source,
          payby_order_no: word.paybyOrderNo,
          payee_mid: row.payee_mid ?? word.payeeMid,
          revoked: word.revoked,
          absent_at: null,
          ...(word.paymentInfo === null ? {} : { payment_info: JSON.stringify(word.paymentInfo) }),
          ...(same ? {} : { attempts: 0 }),
          ...(isPaid(word.status) && row.paid_at === null ? { paid_at: now } : {}),
          ...(paidAfterAll ? { finished_at: null } : {}),
          ...(!same && (paidAfterAll || row.finished_at === null) ? { next_look_at: now } : {}),
          updated_at: now,
        })
      return same ? "same" : "news"
    })
  }

  /** PayBy says, signed, that it has no such order. */
  async heardAbsent(no: MerchantOrderNo, now: Date): Promise<void> {
    await this.change(
      no,
      { absent_at: now, attempts: 0 },
      (q) => q.where((w) => w.whereNull("status").orWhere({ status: "CREATED" })),
      now,
    )
  }

  /** PayBy insists that an order which had failed is paid: then its money has to go back. */
  async paidAgainstItsWord(no: MerchantOrderNo, word: Word, now: Date): Promise<void> {
    await this.change(
      no,
      {
        status: word.status,
        status_at: now,
        paid_at: this.pg.raw("COALESCE(paid_at, ?)", [now]),
        intent: "return",
        intent_at: now,
        intent_reason: "failed",
        finished_at: null,
        attempts: 0,
        next_look_at: now,
      },
      (q) => q.where({ status: "FAILURE" }),
      now,
    )
  }

  /** Changes what we want. It moves to the right only, and never away from a settled payment but to give it back. */
  async intend(
    no: MerchantOrderNo,
    intent: Intent,
    reason: IntentReason,
    now: Date,
    trx: Knex = this.pg,
  ): Promise<boolean> {
    const changed = await trx<OrderRow>("payby_order")
      .where({ merchant_order_no: no })
      .whereIn("intent", INTENTS_BEFORE[intent])
      .modify((q) => {
        if (intent === "close") void q.whereNull("settlement")
      })
      .update({
        intent,
        intent_at: now,
        intent_reason: reason,
        attempts: 0,
        finished_at: null,
        next_look_at: now,
        updated_at: now,
      })
    return changed > 0
  }

  /**
   * Claims the payment collection for this paid order. False when another payment of the collection
   * has it already, or when the order is to be given back: then this one must not be captured.
   */
  async claimSettlement(no: MerchantOrderNo, now: Date): Promise<boolean> {
    try {
      const claimed = await this.table()
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
    const claimed = await this.table()
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
    const order = await this.change(
      no,
      { settlement: "settled", looked_at: now, ...this.ended(now) },
      (q) => q.whereNotNull("settlement").whereNot("intent", "return"),
      now,
    )
    return order !== null
  }

  /** Nothing is left to do: closed, or given back. Not when PayBy has said something else meanwhile. */
  async finish(order: PayByOrder, now: Date): Promise<boolean> {
    const finished = await this.change(
      order.merchantOrderNo,
      this.ended(now),
      (q) => q.whereRaw("status IS NOT DISTINCT FROM ?", [order.status]),
      now,
    )
    return finished !== null
  }

  /** A revoke is about to be sent; from now on only asking tells whether the money is back. */
  async revokeSent(no: MerchantOrderNo, now: Date): Promise<void> {
    await this.change(
      no,
      { revoke_sent_at: this.pg.raw("COALESCE(revoke_sent_at, ?)", [now]) },
      (q) => q,
      now,
    )
  }

  /** The revoke certainly did not happen: money may go back another way. */
  async revokeDenied(no: MerchantOrderNo, now: Date): Promise<void> {
    await this.change(no, { revoke_sent_at: null }, (q) => q, now)
  }

  /** Somebody is interested: look at it as soon as the schedules allow. */
  async wake(no: MerchantOrderNo, now: Date): Promise<void> {
    await this.change(no, { next_look_at: now }, (q) => q.whereNull("finished_at"), now)
  }

  /** A shopper is back and waits. */
  async awaited(no: MerchantOrderNo, now: Date, until: Date): Promise<void> {
    await this.change(
      no,
      { awaited_until: until, next_look_at: now },
      (q) => q.whereNull("finished_at"),
      now,
    )
  }

  /**
   * Something was cancelled in Medusa: what is owed is found out by a second look, also at an order
   * that was finished with money in it.
   */
  async noteCancel(no: MerchantOrderNo, now: Date): Promise<void> {
    const reopened = this.pg.raw("CASE WHEN paid_at IS NULL THEN finished_at END")
    await this.change(
      no,
      { cancel_noted_at: now, next_look_at: now, finished_at: reopened, attempts: 0 },
      (q) => q,
      now,
    )
  }

  /** A person should look. The order when this is new, so that it is told once; else null. */
  async raise(no: MerchantOrderNo, attention: Attention, now: Date): Promise<PayByOrder | null> {
    return this.change(
      no,
      { attention, attention_at: now },
      (q) => q.whereRaw("attention IS DISTINCT FROM ?", [attention]),
      now,
    )
  }

  /**
   * Takes one row to work on; null when another worker has it. `next_look_at` becomes the lease's end:
   * a crashed worker is relieved then, and a wake-up that comes meanwhile shows.
   */
  async lease(no: MerchantOrderNo, terms: LeaseTerms): Promise<Lease | null> {
    const order = await this.change(
      no,
      leaseColumns(terms),
      (q) => q.where(free(terms.at)),
      terms.at,
    )
    return order === null ? null : { order, owner: terms.owner }
  }

  /**
   * Takes up to `limit` due rows that nobody works on, the longest overdue first. `onlyPaid` leaves
   * out what cannot go on without a call to PayBy.
   */
  async leaseDue(limit: number, terms: LeaseTerms, onlyPaid = false): Promise<Lease[]> {
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

  /** Writes down that the row was tried: when, and whether in vain. */
  async looked(no: MerchantOrderNo, now: Date, inVain: boolean): Promise<PayByOrder | null> {
    return this.change(
      no,
      { looked_at: now, attempts: inVain ? this.pg.raw("attempts + 1") : 0 },
      (q) => q,
      now,
    )
  }

  /** Still at work: the lease goes on. False when it was lost to another worker. */
  async renew(lease: Lease, terms: LeaseTerms): Promise<boolean> {
    const until = leaseEnd(terms)
    const renewed = await this.table()
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
    await this.table()
      .where({ merchant_order_no: lease.order.merchantOrderNo, lease_owner: lease.owner })
      .update({ lease_owner: null, lease_until: null, next_look_at: nextLook, updated_at: now })
  }

  /** Nothing is left to do, so nothing "keeps failing" any more; what else asks for a person stays. */
  private ended(now: Date) {
    return {
      finished_at: this.pg.raw("COALESCE(finished_at, ?)", [now]),
      next_look_at: null,
      attempts: 0,
      attention: this.pg.raw(
        "CASE WHEN attention LIKE '%-keeps-failing' THEN NULL ELSE attention END",
      ),
    }
  }

  private table() {
    return this.pg<OrderRow>("payby_order")
  }

  private async one(query: Knex.QueryBuilder<OrderRow>): Promise<PayByOrder | null> {
    const row = (await query.first()) as OrderRow | undefined
    return row === undefined ? null : orderOf(row)
  }

  private async change(
    no: MerchantOrderNo,
    values: Record<string, unknown>,
    where: (q: Knex.QueryBuilder<OrderRow>) => Knex.QueryBuilder<OrderRow>,
    now: Date,
  ): Promise<PayByOrder | null> {
    const rows = (await where(this.table().where({ merchant_order_no: no }))
      .update({ ...values, updated_at: now })
      .returning("*")) as OrderRow[]
    return rows[0] === undefined ? null : orderOf(rows[0])
  }
}
