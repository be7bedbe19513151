import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { mayFollowRefund } from "../../../gateway"
import type { RefundOrderNo, RefundStatus } from "../../../gateway"
import { refundOf } from "./refund"
import type { PayByRefund, RefundRow, RefundWord } from "./refund"
import { changeRefund, lockedOrder, reopen } from "./refund-rows"

/** PayBy's verified word about a refund. */
export interface WordOnRefund {
  readonly status: RefundStatus
  readonly paybyOrderNo: string
  /** Decimal text in dirhams; null where PayBy does not tell it. */
  readonly feeRefunded: string | null
  readonly failCode: string | null
  readonly failDes: string | null
}

/** Why a refund never began, and which sending it was that PayBy refused. */
export interface WhyNot {
  readonly sentAt: Date | null
  readonly failCode: string | null
  readonly failDes: string | null
  /** Nobody is told of it by an answer, so a person should look. */
  readonly attention: boolean
}

/**
 * How a word changed a refund's row. A `late` word is one of the past; a `contradiction` takes back what
 * was final. Neither is written down, but that PayBy has a refund which we took for refused.
 */
export interface RefundHeard {
  readonly how: "news" | "same" | "late" | "contradiction"
  readonly refund: PayByRefund
}

/** See `RefundLedger.hear`. */
export async function hearRefund(
  pg: Knex,
  known: PayByRefund,
  word: WordOnRefund,
  now: Date,
): Promise<RefundHeard> {
  return pg.transaction(async (trx) => {
    const order = await lockedOrder(trx, known.merchantOrderNo)
    const before = await lockedRefund(trx, known.refundNo)
    const how = howHeard(before.status, word.status)
    const counts = how === "news" || how === "same" || before.status === "REFUSED"
    if (!counts) return { how, refund: before }
    const failed = word.status === "FAILURE"
    const refund = await changeRefund(trx, known.refundNo, {
      status: word.status,
      status_at: now,
      payby_order_no: word.paybyOrderNo,
      // PayBy leaves out today what it told yesterday.
      fee_refunded: word.feeRefunded ?? before.feeRefunded,
      fail_code: word.failCode,
      fail_des: word.failDes,
      unclear_at: null,
      attempts: 0,
      ...(how === "same" ? {} : { attention: failed ? "refund-failed" : null }),
      updated_at: now,
    })
    if (failed && how !== "same") await reopen(trx, order, now)
    return { how, refund }
  })
}

/** See `RefundLedger.neverBegan`. */
export async function refundNeverBegan(
  pg: Knex,
  refund: PayByRefund,
  why: WhyNot,
  now: Date,
): Promise<boolean> {
  return pg.transaction(async (trx) => {
    const order = await lockedOrder(trx, refund.merchantOrderNo)
    const changed = await trx<RefundRow>("payby_refund")
      .where({ refund_merchant_order_no: refund.refundNo })
      .whereNull("status")
      .whereRaw("unclear_at IS NOT DISTINCT FROM ?", [why.sentAt])
      .update({
        status: "REFUSED",
        status_at: now,
        fail_code: why.failCode,
        fail_des: why.failDes,
        unclear_at: null,
        attention: why.attention ? "refund-refused" : null,
        updated_at: now,
      })
    if (changed > 0) await reopen(trx, order, now)
    return changed > 0
  })
}

/** What PayBy's word means after what the row says. */
export function howHeard(before: RefundWord | null, word: RefundStatus): RefundHeard["how"] {
  if (before === word) return "same"
  if (before === "REFUSED") return "contradiction"
  if (mayFollowRefund(before, word)) return "news"
  const isFinal = word === "SUCCESS" || word === "FAILURE"
  return isFinal ? "contradiction" : "late"
}

async function lockedRefund(trx: Knex, no: RefundOrderNo): Promise<PayByRefund> {
  const row = await trx<RefundRow>("payby_refund")
    .where({ refund_merchant_order_no: no })
    .forUpdate()
    .first()
  if (row === undefined) throw new Error(`the ledger has no refund ${no}`)
  return refundOf(row)
}
