import { aed, decimalText, fils, sameMoney } from "../../../gateway"
import type { Money } from "../../../gateway"
import type { PayByOrder } from "../ledger/order"
import { cameToNothing, givenBack } from "../ledger/refund"
import type { PayByRefund } from "../ledger/refund"
import type { StatedLine } from "../ledger/statement-rows"
import type { LineBesideLedger } from "../ledger/statement-lines"
import type { Finding, FindingKind } from "./finding"

/** What Medusa's books show of an order's payment. */
export interface InMedusa {
  readonly captured: Money
  readonly refunded: Money
}

/** How a web shop is paid; whatever else is on the same account was paid elsewhere. */
const WEB_SCENES = ["PAYPAGE", "DYNQR", "EWALLET", "INAPP", "JSAPI"]

/** Whether a row is about a sale that no web shop could have made. */
export function isElsewhere({ line, order, refund }: LineBesideLedger): boolean {
  if (order !== null || refund !== null) return false
  return line.scene !== "" && !WEB_SCENES.includes(line.scene)
}

/** What a row of the statement shows that the ledger does not, or otherwise. Pure. */
export function compareWithLedger(beside: LineBesideLedger): Finding[] {
  if (isElsewhere(beside)) return []
  switch (beside.line.movement) {
    case "payment":
      return comparePayment(beside)
    case "refund":
      return compareRefund(beside)
    case "chargeback":
      return [compareChargeback(beside)]
  }
}

function comparePayment({ line, order }: LineBesideLedger): Finding[] {
  if (order === null) return [found("payment-unknown-here", line, null)]
  if (line.reverted) {
    const isUndone = order.revoked || order.status === "FAILURE" || order.revokeSentAt !== null
    return isUndone ? [] : [found("payment-reverted-there", line, order)]
  }
  if (order.paidAt === null) return [found("payment-unpaid-here", line, order)]
  // What reaches the account may be less than what was paid.
  const differs = line.section === "transactions" && !sameMoney(aed(line.amount), order.amount)
  return differs ? [found("payment-amount-differs", line, order)] : []
}

function compareRefund({ line, order, refund }: LineBesideLedger): Finding[] {
  if (refund === null) {
    // Revoking a settled order, PayBy makes a refund of its own.
    const byRevoke = order !== null && (order.revoked || order.revokeSentAt !== null)
    return byRevoke ? [] : [found("refund-unknown-here", line, order)]
  }
  const amountHere = decimalText(refund.amount)
  const more = {
    refundNo: refund.refundNo,
    amountHere,
    detail: `here: ${refund.status ?? "unknown"}`,
  }
  if (refund.status === null || cameToNothing(refund)) {
    return [{ ...found("refund-failed-here", line, order), ...more }]
  }
  const differs = line.section === "transactions" && !sameMoney(aed(line.amount), refund.amount)
  return differs ? [{ ...found("refund-amount-differs", line, order), ...more }] : []
}

function compareChargeback({ line, order }: LineBesideLedger): Finding {
  const isKnown = order !== null && order.chargebacks.length > 0
  return found(isKnown ? "charged-back" : "chargeback-unknown-here", line, order)
}

/**
 * What Medusa's books show otherwise than the ledger, about an order that PayBy was paid for. A part of a payment may
 * have shifted by a fils in rounding.
 */
export function compareWithMedusa(
  { line, order, refunds }: LineBesideLedger,
  medusa: InMedusa | null,
): Finding[] {
  if (order === null || order.paidAt === null || line.movement === "chargeback") return []
  const kept = order.revoked ? fils(0) : keptOf(order.amount, givenBack(refunds))
  if (medusa === null) {
    const isGoing = kept.fils === 0 || order.intent === "return"
    return isGoing ? [] : [found("payment-not-in-medusa", line, order)]
  }
  const shown = medusa.captured.fils - medusa.refunded.fils
  const alive = refunds.filter((refund) => !cameToNothing(refund)).length
  if (Math.abs(shown - kept.fils) <= alive) return []
  if (order.intent === "return" && order.finishedAt === null) return []
  const detail =
    `Medusa: captured ${decimalText(medusa.captured)}, given back ${decimalText(medusa.refunded)}; ` +
    `ledger: taken ${decimalText(order.amount)}, kept ${decimalText(kept)}`
  return [{ ...found("payment-differs-in-medusa", line, order), detail }]
}

/** More than was taken should never be given back; if it was, that is for the findings to say. */
function keptOf(taken: Money, given: Money): Money {
  return fils(Math.max(0, taken.fils - given.fils))
}

/** A row that stands in the statement more than once. */
export function listedTwice(line: StatedLine): Finding {
  const kind = line.movement === "refund" ? "refund-listed-twice" : "payment-listed-twice"
  return { ...found(kind, line, null), refundNo: line.movement === "refund" ? line.number : null }
}

/** A payment that the statement does not have. */
export function missingPayment(order: PayByOrder, at: Date, isCertain: boolean): Finding {
  return {
    ...NOTHING,
    kind: isCertain ? "payment-missing-there" : "perhaps-another-day",
    merchantOrderNo: order.merchantOrderNo,
    paybyOrderNo: order.paybyOrderNo,
    collectionId: order.collectionId,
    amountHere: decimalText(order.amount),
    at,
  }
}

/** A refund that the statement does not have. */
export function missingRefund(refund: PayByRefund, at: Date, isCertain: boolean): Finding {
  return {
    ...NOTHING,
    kind: isCertain ? "refund-missing-there" : "perhaps-another-day",
    merchantOrderNo: refund.merchantOrderNo,
    refundNo: refund.refundNo,
    amountHere: decimalText(refund.amount),
    at,
  }
}

/** A finding about no order in particular. */
export function aboutTheFile(kind: "line-unreadable" | "lines-missing", detail: string): Finding {
  return { ...NOTHING, kind, detail }
}

const NOTHING = {
  merchantOrderNo: null,
  refundNo: null,
  paybyOrderNo: null,
  collectionId: null,
  orderId: null,
  amountThere: null,
  amountHere: null,
  at: null,
  detail: null,
} as const

function found(kind: FindingKind, line: StatedLine, order: PayByOrder | null): Finding {
  const isPayment = line.movement === "payment"
  const ownNumber = isPayment ? line.number : line.originNumber || line.number
  return {
    ...NOTHING,
    kind,
    merchantOrderNo: order?.merchantOrderNo ?? ownNumber,
    refundNo: line.movement === "refund" ? line.number : null,
    paybyOrderNo: line.paybyOrderNo || null,
    collectionId: order?.collectionId ?? null,
    amountThere: line.amount,
    amountHere: isPayment && order !== null ? decimalText(order.amount) : null,
    at: line.at,
    detail:
      isPayment && order !== null ? `here: ${order.status ?? "unknown"}, ${order.intent}` : null,
  }
}
