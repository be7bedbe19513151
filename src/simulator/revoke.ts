import type { Agenda } from "./agenda"
import type { Books, Order } from "./books"
import { Refusal } from "./codes"
import type { JsonObject } from "./json"
import type { Orders } from "./orders"
import type { Refunds } from "./refunds"
import type { Settings } from "./settings"

export interface RevokeWorld {
  readonly books: Books
  readonly agenda: Agenda
  readonly settings: Settings
  readonly orders: Orders
  readonly refunds: Refunds
}

/**
 * "Undo, whatever happened": an unpaid order is closed, a paid one gives its money back, a settled
 * one keeps its status and gets a refund order. An order that failed stays as it is, so asking
 * again after a lost answer does no harm.
 */
export function revoke(world: RevokeWorld, biz: JsonObject): Order {
  const { books, agenda, settings, orders } = world
  const order = orders.get(biz)
  if (order.status === "CREATED") orders.fail(order, "revoked before it was paid")
  if (order.status === "FAILURE" || order.revoked) return order
  if (books.refundedFils(order) > 0) {
    throw new Refusal("62041", "the order was refunded, in part or in full")
  }
  if (settings.revokeAfterMs === 0) giveBack(world, order)
  else agenda.after(settings.revokeAfterMs, () => giveBack(world, order))
  return order
}

function giveBack({ books, orders, refunds }: RevokeWorld, order: Order): void {
  if (order.revoked || books.refundedFils(order) > 0) return
  order.revoked = true
  if (order.status === "SETTLED") refunds.placeByRevoke(order)
  else orders.become(order, "FAILURE", "revoked, the money went back to the payer")
}
