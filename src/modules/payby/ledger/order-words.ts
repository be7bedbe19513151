import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { isPaid, mayFollow } from "../../../gateway"
import type { MerchantOrderNo, OrderStatus } from "../../../gateway"
import { isSameChargeback } from "../payment-facts"
import type { ChargebackFacts, PaymentFacts } from "../payment-facts"
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
   *
   * @param order as it was last seen; where it has changed since, the word is weighed against the row anew
   * @param asked whether the word answers a question about the order, which is a look at it, too
   */
  async hear(
    order: PayByOrder,
    word: Word,
    source: StatusSource,
    asked: boolean,
    now: Date,
  ): Promise<{ heard: Heard; order: PayByOrder | null }> {
    const no = order.merchantOrderNo
    let known = order
    for (;;) {
      if (!isStepBack(known, word)) {
        const after = await this.write(known, word, source, asked, now)
        if (after !== null) return { heard: isSame(known, word) ? "same" : "news", order: after }
      }
      const fresh = await this.rows.find(no)
      if (fresh === null) return { heard: "same", order: null }
      if (isStepBack(fresh, word)) return { heard: "went-back", order: null }
      known = fresh
    }
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

  /** In one statement, while the row still says what was known; else null. */
  private async write(
    known: PayByOrder,
    word: Word,
    source: StatusSource,
    asked: boolean,
    now: Date,
  ): Promise<PayByOrder | null> {
    const same = isSame(known, word)
    const paid = isPaid(word.status)
    // What was thought to be over without any money is not over when there is some.
    const paidAfterAll = paid && (known.status === null || known.status === "CREATED")
    return this.rows.change(
      known.merchantOrderNo,
      {
        status: word.status,
        status_at: now,
        status_source: source,
        payby_order_no: word.paybyOrderNo,
        payee_mid: this.pg.raw("COALESCE(payee_mid, ?)", [word.payeeMid]),
        revoked: word.revoked,
        absent_at: null,
        ...(word.paymentInfo === null ? {} : { payment_info: this.told(word.paymentInfo) }),
        ...(asked ? { looked_at: now } : {}),
        ...(asked || !same ? { attempts: 0 } : {}),
        ...(paid ? { paid_at: this.pg.raw("COALESCE(paid_at, ?)", [now]) } : {}),
        ...(paidAfterAll ? { finished_at: null } : {}),
        ...(same ? {} : { next_look_at: paidAfterAll ? now : this.unlessFinished(now) }),
      },
      (q) => {
        void q
          .whereRaw("status IS NOT DISTINCT FROM ?", [known.status])
          .where({ revoked: known.revoked })
      },
      now,
    )
  }

  /** PayBy leaves out today what it told yesterday. */
  private told(facts: PaymentFacts) {
    return this.pg.raw("COALESCE(payment_info, '{}'::jsonb) || ?::jsonb", [JSON.stringify(facts)])
  }

  private unlessFinished(now: Date) {
    return this.pg.raw("CASE WHEN finished_at IS NULL THEN ?::timestamptz ELSE next_look_at END", [
      now,
    ])
  }
}

function isSame(known: PayByOrder, word: Word): boolean {
  return known.status === word.status && known.revoked === word.revoked
}

/** What PayBy may not say: an order becomes unpaid or payable again, or fails unrevoked after it was paid. */
function isStepBack(known: PayByOrder, word: Word): boolean {
  if (known.status === word.status) return false
  if (!mayFollow(known.status, word.status)) return true
  const wasPaid = known.status !== null && isPaid(known.status)
  return wasPaid && word.status === "FAILURE" && !word.revoked
}
