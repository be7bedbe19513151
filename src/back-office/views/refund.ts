import { refundTerms } from "../../gateway"
import { cameToNothing, isBeingSent, isUnderWay } from "../../modules/payby/ledger/refund"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { AdminPayByRefund, AdminPayByRefundState } from "../../api/admin/payby/contract"
import { refundActions } from "../actions/permitted"
import { instantView, moneyView } from "./money"

/** A refund with what can be done about it, given all refunds of its order. */
export function refundView(
  refund: PayByRefund,
  siblings: readonly PayByRefund[],
  now: Date,
): AdminPayByRefund {
  const { reason, operatorName } = refundTerms(JSON.parse(refund.terms))
  const again = siblings.find((other) => other.retryOf === refund.refundNo)
  return {
    refund_no: refund.refundNo,
    merchant_order_no: refund.merchantOrderNo,
    amount: moneyView(refund.amount),
    state: refundState(refund, now),
    status: refund.status,
    status_at: instantView(refund.statusAt),
    requested_at: refund.requestedAt.toISOString(),
    fail_code: refund.failCode,
    fail_text: refund.failDes,
    reason: reason ?? null,
    operator_name: operatorName ?? null,
    medusa_refund_id: refund.medusaRefundId,
    retry_of: refund.retryOf,
    retried_by: again?.refundNo ?? null,
    attention: refund.attention,
    actions: refundActions(refund, siblings),
  }
}

/** How a refund stands, in one word. */
export function refundState(refund: PayByRefund, now: Date): AdminPayByRefundState {
  if (cameToNothing(refund)) return "failed"
  if (isUnderWay(refund)) return "under_way"
  if (refund.status === "SUCCESS") return "arrived"
  return isBeingSent(refund, now) ? "sending" : "unknown"
}
