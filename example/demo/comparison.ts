import { stripVTControlCharacters } from "node:util"
import type { OrderRecord } from "../../src/simulator"
import type { AdminOrder } from "./back-office"
import { bold, dim, green, red } from "./paint"

const LABEL = 12
const COLUMN = 39

/** Medusa's order and its payment beside PayBy's order, and whether the two agree. */
export function comparison(
  order: AdminOrder,
  payby: OrderRecord,
  calls: number,
): { text: string; agree: boolean } {
  const payments = order.payment_collections.flatMap(({ payments }) => payments ?? [])
  const captured = payments.flatMap(({ captures }) => captures ?? [])
  const sum = captured.reduce((total, { amount }) => total + amount, 0)
  const [payment] = payments
  const agree =
    payments.length === 1 &&
    captured.length === 1 &&
    payby.paid &&
    money(sum) === payby.totalAmount &&
    money(order.total) === payby.totalAmount
  const rows = [
    row("", bold("Medusa"), bold("PayBy")),
    row("order", `#${order.display_id}  ${order.id}`, payby.orderNo),
    row("payment", payment?.id ?? "none", payby.merchantOrderNo),
    row("amount", `AED ${money(order.total)}`, `AED ${payby.totalAmount}`),
    row("paid", `AED ${money(sum)}`, payby.paidAmount ? `AED ${payby.paidAmount}` : "nothing"),
    row("status", order.payment_status, payby.status),
    row("when", clock(payment?.captured_at?.getTime()), clock(payby.paidAt ?? undefined)),
  ]
  const verdict = agree
    ? `${green("✓")} One order, one capture, the same amount on both sides, ${callsInWords(calls)}.`
    : `${red("✗")} Medusa and PayBy do not agree.`
  return { text: [...rows, "", `  ${verdict}`].join("\n"), agree }
}

function row(label: string, medusa: string, payby: string): string {
  return `  ${dim(label.padEnd(LABEL))}${pad(medusa)}${payby}`
}

/** Pads by what is seen: colour has no width. */
function pad(text: string): string {
  const seen = stripVTControlCharacters(text).length
  return text + " ".repeat(Math.max(1, COLUMN - seen))
}

function money(amount: number): string {
  return amount.toFixed(2)
}

function clock(at: number | undefined): string {
  return at === undefined ? "never" : new Date(at).toISOString().slice(11, 23)
}

function callsInWords(calls: number): string {
  return calls === 1 ? "one call to PayBy" : `${calls} calls to PayBy`
}
