import {
  add,
  aed,
  compareMoney,
  decimalText,
  fils,
  merchantOrderNo,
  refundOrderNo,
  subtract,
} from "../../src/gateway"
import type {
  AcquireOrder,
  Fault,
  MerchantOrderNo,
  Money,
  OrderTerms,
  RefundOrder,
  RefundOrderNo,
  RefundTerms,
} from "../../src/gateway"

/** Why PayBy does not do what it is asked. */
export type Refusal = Extract<Fault, { kind: "refused" }>["meaning"]

/** An order in PayBy's books. */
export interface BookedOrder {
  readonly no: MerchantOrderNo
  readonly terms: string
  readonly amount: Money
  readonly expiresAt: number
  readonly openedAt: number
  status: "CREATED" | "PAID_SUCCESS" | "SETTLED" | "FAILURE"
  revoked: boolean
  wasPaid: boolean
}

/** A refund in PayBy's books. */
export interface BookedRefund {
  readonly no: RefundOrderNo
  readonly origin: MerchantOrderNo
  readonly terms: string
  readonly amount: Money
  status: "CREATED" | "SUCCESS" | "FAILURE"
}

/** What a call asks of PayBy's books, at once and as a whole. */
export type Answer<T> = { value: T } | { refused: Refusal }

/** How long PayBy takes to carry a refund out. */
const REFUND_MS = 4_000

/** PayBy as its documentation has it, and nothing else: orders, refunds, and who may do what when. */
export class MemoryPayBy {
  readonly orders = new Map<string, BookedOrder>()
  readonly refunds = new Map<string, BookedRefund>()
  /** Told when somebody has paid, and when a refund has come to its end. */
  tell: (body: object) => void = () => undefined
  /** Told when a new order stands in the books. */
  opened: (order: BookedOrder) => void = () => undefined
  /** Told of what a merchant must never do, and PayBy can only refuse. */
  protest: (complaint: string) => void = () => undefined

  place(terms: OrderTerms): Answer<{ order: AcquireOrder; link: string | null }> {
    const text = JSON.stringify(terms)
    const known = this.#find(terms.merchantOrderNo)
    if (known !== null) {
      if (known.terms !== text) return { refused: "number-taken" }
      if (known.status !== "CREATED") return { refused: REFUSALS[known.status] }
      return { value: { order: wordOn(known), link: linkOf(known) } }
    }
    if (terms.expiredTime <= Date.now()) return { refused: "expiry-refused" }
    const order: BookedOrder = {
      no: terms.merchantOrderNo,
      terms: text,
      amount: aed(String(terms.totalAmount.amount)),
      expiresAt: terms.expiredTime,
      openedAt: Date.now(),
      status: "CREATED",
      revoked: false,
      wasPaid: false,
    }
    this.orders.set(order.no, order)
    this.opened(order)
    return { value: { order: wordOn(order), link: linkOf(order) } }
  }

  get(no: MerchantOrderNo): Answer<AcquireOrder> {
    const order = this.#find(no)
    return order === null ? { refused: "no-such-order" } : { value: wordOn(order) }
  }

  cancel(no: MerchantOrderNo): Answer<AcquireOrder> {
    const order = this.#find(no)
    if (order === null) return { refused: "no-such-order" }
    if (order.status !== "CREATED") return { refused: REFUSALS[order.status] }
    order.status = "FAILURE"
    return { value: wordOn(order) }
  }

  /** "Undo, whatever happened." A settled order keeps its status and gets a refund of PayBy's own. */
  revoke(no: MerchantOrderNo): Answer<AcquireOrder> {
    const order = this.#find(no)
    if (order === null) return { refused: "no-such-order" }
    if (order.status === "CREATED") order.status = "FAILURE"
    if (order.status === "FAILURE" || order.revoked) return { value: wordOn(order) }
    if (compareMoney(this.givenBack(no), fils(0)) > 0) {
      this.protest(`${no} is revoked beside a refund`)
      return { refused: "already-refunded" }
    }
    order.revoked = true
    if (order.status === "PAID_SUCCESS") order.status = "FAILURE"
    else this.#accept(refundOrderNo(no, 99), order, order.amount, "")
    return { value: wordOn(order) }
  }

  placeRefund(terms: RefundTerms): Answer<{ refund: RefundOrder }> {
    const text = JSON.stringify(terms)
    const known = this.refunds.get(terms.refundMerchantOrderNo)
    if (known !== undefined) {
      return known.terms === text
        ? { value: { refund: refundWord(known) } }
        : { refused: "number-taken" }
    }
    const order = this.#find(merchantOrderNo(String(terms.originMerchantOrderNo)))
    if (order === null) return { refused: "no-such-order" }
    if (order.revoked) {
      this.protest(`${order.no} is refunded beside a revoke`)
      return { refused: "order-revoked" }
    }
    if (order.status === "CREATED") return { refused: "not-paid" }
    if (order.status === "FAILURE") return { refused: "order-failed" }
    const amount = aed(String(terms.amount.amount))
    const left = subtract(order.amount, this.givenBack(order.no))
    if (compareMoney(amount, left) > 0) {
      this.protest(`more of ${order.no} is refunded than is left`)
      return { refused: "refund-exceeds" }
    }
    return {
      value: { refund: refundWord(this.#accept(terms.refundMerchantOrderNo, order, amount, text)) },
    }
  }

  getRefund(no: RefundOrderNo): Answer<RefundOrder> {
    const refund = this.refunds.get(no)
    return refund === undefined ? { refused: "no-such-refund" } : { value: refundWord(refund) }
  }

  /** The payer pays, if the link still works. */
  pay(no: MerchantOrderNo): boolean {
    const order = this.#find(no)
    if (order?.status !== "CREATED") return false
    order.status = "PAID_SUCCESS"
    order.wasPaid = true
    this.tell({ acquireOrder: wireOrder(order) })
    return true
  }

  /** PayBy settles with the merchant. */
  settle(no: MerchantOrderNo): void {
    const order = this.#find(no)
    if (order?.status === "PAID_SUCCESS") order.status = "SETTLED"
  }

  /** What goes back or has gone back of an order. */
  givenBack(no: MerchantOrderNo): Money {
    return [...this.refunds.values()]
      .filter((refund) => refund.origin === no && refund.status !== "FAILURE")
      .reduce((sum, refund) => add(sum, refund.amount), fils(0))
  }

  /** What the merchant holds of an order in the end. */
  kept(no: MerchantOrderNo): Money {
    const order = this.orders.get(no)
    const paid = order?.status === "PAID_SUCCESS" || order?.status === "SETTLED"
    return order !== undefined && paid ? subtract(order.amount, this.givenBack(no)) : fils(0)
  }

  /** Nobody can pay any more what has expired. */
  #find(no: MerchantOrderNo): BookedOrder | null {
    const order = this.orders.get(no)
    if (order === undefined) return null
    if (order.status === "CREATED" && Date.now() >= order.expiresAt) order.status = "FAILURE"
    return order
  }

  #accept(no: RefundOrderNo, order: BookedOrder, amount: Money, terms: string): BookedRefund {
    const refund: BookedRefund = { no, origin: order.no, terms, amount, status: "CREATED" }
    this.refunds.set(no, refund)
    setTimeout(() => {
      refund.status = "SUCCESS"
      if (terms !== "") this.tell({ refundOrder: wireRefund(refund) })
    }, REFUND_MS)
    return refund
  }
}

const REFUSALS = {
  PAID_SUCCESS: "order-paid",
  SETTLED: "order-settled",
  FAILURE: "order-failed",
} as const

function linkOf(order: BookedOrder): string {
  return `https://pay.example/${order.no}`
}

function wordOn(order: BookedOrder): AcquireOrder {
  return {
    merchantOrderNo: order.no,
    orderNo: `1${order.no}`,
    status: order.status,
    totalAmount: order.amount,
    revoked: order.revoked,
  }
}

function refundWord(refund: BookedRefund): RefundOrder {
  return {
    refundMerchantOrderNo: refund.no,
    orderNo: `2${refund.no}`,
    originMerchantOrderNo: refund.origin,
    status: refund.status,
    amount: refund.amount,
  }
}

/** As notifications write them. */
function wireOrder(order: BookedOrder): object {
  const { merchantOrderNo: no, orderNo, status, revoked } = wordOn(order)
  const totalAmount = { amount: Number(decimalText(order.amount)), currency: "AED" }
  return { merchantOrderNo: no, orderNo, status, totalAmount, revoked: String(revoked) }
}

function wireRefund(refund: BookedRefund): object {
  const { refundMerchantOrderNo, orderNo, originMerchantOrderNo, status } = refundWord(refund)
  const amount = { amount: Number(decimalText(refund.amount)), currency: "AED" }
  return { refundMerchantOrderNo, orderNo, originMerchantOrderNo, status, amount }
}
