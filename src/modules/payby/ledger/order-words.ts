import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { isPaid, mayFollow } from "../../../gateway"
import type { MerchantOrderNo, OrderStatus } from "../../../gateway"
import { isSameChargeback } from "../payment-facts"
import type { ChargebackFacts, PaymentFacts } from "../payment-facts"
import { orderOf } from "./order"
import type { OrderRow, PayByOrder, StatusSource } from "./order"
import { OrderRows } from "./order-rows"

/** PayBy's word about an order, verified and found to agree with the row. */
export interface Word {
  status: OrderStatus
  payeeMid: string | null
  paybyOrderNo: string
  revoked: boolean
  /** Amounts, fees, channel, card brand and last four; nothing that names the payer. */
  paymentInfo: PaymentFacts | null
}

/** How a word changed the row: news, nothing new, or a step back that changes nothing. */
export type Heard = "news" | "same" | "went-back"

/** What PayBy says of an order, as the ledger keeps it. */
export class OrderWords {
  private readonly rows: OrderRows

  constructor(private readonly pg: Knex) {
    this.rows = new OrderRows(pg)
  }

  /**
   * Writes down PayBy's word. It only moves forward; a step back changes nothing. The order is the row as
   * it stands then; null when nothing was written.
   */
  async hear(
    no: MerchantOrderNo,
    word: Word,
    source: StatusSource,
    now: Date,
  ): Promise<{ heard: Heard; order: PayByOrder | null }> {
    let after: OrderRow | undefined
    const heard = await this.pg.transaction(async (trx): Promise<Heard> => {
      const row = await trx<OrderRow>("payby_order")
        .where({ merchant_order_no: no })
        .forUpdate()
        .first()
      if (row === undefined) return "same"
      const same = row.status === word.status && row.revoked === word.revoked
      if (!same && isStepBack(row, word)) return "went-back"
      // What was thought to be over without any money is not over when there is some.
      const paidAfterAll = isPaid(word.status) && (row.status === null || row.status === "CREATED")
      const rows: OrderRow[] = await trx<OrderRow>("payby_order")
        .where({ id: row.id })
        .update({
          status: word.status,
          status_at: now,
          status_source: source,
          payby_order_no: word.paybyOrderNo,
          payee_mid: row.payee_mid ?? word.payeeMid,
          revoked: word.revoked,
          absent_at: null,
          // PayBy leaves out today what it told yesterday.
          payment_info: merged(row.payment_info, word.paymentInfo),
          ...(same ? {} : { attempts: 0 }),
          ...(isPaid(word.status) && row.paid_at === null ? { paid_at: now } : {}),
          ...(paidAfterAll ? { finished_at: null } : {}),
          ...(!same && (paidAfterAll || row.finished_at === null) ? { next_look_at: now } : {}),
          updated_at: now,
        })
        .returning("*")
      after = rows[0]
      return same ? "same" : "news"
    })
    return { heard, order: after === undefined ? null : orderOf(after) }
  }

  /** PayBy says, signed, that it has no such order. */
  async heardAbsent(no: MerchantOrderNo, now: Date): Promise<void> {
    await this.rows.change(
      no,
      { absent_at: now, attempts: 0 },
      (q) => {
        void q.where((w) => void w.whereNull("status").orWhere({ status: "CREATED" }))
      },
      now,
    )
  }

  /** PayBy tells of a chargeback. False when it had told of this one already. */
  async chargedBack(no: MerchantOrderNo, facts: ChargebackFacts, now: Date): Promise<boolean> {
    return this.pg.transaction(async (trx) => {
      const row = await trx<OrderRow>("payby_order")
        .where({ merchant_order_no: no })
        .forUpdate()
        .first()
      const known = row?.chargebacks ?? []
      if (row === undefined || known.some((other) => isSameChargeback(other, facts))) return false
      await trx("payby_order")
        .where({ id: row.id })
        .update({ chargebacks: JSON.stringify([...known, facts]), updated_at: now })
      return true
    })
  }

  /** PayBy insists that an order which had failed is paid: then its money has to go back. */
  async paidAgainstItsWord(no: MerchantOrderNo, word: Word, now: Date): Promise<void> {
    await this.rows.change(
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
      (q) => void q.where({ status: "FAILURE" }),
      now,
    )
  }
}

function merged(known: PaymentFacts | null, told: PaymentFacts | null): PaymentFacts | null {
  return told === null ? known : { ...known, ...told }
}

/** What PayBy may not say: an order becomes unpaid or payable again, or fails unrevoked after it was paid. */
function isStepBack(row: OrderRow, word: Word): boolean {
  if (row.status === word.status) return false
  if (!mayFollow(row.status, word.status)) return true
  const wasPaid = row.status !== null && isPaid(row.status)
  return wasPaid && word.status === "FAILURE" && !word.revoked
}
