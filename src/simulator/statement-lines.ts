import type { Books, Order } from "./books"
import { isJsonObject } from "./json"
import { decimalText, share, type Fils } from "./money"
import { dubaiDate, dubaiIso } from "./numbers"
import { acquireOrder } from "./wire"

export interface StatementDay {
  /** `2021-01-12`, a day in Dubai from `start` to before `end` (epoch milliseconds). */
  readonly date: string
  readonly start: number
  readonly end: number
}

export interface StatementFile {
  readonly summary: string
  readonly columns: string
  readonly rows: readonly string[]
}

const TRANSACTION_COLUMNS =
  "paidTime|transactionType|totalAmount|orderCurrency|productName|paySceneCode|merchantOrderNo|" +
  "orderNo|status|paymentMethodType|subject|payeeMid|terminalId|operatorId|storeId|merchantName|" +
  "storeName|originMerchantOrderNo|reserved"

const SETTLEMENT_COLUMNS =
  "settledTIme|transactionType|direction|settlementAmount|orderCurrency|productName|paySceneCode|" +
  "merchantOrderNo|orderNo|paidTime|status|comm|commCurrency|VAT|VATCurrency|paymentMethodType|" +
  "subject|payeeMid|terminalId|operatorId|storeId|merchantName|storeName|originMerchantOrderNo|" +
  "reserved"

/** One movement of money. Fees are the merchant's, in fils. */
interface Movement {
  readonly at: number
  readonly type: "PAYMENT" | "REFUND" | "CHARGEBACK"
  readonly fils: Fils
  readonly feeFils: Fils
  readonly number: string
  readonly ownNumber: string
  readonly order: Order
}

/** The transaction statement: everything paid, refunded or charged back on the day. */
export function transactionLines(books: Books, day: StatementDay, mid: string): StatementFile {
  const movements = within(day, [...payments(books, paidAt), ...outgoing(books)])
  return {
    summary: [`mid:${mid}`, ...period("periodNo", day), `totalCount:${movements.length}`].join("|"),
    columns: TRANSACTION_COLUMNS,
    rows: movements.map((movement) => {
      const { at, type, fils, number, ownNumber, order } = movement
      return row([
        dubaiIso(at),
        type,
        decimalText(fils),
        "AED",
        "Basic Payment Gateway",
        order.scene,
        number,
        ownNumber,
        order.revoked && type === "PAYMENT" ? "REVERTED" : "SUCCESS",
        order.payment?.channel ?? "",
        ...details(movement, mid),
      ])
    }),
  }
}

/** The settlement statement: everything that reached or left the merchant's account on the day. */
export function settlementLines(books: Books, day: StatementDay, mid: string): StatementFile {
  const movements = within(day, [...payments(books, settledAt), ...outgoing(books)])
  const credit = sum(movements.filter(isIncoming), (movement) => movement.fils)
  const debit = sum(
    movements.filter((movement) => !isIncoming(movement)),
    (one) => one.fils,
  )
  const fees = sum(movements, (movement) => movement.feeFils)
  const vat = fees - share(fees, 9524)
  const left = credit - debit - fees
  return {
    summary: [
      `mid:${mid}`,
      ...period("settlePeriodNo", day),
      "openingAmount:AED 0.00",
      `totalCount:${movements.length}`,
      `totalCredit:AED ${decimalText(credit)}`,
      `totalDebit:AED ${decimalText(debit)}`,
      `totalComm:AED ${decimalText(fees - vat)}`,
      `totalVAT:AED ${decimalText(vat)}`,
      `settleToBank:AED ${decimalText(left)} success`,
      "stayAmount:AED 0.00",
    ].join("|"),
    columns: SETTLEMENT_COLUMNS,
    rows: movements.map((movement) => {
      const { at, type, fils, feeFils, number, ownNumber, order } = movement
      const vatFils = feeFils - share(feeFils, 9524)
      return row([
        dubaiIso(at),
        type,
        isIncoming(movement) ? "IN" : "OUT",
        decimalText(fils),
        "AED",
        "Basic Payment Gateway",
        order.scene,
        number,
        ownNumber,
        dubaiIso(order.payment?.paidAt ?? at),
        "SUCCESS",
        decimalText(feeFils - vatFils),
        "AED",
        decimalText(vatFils),
        "AED",
        order.payment?.channel ?? "",
        ...details(movement, mid),
      ])
    }),
  }
}

const paidAt = (order: Order) => order.payment?.paidAt
const settledAt = (order: Order) => order.settledAt

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

function isIncoming(movement: Movement): boolean {
  return movement.type === "PAYMENT"
}

function period(name: string, day: StatementDay): string[] {
  const next = dubaiDate(day.end)
  return [
    `${name}:${next.replaceAll("-", "")}`,
    `startTime:${day.date} 00:00`,
    `endTime:${next} 00:00`,
  ]
}

/** The columns that both files end with. */
function details({ order, type }: Movement, mid: string): string[] {
  const { subject, accessoryContent, reserved } = acquireOrder(order, mid, 0)
  const content = isJsonObject(accessoryContent) ? accessoryContent.terminalDetail : undefined
  const terminal = isJsonObject(content) ? content : {}
  return [
    text(subject),
    mid,
    text(terminal.terminalId),
    text(terminal.operatorId),
    text(terminal.storeId),
    text(terminal.merchantName),
    text(terminal.storeName),
    type === "PAYMENT" ? "" : order.merchantOrderNo,
    text(reserved),
  ]
}

function text(value: unknown): string {
  return typeof value === "string" ? value : ""
}

/** The format knows no quoting: what would break a line is replaced by a blank. */
function row(values: readonly string[]): string {
  return values.map((value) => value.replace(/[|\r\n]+/g, " ")).join("|")
}

function sum<Item>(items: readonly Item[], of: (item: Item) => Fils): Fils {
  return items.reduce((total, item) => total + of(item), 0)
}
