import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { aed, refundTerms } from "../../../gateway"
import type { MerchantOrderNo, RefundOrderNo } from "../../../gateway"
import { decideRefund } from "../refund-request"
import type { RefundAsked, RefundDecision } from "../refund-request"
import { decideRetry } from "../refund-retry"
import type { RetryDecision } from "../refund-retry"
import type { OrderRow } from "./order"
import { isForgotten, refundOf } from "./refund"
import type { PayByRefund, RefundRow } from "./refund"
import { changeRefund, insertRefund, lockedOrder, refundsOf, wantReturn } from "./refund-rows"
import type { RefundWords } from "./refund-rows"

/** A refund that is asked for, and until when its row belongs to whoever asks. */
export interface NewRefund extends RefundAsked {
  readonly words: RefundWords
  readonly now: Date
  readonly sendingUntil: Date
}

/** The whole payment is being undone at PayBy: a refund beside that would pay twice. */
export interface BeingRevoked {
  kind: "being-revoked"
}

/** What came of asking the ledger for a refund. A row to be sent belongs to whoever asked. */
export type RefundRequest =
  | { kind: "new"; refund: PayByRefund }
  /** `replaces`: Medusa's row of the earlier request, whose process did not live to see it deleted. */
  | { kind: "repeat"; refund: PayByRefund; replaces: string | null }
  | Exclude<RefundDecision, { kind: "send" | "repeat" }>
  | BeingRevoked

/** What came of wanting to try a failed refund again. */
export type RefundRetry =
  { kind: "new"; refund: PayByRefund } | Exclude<RetryDecision, { kind: "send" }> | BeingRevoked

/** See `RefundLedger.request`. */
export async function requestRefund(
  pg: Knex,
  no: MerchantOrderNo,
  asked: NewRefund,
): Promise<RefundRequest> {
  return pg.transaction(async (trx) => {
    const order = await lockedOrder(trx, no)
    if (isBeingRevoked(order)) return { kind: "being-revoked" }
    const refunds = await refundsOf(trx, no)
    const decision = decideRefund(aed(String(order.amount)), refunds, asked, asked.now)
    switch (decision.kind) {
      case "send": {
        const { amount, retryOf } = decision
        const refund = await insertRefund(trx, no, refunds, { ...asked, amount, retryOf })
        if (retryOf !== null) await seenTo(trx, order, retryOf, asked.now)
        if (decision.closes) await wantReturn(trx, order, asked.now)
        return { kind: "new", refund }
      }
      case "repeat":
        return takeOver(trx, decision.refund, asked)
      case "adopt": {
        const { refundNo } = decision.refund
        const answered = { ...forMedusa(asked), sending_until: null, recording_until: null }
        return { kind: "adopt", refund: await changeRefund(trx, refundNo, answered) }
      }
      case "given-back":
      case "failed":
        await changeRefund(trx, decision.refund.refundNo, {
          told_unknown_at: null,
          sending_until: null,
          updated_at: asked.now,
        })
        return decision
      default:
        return decision
    }
  })
}

/** See `RefundLedger.retry`. */
export async function retryRefund(
  pg: Knex,
  failed: PayByRefund,
  terms: { gone: ReadonlySet<string>; now: Date; sendingUntil: Date },
): Promise<RefundRetry> {
  const no = failed.merchantOrderNo
  return pg.transaction(async (trx) => {
    const order = await lockedOrder(trx, no)
    if (isBeingRevoked(order)) return { kind: "being-revoked" }
    const refunds = await refundsOf(trx, no)
    const decision = decideRetry(aed(String(order.amount)), refunds, failed.refundNo, terms.gone)
    if (decision.kind !== "send") return decision
    const { medusaRefundId, asked } = decision.failed
    const stands = medusaRefundId !== null && !terms.gone.has(medusaRefundId)
    const refund = await insertRefund(trx, no, refunds, {
      ...terms,
      amount: decision.amount,
      asked,
      words: wordsOf(decision.failed),
      // Medusa's books went on showing the failed one as given back; this one makes that true.
      medusaRefundId: stands ? medusaRefundId : null,
      unrecordedAt: stands ? undefined : terms.now,
      // Whoever asked for the failed one may still be wondering.
      toldUnknownAt: decision.failed.toldUnknownAt,
      retryOf: failed.refundNo,
    })
    await seenTo(trx, order, failed.refundNo, terms.now)
    if (decision.closes) await wantReturn(trx, order, terms.now)
    return { kind: "new", refund }
  })
}

async function takeOver(trx: Knex, refund: PayByRefund, asked: NewRefund): Promise<RefundRequest> {
  const before = refund.medusaRefundId
  const replaces = asked.medusaRefundId === null || before === asked.medusaRefundId ? null : before
  const taken = await changeRefund(trx, refund.refundNo, {
    ...(isForgotten(refund, asked.now) ? { told_unknown_at: asked.now } : {}),
    ...forMedusa(asked),
    sending_until: asked.sendingUntil,
    next_look_at: asked.sendingUntil,
  })
  return { kind: "repeat", refund: taken, replaces }
}

/** The refund is Medusa's new row's from now on. What we ask for ourselves leaves Medusa's side alone. */
function forMedusa(asked: NewRefund): Partial<RefundRow> {
  if (asked.medusaRefundId === null) return { updated_at: asked.now }
  return {
    medusa_refund_id: asked.medusaRefundId,
    unrecorded_at: null,
    told_unknown_at: null,
    updated_at: asked.now,
  }
}

function wordsOf(refund: PayByRefund): RefundWords {
  const { notifyUrl, reason, operatorName } = refundTerms(JSON.parse(refund.terms))
  return { notifyUrl, reason, operatorName }
}

function isBeingRevoked(order: OrderRow): boolean {
  return order.revoked || order.revoke_sent_at !== null
}

/** A person has seen to this refund, perhaps the last one of its order that needed one. */
async function seenTo(trx: Knex, order: OrderRow, no: RefundOrderNo, now: Date): Promise<void> {
  await changeRefund(trx, no, { attention: null, updated_at: now })
  if (order.attention !== "refund-failed" && order.attention !== "refund-refused") return
  const others: RefundRow[] = await trx<RefundRow>("payby_refund").where({
    merchant_order_no: order.merchant_order_no,
  })
  if (others.some((row) => refundOf(row).attention !== null)) return
  await trx<OrderRow>("payby_order")
    .where({ id: order.id })
    .update({ attention: null, attention_at: null, updated_at: now })
}
