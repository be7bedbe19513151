import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MerchantOrderNo, RefundOrderNo } from "../../../gateway"
import { isForgotten, refundOf } from "./refund"
import type { PayByRefund, RefundRow } from "./refund"
import { requestRefund, retryRefund } from "./refund-requests"
import type { NewRefund, RefundRequest, RefundRetry } from "./refund-requests"
import { refundsOf } from "./refund-rows"
import { hearRefund, refundNeverBegan } from "./refund-words"
import type { RefundHeard, WhyNot, WordOnRefund } from "./refund-words"

const ALIVE = ["CREATED", "REFUNDED_SETTLED", "SUCCESS"] as const

type Condition = (q: Knex.QueryBuilder<RefundRow>) => Knex.QueryBuilder<RefundRow>

/** The refunds' side of the ledger. Every change is one statement, or one transaction that locks first. */
export class RefundLedger {
  constructor(private readonly pg: Knex) {}

  /** All refunds of an order, the oldest first. */
  async ofOrder(no: MerchantOrderNo): Promise<PayByRefund[]> {
    return refundsOf(this.pg, no)
  }

  /** All refunds of some orders, the oldest first. */
  async ofOrders(numbers: readonly MerchantOrderNo[]): Promise<PayByRefund[]> {
    const rows: RefundRow[] = await this.table()
      .whereIn("merchant_order_no", [...numbers])
      .orderBy("ordinal", "asc")
    return rows.map(refundOf)
  }

  /** The refund of that number, from wherever it comes; null when there is none. */
  async find(no: string): Promise<PayByRefund | null> {
    const row = await this.table().where({ refund_merchant_order_no: no }).first()
    return row === undefined ? null : refundOf(row)
  }

  /** Those of Medusa's refund rows that stand for a refund of ours, other than one that never began. */
  async claimed(medusaRefundIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.table()
      .whereIn("medusa_refund_id", [...medusaRefundIds])
      .whereRaw("status IS DISTINCT FROM 'REFUSED'")
      .select("medusa_refund_id")
    return new Set(rows.flatMap((row) => row.medusa_refund_id ?? []))
  }

  /**
   * Asks for a refund before PayBy is called. The order's row is locked meanwhile, so that the sum of
   * all refunds never exceeds what was taken. One that covers the rest moves the order's intent to
   * *return* in the same transaction: nothing may settle that payment again.
   *
   * @throws MalformedTerms before anything is written: there is no row that could not be sent
   */
  async request(no: MerchantOrderNo, asked: NewRefund): Promise<RefundRequest> {
    return requestRefund(this.pg, no, asked)
  }

  /** A failed refund is to be tried again, once, with a number of its own and the words of the first. */
  async retry(
    failed: PayByRefund,
    terms: { gone: ReadonlySet<string>; now: Date; sendingUntil: Date },
  ): Promise<RefundRetry> {
    return retryRefund(this.pg, failed, terms)
  }

  /**
   * Writes down PayBy's verified word. It only moves forward. A failure means that the money is kept
   * again, so an order that wants *return* is not over any more.
   */
  async hear(known: PayByRefund, word: WordOnRefund, now: Date): Promise<RefundHeard> {
    return hearRefund(this.pg, known, word, now)
  }

  /**
   * It never began: PayBy refused the sending that began at `why.sentAt` and has no such refund. False
   * when it was sent once more since, or PayBy has spoken of it: then nothing is concluded.
   */
  async neverBegan(refund: PayByRefund, why: WhyNot, now: Date): Promise<boolean> {
    return refundNeverBegan(this.pg, refund, why, now)
  }

  /** Takes up to `limit` refunds that are due; moving `next_look_at` ahead is the lease. */
  async takeDue(limit: number, now: Date, retryAt: Date): Promise<PayByRefund[]> {
    const due = this.pg("payby_refund")
      .select("id")
      .where("next_look_at", "<=", now)
      .whereNull("deleted_at")
      .orderBy("next_look_at", "asc")
      .limit(limit)
      .forUpdate()
      .skipLocked()
    const rows: RefundRow[] = await this.pg
      .withMaterialized("due", due)
      .from("payby_refund")
      .whereIn("id", this.pg.select("id").from("due"))
      .update({ next_look_at: retryAt, updated_at: now })
      .returning("*")
    return rows.map(refundOf)
  }

  /**
   * Takes a refund of unknown outcome to send it again; null when it is known by now, or somebody else
   * sends it. `held` is the end of the lease that the caller has already.
   */
  async startSending(
    refund: PayByRefund,
    lease: { held: Date | null; now: Date; until: Date },
  ): Promise<PayByRefund | null> {
    // A sender that never reported left somebody without an answer; its mark goes with its lease.
    const wondering = lease.held === null && isForgotten(refund, lease.now)
    return this.change(
      refund.refundNo,
      {
        sending_until: lease.held ?? lease.until,
        unclear_at: lease.now,
        ...(wondering ? { told_unknown_at: lease.now } : {}),
      },
      (q) =>
        q
          .whereNull("status")
          .whereRaw("unclear_at IS NOT DISTINCT FROM ?", [refund.unclearAt])
          .where((free) => {
            void free.whereNull("sending_until").orWhere("sending_until", "<=", lease.now)
            if (lease.held !== null) void free.orWhere("sending_until", lease.held)
          }),
      lease.now,
    )
  }

  /** PayBy answered the sending that began at `sentAt`: only what was unclear before it still is. */
  async answered(
    no: RefundOrderNo,
    sentAt: Date,
    unclearBefore: Date | null,
    now: Date,
  ): Promise<void> {
    const values = { unclear_at: unclearBefore }
    await this.change(no, values, (q) => q.where({ unclear_at: sentAt }), now)
  }

  /** Its sender is done with it, and Medusa keeps its row if it has one. */
  async reported(no: RefundOrderNo, held: Date, lookAgainAt: Date, now: Date): Promise<void> {
    const values = { sending_until: null, next_look_at: lookAgainAt }
    await this.change(no, values, (q) => q.where({ sending_until: held }), now)
  }

  /** Its sender leaves with an error, upon which Medusa deletes its row. */
  async letGo(no: RefundOrderNo, held: Date, lookAgainAt: Date, now: Date): Promise<void> {
    const values = {
      sending_until: null,
      medusa_refund_id: null,
      unrecorded_at: now,
      told_unknown_at: now,
      next_look_at: lookAgainAt,
    }
    await this.change(no, values, (q) => q.where({ sending_until: held }), now)
  }

  /** Its sender will not report any more: whoever asked knows nothing. */
  async abandoned(refund: PayByRefund, now: Date): Promise<PayByRefund> {
    const asked = isForgotten(refund, now) ? { told_unknown_at: now } : {}
    const changed = await this.change(
      refund.refundNo,
      { sending_until: null, ...asked },
      (q) => q.where({ sending_until: refund.sendingUntil }),
      now,
    )
    return changed ?? refund
  }

  /** Medusa's row of it is gone. */
  async lostInMedusa(refund: PayByRefund, now: Date): Promise<PayByRefund> {
    const values = { medusa_refund_id: null, unrecorded_at: now }
    const same = { medusa_refund_id: refund.medusaRefundId }
    return (await this.change(refund.refundNo, values, (q) => q.where(same), now)) ?? refund
  }

  /** PayBy was asked in vain. Returns how often since it last said something. */
  async askedInVain(no: RefundOrderNo, now: Date): Promise<number> {
    const values = { attempts: this.pg.raw("attempts + 1") }
    return (await this.change(no, values, (q) => q, now))?.attempts ?? 0
  }

  /** When to look at it again; null: never. Nothing when it is not as it was seen any more. */
  async schedule(seen: PayByRefund, lookAgainAt: Date | null, now: Date): Promise<void> {
    await this.change(
      seen.refundNo,
      { next_look_at: lookAgainAt },
      (q) =>
        q
          .whereRaw("status IS NOT DISTINCT FROM ?", [seen.status])
          .whereRaw("medusa_refund_id IS NOT DISTINCT FROM ?", [seen.medusaRefundId])
          .whereRaw("unrecorded_at IS NOT DISTINCT FROM ?", [seen.unrecordedAt])
          .whereRaw("sending_until IS NOT DISTINCT FROM ?", [seen.sendingUntil]),
      now,
    )
  }

  /** Takes an unrecorded refund to write it into Medusa's books; null when somebody else does. */
  async startRecording(no: RefundOrderNo, until: Date, now: Date): Promise<PayByRefund | null> {
    const values = { recording_until: until }
    return this.change(no, values, (q) => notBeingRecorded(unrecorded(q), now), now)
  }

  /** Takes a refund that Medusa has a row of, to tell its order; null when somebody else writes it. */
  async startTelling(no: RefundOrderNo, until: Date, now: Date): Promise<PayByRefund | null> {
    const values = { recording_until: until }
    const recorded = (q: Knex.QueryBuilder<RefundRow>) => q.whereNotNull("medusa_refund_id")
    return this.change(no, values, (q) => notBeingRecorded(recorded(q), now), now)
  }

  /** Medusa has this row for it. Null when it has another one already. */
  async record(no: RefundOrderNo, medusaRefundId: string, now: Date): Promise<PayByRefund | null> {
    const values = { medusa_refund_id: medusaRefundId, unrecorded_at: null, recording_until: null }
    return this.change(no, values, unrecorded, now)
  }

  /** The attempt to record it is over; `needless`: Medusa's books have no place for it. */
  async recordingEnded(no: RefundOrderNo, needless: boolean, now: Date): Promise<void> {
    const settled = needless ? { unrecorded_at: null } : {}
    await this.change(no, { recording_until: null, ...settled }, (q) => q, now)
  }

  /** A person has seen to it; false when there was nothing to see to. */
  async acknowledge(no: RefundOrderNo, now: Date): Promise<boolean> {
    const seen = await this.change(no, { attention: null }, (q) => q.whereNotNull("attention"), now)
    return seen !== null
  }

  private table() {
    return this.pg<RefundRow>("payby_refund")
  }

  private async change(
    no: RefundOrderNo,
    values: Record<string, unknown>,
    where: Condition,
    now: Date,
  ): Promise<PayByRefund | null> {
    const rows: RefundRow[] = await where(this.table().where({ refund_merchant_order_no: no }))
      .update({ ...values, updated_at: now })
      .returning("*")
    return rows[0] === undefined ? null : refundOf(rows[0])
  }
}

function notBeingRecorded(q: Knex.QueryBuilder<RefundRow>, now: Date) {
  return q.where((free) => {
    void free.whereNull("recording_until").orWhere("recording_until", "<=", now)
  })
}

/** PayBy has it and Medusa should have a row of it, but has none. */
function unrecorded(q: Knex.QueryBuilder<RefundRow>): Knex.QueryBuilder<RefundRow> {
  return q
    .whereIn("status", [...ALIVE])
    .whereNull("medusa_refund_id")
    .whereNotNull("unrecorded_at")
}
