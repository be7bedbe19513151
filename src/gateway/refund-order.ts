import { z } from "@medusajs/framework/zod"
import type { Money } from "./money"
import type { MerchantOrderNo, RefundOrderNo } from "./order-number"
import { optionalMoney, optionalText, wireOrderNo, wireRefundNo } from "./reading"
import { refundStatus, type RefundStatus, type UnknownWord } from "./status"
import { wireMoney } from "./wire-money"

/** PayBy's word about a refund. */
export interface RefundOrder {
  readonly refundMerchantOrderNo: RefundOrderNo
  /** PayBy's own number of the refund. */
  readonly orderNo: string
  /** The order the money came from. Page queries leave it out. */
  readonly originMerchantOrderNo?: MerchantOrderNo
  readonly status: RefundStatus | UnknownWord
  readonly amount: Money
  /** How much of its fee PayBy gave back. */
  readonly feeRefunded?: Money
  readonly reason?: string
  readonly failCode?: string
  readonly failDes?: string
}

/** What is left of the order after its refunds, done and pending. */
export interface RefundSummary {
  readonly acquireAmount: Money
  readonly remainRefundAmount: Money
}

/** A refund as it stands after placeRefund. CREATED means accepted: it may still fail. */
export interface PlacedRefund {
  readonly refund: RefundOrder
  readonly summary?: RefundSummary
}

/** `refundOrder` of answers and notifications. */
export const wireRefundOrder = z
  .object({
    refundMerchantOrderNo: wireRefundNo,
    orderNo: z.string().min(1),
    originMerchantOrderNo: wireOrderNo.optional().catch(undefined),
    status: z.string().min(1),
    amount: wireMoney,
    feeRefunded: optionalMoney,
    reason: optionalText,
    failCode: optionalText,
    failDes: optionalText,
  })
  .transform((wire): RefundOrder => ({
    refundMerchantOrderNo: wire.refundMerchantOrderNo,
    orderNo: wire.orderNo,
    originMerchantOrderNo: wire.originMerchantOrderNo,
    status: refundStatus(wire.status),
    amount: wire.amount,
    feeRefunded: wire.feeRefunded,
    reason: wire.reason,
    failCode: wire.failCode,
    failDes: wire.failDes,
  }))

/** The body of placeRefund's and getRefund's answers. */
export const wirePlacedRefund = z
  .object({
    refundOrder: wireRefundOrder,
    refundSummary: z
      .object({ acquireAmount: wireMoney, remainRefundAmount: wireMoney })
      .optional()
      .catch(undefined),
  })
  .transform((wire): PlacedRefund => ({ refund: wire.refundOrder, summary: wire.refundSummary }))
