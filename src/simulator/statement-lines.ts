import type { Books } from "./books"
import { isJsonObject } from "./json"
import { decimalText, share, type Fils } from "./money"
import { type Movement, settlementsOf, type StatementDay, transactionsOf } from "./movements"
import { dubaiDate, dubaiIso } from "./numbers"
import { acquireOrder } from "./wire"

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

/** The transaction statement: everything paid, refunded or charged back on the day. */
export function transactionLines(books: Books, day: StatementDay, mid: string): StatementFile {
  const movements = transactionsOf(books, day)
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
  const movements = settlementsOf(books, day)
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
