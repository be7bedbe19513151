import { compareMoney, fils, isPaid, subtract } from "../../gateway"
import type { Money } from "../../gateway"
import type { PayByOrder } from "../../modules/payby/ledger/order"
import { cameToNothing, givenBack, isUnderWay } from "../../modules/payby/ledger/refund"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { NotificationFacts } from "../../modules/payby/ledger/notification-search"
import type {
  AdminPayByAction,
  AdminPayByActionName,
  AdminPayByActionObstacle,
} from "../../api/admin/payby/contract"
import { isGivenUp } from "../order-state"
import { moneyView } from "../views/money"
import { OBSTACLES } from "./obstacles"

const ROOT = "/admin/payby"

type Obstacle = AdminPayByActionObstacle | null

/** What staff may do with an order as it stands, and why not the rest. */
export function orderActions(
  order: PayByOrder,
  refunds: readonly PayByRefund[],
): AdminPayByAction[] {
  const path = `${ROOT}/orders/${order.merchantOrderNo}`
  const rest = refundable(order, refunds)
  return [
    action("ask", `${path}/ask`, null),
    action("cancel", `${path}/cancel`, whyNotCancel(order)),
    action("settle", `${path}/settle`, whyNotSettle(order)),
    action("revoke", `${path}/revoke`, whyNotRevoke(order, rest), rest),
    action("acknowledge", `${path}/acknowledge`, unlessWaiting(order.attention !== null)),
  ]
}

/** What staff may do with a refund. */
export function refundActions(
  refund: PayByRefund,
  siblings: readonly PayByRefund[],
): AdminPayByAction[] {
  const path = `${ROOT}/refunds/${refund.refundNo}`
  const isOpen = refund.status === null || isUnderWay(refund)
  return [
    action("retry_refund", `${path}/retry`, whyNotRetry(refund, siblings), refund.amount),
    action("follow_refund", `${path}/follow`, isOpen ? null : "refund_over"),
    action("acknowledge", `${path}/acknowledge`, unlessWaiting(refund.attention !== null)),
  ]
}

/** What staff may do with a stored notification. */
export function notificationActions(facts: NotificationFacts): AdminPayByAction[] {
  const path = `${ROOT}/notifications/${facts.id}`
  const waits = ["poison", "unknown_order"].includes(facts.state) && facts.acknowledgedAt === null
  return [
    action("replay", `${path}/replay`, null),
    action("acknowledge", `${path}/acknowledge`, unlessWaiting(waits)),
  ]
}

/** What is left of a payment, to be given back. */
export function refundable(order: PayByOrder, refunds: readonly PayByRefund[]): Money {
  const isKept = order.paidAt !== null && !order.revoked && order.status !== "FAILURE"
  if (!isKept) return fils(0)
  const rest = subtract(order.amount, givenBack(refunds))
  return compareMoney(rest, fils(0)) > 0 ? rest : fils(0)
}

function whyNotCancel(order: PayByOrder): Obstacle {
  if (isPaidFor(order)) return "already_paid"
  if (order.intent === "return") return "being_returned"
  return order.finishedAt !== null || order.status === "FAILURE" ? "already_closed" : null
}

function whyNotSettle(order: PayByOrder): Obstacle {
  if (!isPaidFor(order)) return "not_paid"
  if (order.intent === "return") {
    return order.finishedAt === null ? "being_returned" : "already_returned"
  }
  const isSure = order.settlement === "settled" && order.attention !== "medusa-disagrees"
  return isSure ? "already_settled" : null
}

function whyNotRevoke(order: PayByOrder, rest: Money): Obstacle {
  if (order.paidAt === null) return "not_paid"
  if (compareMoney(rest, fils(0)) === 0) return "already_returned"
  return order.intent === "return" && !isGivenUp(order) ? "being_returned" : null
}

function whyNotRetry(refund: PayByRefund, siblings: readonly PayByRefund[]): Obstacle {
  if (!cameToNothing(refund)) return "refund_not_failed"
  return siblings.some((other) => other.retryOf === refund.refundNo) ? "refund_retried" : null
}

function unlessWaiting(waits: boolean): Obstacle {
  return waits ? null : "nothing_to_acknowledge"
}

function isPaidFor(order: PayByOrder): boolean {
  return order.status !== null && isPaid(order.status)
}

function action(
  name: AdminPayByActionName,
  path: string,
  obstacle: Obstacle,
  amount?: Money,
): AdminPayByAction {
  return {
    name,
    allowed: obstacle === null,
    obstacle,
    obstacle_text: obstacle === null ? null : OBSTACLES[obstacle],
    moves_money: amount !== undefined,
    amount: amount === undefined ? null : moneyView(amount),
    path,
  }
}
