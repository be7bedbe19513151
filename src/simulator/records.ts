import type { Books, Chargeback, Order, OrderStatus, Refund, RefundStatus, Transfer } from "./books"
import { type Fils, decimalText } from "./money"
import { isJsonObject, type JsonObject } from "./json"

/** What really happened to an order. Amounts are decimal text in AED, times epoch milliseconds. */
export interface OrderRecord {
  readonly merchantOrderNo: string
  readonly orderNo: string
  readonly status: OrderStatus
  readonly totalAmount: string
  readonly paid: boolean
  /** What the payer paid; less than the total when PayBy gave a discount. Null while unpaid. */
  readonly paidAmount: string | null
  readonly paidAt: number | null
  readonly channel: string | null
  readonly settledAt: number | null
  readonly revoked: boolean
  /** Sum of refunds that did not fail, finished or on their way. */
  readonly refunded: string
  /** Of those, the part that has not reached `SUCCESS`. */
  readonly refundPending: string
  /** What the merchant holds in the end: total, less refunds, or nothing when unpaid or revoked. */
  readonly kept: string
  readonly scene: string
  readonly payLink: string
  readonly notifyUrl: string | null
  readonly redirectUrl: string | null
  readonly requestTime: number
  readonly createdAt: number
  readonly expiredTime: number
  readonly scanned: boolean
  readonly declines: number
  readonly failCode: string | null
  readonly history: readonly { at: number; status: OrderStatus; why: string }[]
  /** `bizContent` as first sent. */
  readonly parameters: JsonObject
}

/** What really happened to a refund. The amount is decimal text in AED, times are epoch milliseconds. */
export interface RefundRecord {
  readonly refundMerchantOrderNo: string
  readonly orderNo: string
  readonly originMerchantOrderNo: string
  readonly status: RefundStatus
  readonly amount: string
  readonly byRevoke: boolean
  readonly createdAt: number
  readonly failCode: string | null
  readonly parameters: JsonObject
}

/** PayBy's books, to read: what the merchant's books must agree with. */
export interface BooksView {
  /** All orders, the oldest first. */
  orders(): OrderRecord[]
  /** Throws when PayBy has no such order. */
  order(merchantOrderNo: string): OrderRecord
  /** Whether PayBy has such an order. */
  hasOrder(merchantOrderNo: string): boolean
  /** The refunds of an order, or all of them, the oldest first. */
  refunds(originMerchantOrderNo?: string): RefundRecord[]
  /** Throws when PayBy has no such refund. */
  refund(refundMerchantOrderNo: string): RefundRecord
  /** The payouts that `addTransfer` made. */
  transfers(): Transfer[]
  /** The chargebacks, the oldest first. */
  chargebacks(): Chargeback[]
}

/** `settle` brings the books up to date before they are read. */
export function viewOf(
  books: Books,
  payLink: (order: Order) => string,
  settle: () => void,
): BooksView {
  const order = (found: Order) => orderRecord(books, found, payLink(found))
  const upToDate = () => {
    settle()
    return books
  }
  return {
    orders: () => [...upToDate().orders.values()].map(order),
    order: (no) => order(demand(upToDate().orders.get(no), "order", no)),
    hasOrder: (no) => books.orders.has(no),
    refunds: (origin) =>
      [...upToDate().refunds.values()]
        .filter((refund) => origin === undefined || refund.originMerchantOrderNo === origin)
        .map(refundRecord),
    refund: (no) => refundRecord(demand(upToDate().refunds.get(no), "refund", no)),
    transfers: () => [...books.transfers.values()].map((transfer) => ({ ...transfer })),
    chargebacks: () => [...books.chargebacks],
  }
}

/** Complains in words when something is not in the books. */
export function demand<Thing>(thing: Thing | undefined, what: string, no: string): Thing {
  if (thing === undefined) throw new Error(`PayBy's books have no ${what} ${no}.`)
  return thing
}

function orderRecord(books: Books, order: Order, payLink: string): OrderRecord {
  const refunds = books.refundsOf(order)
  const refunded = books.refundedFils(order)
  const done = sum(refunds.filter((refund) => refund.status === "SUCCESS"))
  const { paySceneParams, notifyUrl } = order.parameters
  const redirectUrl = sceneParameter(paySceneParams, "redirectUrl")
  const returned = order.status === "FAILURE"
  return {
    merchantOrderNo: order.merchantOrderNo,
    orderNo: order.orderNo,
    status: order.status,
    totalAmount: decimalText(order.totalFils),
    paid: order.status === "PAID_SUCCESS" || order.status === "SETTLED",
    paidAmount: order.payment ? decimalText(order.payment.paidFils) : null,
    paidAt: order.payment?.paidAt ?? null,
    channel: order.payment?.channel ?? null,
    settledAt: order.settledAt ?? null,
    revoked: order.revoked,
    refunded: decimalText(refunded),
    refundPending: decimalText(refunded - done),
    kept: decimalText(order.payment && !returned ? order.totalFils - refunded : 0),
    scene: order.scene,
    payLink,
    notifyUrl: typeof notifyUrl === "string" ? notifyUrl : null,
    redirectUrl: redirectUrl ?? null,
    requestTime: order.requestTime,
    createdAt: order.createdAt,
    expiredTime: order.expiredTime,
    scanned: order.scanned,
    declines: order.declines,
    failCode: order.failCode ?? null,
    history: order.history.map((change) => ({ ...change })),
    parameters: order.parameters,
  }
}

function refundRecord(refund: Refund): RefundRecord {
  return {
    refundMerchantOrderNo: refund.refundMerchantOrderNo,
    orderNo: refund.orderNo,
    originMerchantOrderNo: refund.originMerchantOrderNo,
    status: refund.status,
    amount: decimalText(refund.fils),
    byRevoke: refund.byRevoke,
    createdAt: refund.createdAt,
    failCode: refund.failCode ?? null,
    parameters: refund.parameters,
  }
}

/** A text in `paySceneParams`. */
export function sceneParameter(params: JsonObject[string], name: string): string | undefined {
  const value = isJsonObject(params) ? params[name] : undefined
  return typeof value === "string" && value !== "" ? value : undefined
}

function sum(refunds: readonly Refund[]): Fils {
  return refunds.reduce((total, refund) => total + refund.fils, 0)
}
