import { isPaid } from "../gateway"
import type { IntentReason, PayByOrder } from "../modules/payby/ledger/order"

/** How a payment stands, for the shopper. The contract of the store's routes tells what each means. */
export type PaymentStatus =
  "starting" | "waiting" | "paid" | "ordered" | "closing" | "closed" | "returning" | "returned"

/** Why it went wrong, as far as it concerns a shopper. */
export type PaymentReason =
  "given-up" | "expired" | "replaced" | "failed" | "paid-otherwise" | "order-cancelled" | "other"

/** PayBy's word, our intent and whether Medusa has an order, in the shopper's words. */
export function statusOf(order: PayByOrder, isOrdered: boolean, now: Date): PaymentStatus {
  const wasPaid = order.paidAt !== null
  if (order.intent === "return" && wasPaid) {
    return order.finishedAt === null ? "returning" : "returned"
  }
  switch (order.status) {
    case "PAID_SUCCESS":
    case "SETTLED":
      // While Medusa completes a cart its order is there to be seen, and may be taken back.
      return isOrdered && order.settlement === "settled" ? "ordered" : "paid"
    case "FAILURE":
      return wasPaid ? "returned" : "closed"
    case "CREATED":
    case null:
      return unpaid(order, now)
    case "AUTHORIZATION":
    case "VOID":
      // No scene of ours leads here; it is being asked about.
      return "starting"
  }
}

function unpaid(order: PayByOrder, now: Date): PaymentStatus {
  if (order.intent !== "collect") return order.finishedAt === null ? "closing" : "closed"
  if (now >= order.expiresAt) return "closing"
  return order.status === "CREATED" && order.payUrl !== null ? "waiting" : "starting"
}

/** Null while nothing has gone wrong. */
export function reasonOf(order: PayByOrder, status: PaymentStatus): PaymentReason | null {
  switch (status) {
    case "starting":
    case "waiting":
    case "paid":
    case "ordered":
      return null
    case "closing":
    case "closed":
    case "returning":
    case "returned":
      return order.intentReason === null ? unspoken(order) : REASONS[order.intentReason]
  }
}

/** The ledger has not said why yet: PayBy closed it, or its time is over. */
function unspoken(order: PayByOrder): PaymentReason {
  return order.status === "FAILURE" ? "failed" : "expired"
}

const REASONS: Readonly<Record<IntentReason, PaymentReason>> = {
  "given-up": "given-up",
  expired: "expired",
  unresolved: "failed",
  "unpaid-too-long": "expired",
  superseded: "replaced",
  abandoned: "replaced",
  failed: "failed",
  refused: "failed",
  refunded: "order-cancelled",
  "collection-paid": "paid-otherwise",
  "nothing-to-pay": "replaced",
  "not-completed": "other",
  "order-cancelled": "order-cancelled",
  "by-staff": "other",
}

/** Nothing more will happen. */
export function isFinalStatus(status: PaymentStatus): boolean {
  return status === "ordered" || status === "closed" || status === "returned"
}

/** Whether PayBy's verified word is that the money is there. */
export function isPaidFor(order: PayByOrder): boolean {
  return order.status !== null && isPaid(order.status)
}
