import { isOrderNo, isUnknownWord, knownRefundOrderNo, merchantOrderNo } from "../gateway"
import type { AcquireOrder, Fault, Money, Outcome, RefundOrder, TransferOrder } from "../gateway"
import type { Context } from "../settlement"
import type {
  AdminPayByLookUp,
  AdminPayByLookUpAnswer,
  AdminPayByLookUpKind,
} from "../api/admin/payby/contract"
import { endingOf } from "./actions/ending"
import { findByNumber } from "./find-by-number"
import { summaries } from "./orders"
import { instantView, moneyView } from "./views/money"

const NEWEST = { column: "created_at", descending: true } as const

/**
 * Asks PayBy what it has under a number, and changes nothing. PayBy is always asked by the merchant's
 * number; one of PayBy's own or of Medusa's is translated by the ledger first.
 */
export async function lookUp(
  ctx: Context,
  typed: string,
  kind: AdminPayByLookUpKind,
): Promise<AdminPayByLookUp> {
  const found = await findByNumber(ctx, typed)
  const page = await ctx.payby.search.orders.page({ found }, NEWEST, { limit: 1, offset: 0 })
  const [order = null] = await summaries(ctx, page.rows)
  const number = kind === "payment" ? (order?.merchant_order_no ?? typed.trim()) : typed.trim()
  let traceCode: string | null = null
  const off = ctx.payby.onCall((call) => {
    if (call.number === number) traceCode = call.traceCode ?? traceCode
  })
  const answered = await ask(ctx, number, kind).finally(off)
  return { number, kind, ...answered, trace_code: traceCode, order }
}

type Answered = Pick<AdminPayByLookUp, "result" | "message" | "answer">

async function ask(ctx: Context, number: string, kind: AdminPayByLookUpKind): Promise<Answered> {
  if (!isOrderNo(number)) {
    const message = "PayBy's numbers are letters, digits, “-” and “_”, at most 64."
    return { result: "no_answer", message, answer: null }
  }
  const { gateway } = ctx.payby
  switch (kind) {
    case "payment":
      return told(await gateway.getOrder(merchantOrderNo(number)), ofPayment)
    case "refund":
      return told(await gateway.getRefund(knownRefundOrderNo(number)), ofRefund)
    case "transfer":
      return told(await gateway.getTransfer(merchantOrderNo(number)), ofTransfer)
  }
}

function told<T>(outcome: Outcome<T>, view: (value: T) => AdminPayByLookUpAnswer): Answered {
  if (!outcome.ok) return notTold(outcome.fault)
  const answer = view(outcome.value)
  return { result: "found", message: `PayBy says ${answer.status}.`, answer }
}

function notTold(fault: Fault): Answered {
  const absent = fault.kind === "refused" && fault.meaning.startsWith("no-such")
  return absent
    ? { result: "absent", message: "PayBy says that it has no such number.", answer: null }
    : { result: "no_answer", message: endingOf(fault).message, answer: null }
}

const NOTHING_ELSE = { paid_amount: null, channel: null, revoked: null, at: null } as const

function ofPayment(order: AcquireOrder): AdminPayByLookUpAnswer {
  return {
    status: wordOf(order.status),
    payby_order_no: order.orderNo,
    amount: moneyView(order.totalAmount),
    paid_amount: optionalMoney(order.paymentInfo?.paidAmount),
    channel: order.paymentInfo?.payChannel ?? null,
    revoked: order.revoked,
    fail_code: order.failCode ?? null,
    fail_text: order.failDes ?? null,
    at: instantView(order.paymentInfo?.paidAt ?? null),
  }
}

function ofRefund(refund: RefundOrder): AdminPayByLookUpAnswer {
  return {
    ...NOTHING_ELSE,
    status: wordOf(refund.status),
    payby_order_no: refund.orderNo ?? null,
    amount: moneyView(refund.amount),
    fail_code: refund.failCode ?? null,
    fail_text: refund.failDes ?? null,
  }
}

function ofTransfer(transfer: TransferOrder): AdminPayByLookUpAnswer {
  return {
    ...NOTHING_ELSE,
    status: wordOf(transfer.status),
    payby_order_no: transfer.orderNo,
    amount: optionalMoney(transfer.amount),
    fail_code: transfer.failCode ?? null,
    fail_text: transfer.failDes ?? null,
    at: instantView(transfer.arrivesAt ?? null),
  }
}

function wordOf(status: AcquireOrder["status"] | RefundOrder["status"] | TransferOrder["status"]) {
  return isUnknownWord(status) ? status.unknown : status
}

function optionalMoney(money: Money | undefined): AdminPayByLookUpAnswer["amount"] {
  return money === undefined ? null : moneyView(money)
}
