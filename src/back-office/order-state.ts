import { isPaid } from "../gateway"
import type { PayByOrder } from "../modules/payby/ledger/order"
import type { AdminPayByOrderState } from "../api/admin/payby/contract"

/** Reasons for which a return ends without the money having gone back. */
const GIVEN_UP = ["medusa-disagrees", "refund-refused", "refund-failed"]

/** PayBy's word and our intent in one word for people. */
export function stateOf(order: PayByOrder): AdminPayByOrderState {
  if (order.intent === "return") return ofReturn(order)
  if (order.status !== null && isPaid(order.status)) {
    return order.settlement === "settled" ? "settled" : "settling"
  }
  if (order.status === "AUTHORIZATION" || order.status === "VOID") return "unclear"
  if (order.finishedAt !== null) return "closed"
  if (order.intent === "close" || order.status === "FAILURE") return "closing"
  const isPayable = order.status === "CREATED" && order.linkHandedOutAt !== null
  return isPayable ? "waiting" : "unresolved"
}

/** The return ended, but its money stayed: a person has to decide. */
export function isGivenUp(order: PayByOrder): boolean {
  const ended = order.intent === "return" && order.finishedAt !== null && !order.revoked
  return ended && order.attention !== null && GIVEN_UP.includes(order.attention)
}

function ofReturn(order: PayByOrder): AdminPayByOrderState {
  if (order.finishedAt === null) return "returning"
  if (isGivenUp(order)) return "unclear"
  return order.paidAt === null ? "closed" : "returned"
}
