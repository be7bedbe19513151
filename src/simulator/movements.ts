import type { Books, Order } from "./books"
import type { Fils } from "./money"

export interface StatementDay {
  /** `2021-01-12`, a day in Dubai from `start` to before `end` (epoch milliseconds). */
  readonly date: string
  readonly start: number
  readonly end: number
}

/** One movement of money. Fees are the merchant's, in fils. */
export interface Movement {
  readonly at: number
  readonly type: "PAYMENT" | "REFUND" | "CHARGEBACK"
  readonly fils: Fils
  readonly feeFils: Fils
  readonly number: string
  readonly ownNumber: string
  readonly order: Order
}

/** Payments by the moment they were paid, and all that went out, on one day. */
export function transactionsOf(books: Books, day: StatementDay): Movement[] {
  return within(day, [...payments(books, (order) => order.payment?.paidAt), ...outgoing(books)])
}

/** Payments by the moment they were settled, and all that went out, on one day. */
export function settlementsOf(books: Books, day: StatementDay): Movement[] {
  return within(day, [...payments(books, (order) => order.settledAt), ...outgoing(books)])
}

function payments(books: Books, when: (order: Order) => number | undefined): Movement[] {
  return [...books.orders.values()].flatMap((order) => {
    const at = when(order)
    if (at === undefined || !order.payment) return []
    return {
      at,
      type: "PAYMENT" as const,
      fils: order.totalFils,
      feeFils: order.payment.payeeFeeFils,
      number: order.merchantOrderNo,
      ownNumber: order.orderNo,
      order,
    }
  })
}

/** Refunds count from the moment they left the merchant's account. */
function outgoing(books: Books): Movement[] {
  const out: Movement[] = []
  for (const refund of books.refunds.values()) {
    const order = books.orders.get(refund.originMerchantOrderNo)
    if (!order || refund.settledAt === undefined) continue
    const { fils, settledAt: at, refundMerchantOrderNo: number, orderNo: ownNumber } = refund
    out.push({ at, type: "REFUND", fils, feeFils: 0, number, ownNumber, order })
  }
  for (const { at, chargebackFils: fils, merchantOrderNo, orderNo } of books.chargebacks) {
    const order = books.orders.get(merchantOrderNo)
    const numbers = { number: merchantOrderNo, ownNumber: orderNo }
    if (order) out.push({ at, type: "CHARGEBACK", fils, feeFils: 0, ...numbers, order })
  }
  return out
}

function within(day: StatementDay, movements: readonly Movement[]): Movement[] {
  return movements
    .filter(({ at }) => at >= day.start && at < day.end)
    .sort((one, other) => one.at - other.at)
}
