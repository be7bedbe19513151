import { z } from "@medusajs/framework/zod"
import type { Money } from "./money"
import type { MerchantOrderNo } from "./order-number"
import { optionalMoney, optionalText, optionalTime, wireOrderNo } from "./reading"
import { transferStatus, type TransferStatus, type UnknownWord } from "./status"

/** PayBy's word about a payout. The beneficiary stays with PayBy. */
export interface TransferOrder {
  readonly merchantOrderNo: MerchantOrderNo
  readonly orderNo: string
  readonly status: TransferStatus | UnknownWord
  readonly amount?: Money
  readonly payerFee?: Money
  /** PayBy's estimate of when the money arrives. */
  readonly arrivesAt?: Date
  readonly failCode?: string
  readonly failDes?: string
}

/** The body of getTransferOrder's answer. */
export const wireTransferBody = z
  .object({
    transferOrder: z.object({
      merchantOrderNo: wireOrderNo,
      orderNo: z.string().min(1),
      status: z.string().min(1),
      amount: optionalMoney,
      paymentInfo: z
        .object({ payerFeeAmount: optionalMoney, arrivalTime: optionalTime })
        .optional()
        .catch(undefined),
      failCode: optionalText,
      failDes: optionalText,
    }),
  })
  .transform(({ transferOrder: wire }): TransferOrder => ({
    merchantOrderNo: wire.merchantOrderNo,
    orderNo: wire.orderNo,
    status: transferStatus(wire.status),
    amount: wire.amount,
    payerFee: wire.paymentInfo?.payerFeeAmount,
    arrivesAt: wire.paymentInfo?.arrivalTime,
    failCode: wire.failCode,
    failDes: wire.failDes,
  }))
