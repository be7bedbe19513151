import { z } from "@medusajs/framework/zod"
import type { Money } from "./money"
import type { MerchantOrderNo } from "./order-number"
import { optionalMoney, optionalText, optionalTime, wireOrderNo } from "./reading"

/** The payer's bank has taken the money back, or wants to. PayBy tells it by notification only. */
export interface Chargeback {
  readonly merchantOrderNo: MerchantOrderNo
  readonly orderNo: string
  readonly chargebackAt?: Date
  readonly payAmount?: Money
  readonly chargebackAmount?: Money
  readonly caseType?: string
  readonly partnerId?: string
}

export const wireChargeback = z
  .object({
    merchantOrderNo: wireOrderNo,
    orderNo: z.string().min(1),
    chargebackTime: optionalTime,
    payAmount: optionalMoney,
    chargebackAmount: optionalMoney,
    caseType: optionalText,
    partnerId: optionalText,
  })
  .transform(({ chargebackTime, ...wire }): Chargeback => ({
    ...wire,
    chargebackAt: chargebackTime,
  }))

/** The void of a payment taken in person. A web shop should never see one. */
export interface VoidOrder {
  readonly originMerchantOrderNo: MerchantOrderNo
  readonly voidOrderNo?: string
  /** "SUCCESS", "FAILURE" or "PLACED", as PayBy wrote it. */
  readonly status: string
  readonly amount?: Money
}

export const wireVoidOrder = z
  .object({
    originMerchantOrderNo: wireOrderNo,
    voidOrderNo: optionalText,
    status: z.string().min(1).max(40),
    amount: optionalMoney,
  })
  .transform((wire): VoidOrder => wire)
