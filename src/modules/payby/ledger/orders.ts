import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MerchantOrderNo, Money } from "../../../gateway"
import { moneyColumns, orderOf } from "./order"
import type { Attention, Intent, IntentReason, OrderRow, PayByOrder, Trouble } from "./order"
import { always, OrderRows } from "./order-rows"
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

const INTENTS_BEFORE: Record<Intent, Intent[]> = {
  collect: [],
  close: ["collect"],
  return: ["collect", "close"],
}

/**
 * The life of an order's row. Every change is one statement whose condition stands in the statement
 * itself, so that instances racing each other cannot both win.
 */
export class OrderLedger {
  private readonly rows: OrderRows

  constructor(private readonly pg: Knex) {
    this.rows = new OrderRows(pg)
  }

  /** The order of that number, from wherever it comes; null when there is none. */
  async find(no: string): Promise<PayByOrder | null> {
    return this.rows.find(no)
  }

  /** All orders of a payment collection, the oldest first. */
  async ofCollection(collectionId: string): Promise<PayByOrder[]> {
    const rows = await this.rows
      .table()
      .where({ payment_collection_id: collectionId })
      .orderBy("created_at", "asc")
    return rows.map(orderOf)
  }

  /** Writes the row of an order about to be placed; null when the collection is collecting already. */
  async open(order: NewOrder, now: Date, lookAgainAt: Date): Promise<PayByOrder | null> {
    try {
      const [row] = await this.rows
        .table()
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
    return this.rows.change(
      no,
      { session_id: sessionId, released_at: null, placed_at: now },
      (q) => void q.where({ intent: "collect" }).whereNull("settlement"),
      now,
    )
  }

  /** Its pay link is being handed to the shopper. False when it must not be: the order is being closed. */
  async linkHandedOut(
    no: MerchantOrderNo,
    payUrl: string,
    now: Date,
    lookAgainAt: Date,
  ): Promise<boolean> {
    const order = await this.rows.change(
      no,
      { link_handed_out_at: now, pay_url: payUrl, next_look_at: lookAgainAt, attempts: 0 },
      (q) => void q.where({ intent: "collect" }).whereNull("settlement"),
      now,
    )
    return order !== null
  }

  /** The session was deleted: nobody wants the order now, unless a newer session adopted it. */
  async release(sessionId: string, now: Date, lookAgainAt: Date): Promise<void> {
    await this.rows
      .table()
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
    return this.rows.change(
      no,
      { session_id: sessionId, released_at: null },
      (q) => void q.where({ intent: "collect" }),
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
   * Staff want the payment's money to go back, whatever was wanted before; also when somebody wanted that
   * already and it was given up. Null when PayBy has undone the payment.
   */
  async returnByStaff(no: MerchantOrderNo, now: Date): Promise<PayByOrder | null> {
    return this.rows.change(
      no,
      {
        intent: "return",
        intent_at: now,
        intent_reason: "by-staff",
        attempts: 0,
        finished_at: null,
        next_look_at: now,
      },
      (q) => void q.whereIn("status", ["PAID_SUCCESS", "SETTLED"]).where({ revoked: false }),
      now,
    )
  }

  /**
   * Writes down that the row was tried: when, whether in vain, and what PayBy's fault was, if it was
   * PayBy's.
   */
  async looked(
    no: MerchantOrderNo,
    now: Date,
    inVain: boolean,
    trouble?: Trouble,
  ): Promise<PayByOrder | null> {
    return this.rows.change(
      no,
      {
        looked_at: now,
        attempts: inVain ? this.pg.raw("attempts + 1") : 0,
        ...(trouble === undefined ? {} : { trouble: JSON.stringify(trouble) }),
      },
      always,
      now,
    )
  }

  /** Somebody is interested: look at it as soon as the schedules allow. */
  async wake(no: MerchantOrderNo, now: Date): Promise<void> {
    await this.rows.change(no, { next_look_at: now }, (q) => void q.whereNull("finished_at"), now)
  }

  /** A shopper is back and waits. */
  async awaited(no: MerchantOrderNo, now: Date, until: Date): Promise<void> {
    await this.rows.change(
      no,
      { awaited_until: until, next_look_at: now },
      (q) => void q.whereNull("finished_at"),
      now,
    )
  }

  /**
   * Something was cancelled in Medusa: what is owed is found out by a second look, also at an order
   * that was finished with money in it.
   */
  async noteCancel(no: MerchantOrderNo, now: Date): Promise<void> {
    const reopened = this.pg.raw("CASE WHEN paid_at IS NULL THEN finished_at END")
    await this.rows.change(
      no,
      { cancel_noted_at: now, next_look_at: now, finished_at: reopened, attempts: 0 },
      always,
      now,
    )
  }

  /** A person should look. The order when this is new, so that it is told once; else null. */
  async raise(no: MerchantOrderNo, attention: Attention, now: Date): Promise<PayByOrder | null> {
    return this.rows.change(
      no,
      { attention, attention_at: now },
      (q) => void q.whereRaw("attention IS DISTINCT FROM ?", [attention]),
      now,
    )
  }

  /** A person has seen to it. Null when something else has come up meanwhile, or it was seen to already. */
  async acknowledge(
    no: MerchantOrderNo,
    attention: Attention,
    now: Date,
  ): Promise<PayByOrder | null> {
    return this.rows.change(
      no,
      { attention: null, attention_at: null },
      (q) => void q.where({ attention }),
      now,
    )
  }

  /** PayBy did not answer as hoped; for people who look at the order later. */
  async troubled(no: MerchantOrderNo, trouble: Trouble, now: Date): Promise<void> {
    await this.rows.change(no, { trouble: JSON.stringify(trouble) }, always, now)
  }

  /** Nothing is left to do: closed, or given back. Null when PayBy has said something else meanwhile. */
  async finish(order: PayByOrder, now: Date): Promise<PayByOrder | null> {
    return this.rows.change(
      order.merchantOrderNo,
      this.rows.ended(now),
      (q) => void q.whereRaw("status IS NOT DISTINCT FROM ?", [order.status]),
      now,
    )
  }
}
