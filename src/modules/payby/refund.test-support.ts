import { aed, merchantOrderNo, refundOrderNo } from "../../gateway"
import type { PayByRefund } from "./ledger/refund"
import { START } from "./order.test-support"

const ORDER = merchantOrderNo("20260301120000-abcdefgh01234567")

/** A refund that PayBy accepted and Medusa has a row of, but for what a test changes. */
export function aRefund(changes: Partial<PayByRefund> = {}): PayByRefund {
  const { ordinal = 1, asked = "40" } = changes
  return {
    refundNo: refundOrderNo(ORDER, ordinal),
    merchantOrderNo: ORDER,
    ordinal,
    amount: aed(asked),
    asked,
    terms: "{}",
    medusaRefundId: `ref_${ordinal}`,
    unrecordedAt: null,
    toldUnknownAt: null,
    status: "CREATED",
    statusAt: START,
    paybyOrderNo: null,
    feeRefunded: null,
    reason: null,
    operatorName: null,
    failCode: null,
    failDes: null,
    requestedAt: START,
    sendingUntil: null,
    unclearAt: null,
    retryOf: null,
    attempts: 0,
    attention: null,
    ...changes,
  }
}
