import type { JsonObject } from "./json"
import type { Fils } from "./money"

/** What becomes of an order: `CREATED`, then `PAID_SUCCESS` and `SETTLED`, or `FAILURE`. */
export type OrderStatus = "CREATED" | "PAID_SUCCESS" | "SETTLED" | "FAILURE"
/** What becomes of a refund: `CREATED`, `REFUNDED_SETTLED`, `SUCCESS`, or `FAILURE`. */
export type RefundStatus = "CREATED" | "REFUNDED_SETTLED" | "SUCCESS" | "FAILURE"

/** How the payer paid, in PayBy's words. */
export interface Payment {
  readonly paidAt: number
  readonly paidFils: Fils
  readonly channel: string
  readonly payeeFeeFils: Fils
}

/** A payment order as PayBy's books have it. Times are epoch milliseconds. */
export interface Order {
  readonly merchantOrderNo: string
  readonly orderNo: string
  /** `bizContent` exactly as first sent: the business parameters of idempotency. */
  readonly parameters: JsonObject
  readonly requestTime: number
  readonly createdAt: number
  readonly totalFils: Fils
  readonly scene: string
  /** Names the order in its pay link. */
  readonly token: string
  expiredTime: number
  /** The same moment in story time: when it really expires. */
  expiresAtStory: number
  status: OrderStatus
  revoked: boolean
  scanned: boolean
  declines: number
  payment?: Payment
  settledAt?: number
  failCode?: string
  failDes?: string
  readonly history: { readonly at: number; readonly status: OrderStatus; readonly why: string }[]
}

export interface Refund {
  readonly refundMerchantOrderNo: string
  readonly orderNo: string
  readonly originMerchantOrderNo: string
  readonly parameters: JsonObject
  readonly fils: Fils
  readonly createdAt: number
  /** PayBy made it itself: a settled order was revoked. */
  readonly byRevoke: boolean
  status: RefundStatus
  settledAt?: number
  failCode?: string
  failDes?: string
}

/** A payout; the simulator only answers questions about them. */
export interface Transfer {
  readonly merchantOrderNo: string
  readonly orderNo: string
  readonly fils: Fils
  readonly createdAt: number
  readonly toBank: boolean
  readonly memo: string
  status: "CREATED" | "SUCCESS" | "FAILURE"
}

/** Money that the payer's bank took back. Amounts are whole fils, times epoch milliseconds. */
export interface Chargeback {
  readonly merchantOrderNo: string
  readonly orderNo: string
  readonly at: number
  readonly payFils: Fils
  readonly chargebackFils: Fils
  readonly caseType: string
}

/** Everything PayBy knows. */
export class Books {
  readonly orders = new Map<string, Order>()
  readonly refunds = new Map<string, Refund>()
  readonly transfers = new Map<string, Transfer>()
  readonly chargebacks: Chargeback[] = []
  #ordersByNo = new Map<string, Order>()
  #ordersByToken = new Map<string, Order>()
  #refundsOf = new Map<string, Refund[]>()

  addOrder(order: Order): void {
    this.orders.set(order.merchantOrderNo, order)
    this.#ordersByNo.set(order.orderNo, order)
    this.#ordersByToken.set(order.token, order)
  }

  addRefund(refund: Refund): void {
    this.refunds.set(refund.refundMerchantOrderNo, refund)
    const refunds = this.#refundsOf.get(refund.originMerchantOrderNo) ?? []
    this.#refundsOf.set(refund.originMerchantOrderNo, [...refunds, refund])
  }

  orderByNo(orderNo: string): Order | undefined {
    return this.#ordersByNo.get(orderNo)
  }

  orderByToken(token: string): Order | undefined {
    return this.#ordersByToken.get(token)
  }

  refundByNo(orderNo: string): Refund | undefined {
    return [...this.refunds.values()].find((refund) => refund.orderNo === orderNo)
  }

  refundsOf(order: Order): readonly Refund[] {
    return this.#refundsOf.get(order.merchantOrderNo) ?? []
  }

  /** What was refunded or is being refunded: a failed refund gives its amount free again. */
  refundedFils(order: Order): Fils {
    return this.refundsOf(order)
      .filter((refund) => refund.status !== "FAILURE")
      .reduce((sum, refund) => sum + refund.fils, 0)
  }

  clear(): void {
    this.orders.clear()
    this.refunds.clear()
    this.transfers.clear()
    this.chargebacks.length = 0
    this.#ordersByNo.clear()
    this.#ordersByToken.clear()
    this.#refundsOf.clear()
  }
}
