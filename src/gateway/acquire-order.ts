import { z } from "@medusajs/framework/zod"
import type { Money } from "./money"
import type { MerchantOrderNo } from "./order-number"
import { optionalMoney, optionalText, optionalTime, wireFlag, wireOrderNo } from "./reading"
import { orderStatus, type OrderStatus, type UnknownWord } from "./status"
import { wireMoney } from "./wire-money"

/** The card a payment was made with, as far as a receipt shows it. */
export interface Card {
  readonly brand?: string
  readonly last4?: string
  /** "DC", "CC", also "DEBIT", "CREDIT": PayBy writes both. */
  readonly cardType?: string
}

/** How an order was paid. A discount of PayBy's makes paidAmount less than the order's amount. */
export interface PaymentInfo {
  readonly paidAmount?: Money
  readonly paidAt?: Date
  /** "BALANCE", "BANKCARD", "CARD", "INSTALLMENT", "EWALLET", …: PayBy's list is open. */
  readonly payChannel?: string
  /** What PayBy keeps from the merchant. */
  readonly payeeFee?: Money
  /** What PayBy charged the payer on top. */
  readonly payerFee?: Money
  readonly settlementAmount?: Money
  readonly card?: Card
}

/** PayBy's word about a payment order. Nothing in it is personal: no member id, no name, no first six digits. */
export interface AcquireOrder {
  readonly merchantOrderNo: MerchantOrderNo
  /** PayBy's own number, 18 digits: more than a JavaScript number holds. */
  readonly orderNo: string
  readonly status: OrderStatus | UnknownWord
  /** What was ordered. This, not paidAmount, is compared with what we asked for. */
  readonly totalAmount: Money
  readonly payeeMid?: string
  readonly expiresAt?: Date
  /** Paid and then undone. A settled order keeps its status and gets a refund order instead. */
  readonly revoked: boolean
  readonly failCode?: string
  readonly failDes?: string
  readonly paymentInfo?: PaymentInfo
  readonly scene?: string
}

const wireCard = z
  .object({ brand: optionalText, last4: optionalText, cardType: optionalText })
  .transform(({ brand, last4, cardType }): Card => ({ brand, last4, cardType }))

const wirePaymentInfo = z
  .object({
    paidAmount: optionalMoney,
    paidTime: optionalTime,
    payChannel: optionalText,
    payeeFeeAmount: optionalMoney,
    payerFeeAmount: optionalMoney,
    settlementAmount: optionalMoney,
    cardInfo: wireCard.optional().catch(undefined),
  })
  .transform((wire): PaymentInfo => ({
    paidAmount: wire.paidAmount,
    paidAt: wire.paidTime,
    payChannel: wire.payChannel,
    payeeFee: wire.payeeFeeAmount,
    payerFee: wire.payerFeeAmount,
    settlementAmount: wire.settlementAmount,
    card: wire.cardInfo,
  }))

/** `acquireOrder` of answers and notifications: four fields must be there, the others may. */
export const wireAcquireOrder = z
  .object({
    merchantOrderNo: wireOrderNo,
    orderNo: z.string().min(1),
    status: z.string().min(1),
    totalAmount: wireMoney,
    payeeMid: optionalText,
    expiredTime: optionalTime,
    revoked: wireFlag.optional(),
    failCode: optionalText,
    failDes: optionalText,
    paymentInfo: wirePaymentInfo.optional().catch(undefined),
    paySceneCode: optionalText,
  })
  .transform((wire): AcquireOrder => ({
    merchantOrderNo: wire.merchantOrderNo,
    orderNo: wire.orderNo,
    status: orderStatus(wire.status),
    totalAmount: wire.totalAmount,
    payeeMid: wire.payeeMid,
    expiresAt: wire.expiredTime,
    revoked: wire.revoked ?? false,
    failCode: wire.failCode,
    failDes: wire.failDes,
    paymentInfo: wire.paymentInfo,
    scene: wire.paySceneCode,
  }))

const wireInteraction = z
  .object({ tokenUrl: optionalText, deepLink: optionalText })
  .optional()
  .catch(undefined)

/** The body of placeOrder's answer. The documentation spells the link's envelope in two ways. */
export const wirePlacedOrder = z
  .object({
    acquireOrder: wireAcquireOrder,
    interActionParams: wireInteraction,
    interactionParams: wireInteraction,
  })
  .transform((wire): PlacedOrder => {
    const interaction = wire.interActionParams ?? wire.interactionParams
    const link = interaction?.tokenUrl ?? interaction?.deepLink ?? null
    const payable = wire.acquireOrder.status === "CREATED"
    return { order: wire.acquireOrder, link: payable ? link : null }
  })

/** An order as it stands after placeOrder. */
export interface PlacedOrder {
  readonly order: AcquireOrder
  /**
   * Where the payer goes: the pay page, the QR code's content or the wallet's deep link, by scene.
   * Null when the order is not CREATED, so that nobody is sent to pay what is paid or closed.
   */
  readonly link: string | null
}

/** The body of getOrder, cancelOrder, revokeOrder and updateExpiredTime. */
export const wireOrderBody = z
  .object({ acquireOrder: wireAcquireOrder })
  .transform((wire) => wire.acquireOrder)
