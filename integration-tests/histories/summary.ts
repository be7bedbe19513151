import type { Shop } from "../support/shop"
import type { OneCart } from "./one-cart"

/** What came of a history; summed up it tells whether the histories had anything to tell. */
export interface Made extends Record<string, number> {
  happenings: number
  "orders at PayBy": number
  "paid at PayBy": number
  "orders in Medusa": number
  "cancelled by staff": number
  "given back": number
  "refunded in part": number
  "calls that went wrong": number
}

/** Counts what a finished history left in the books. */
export async function whatTheyMade(shop: Shop, cart: OneCart): Promise<Made> {
  const { books } = shop.simulator
  const rows = await shop.ctx.payby.orders.ofCollection(cart.collectionId)
  const known = rows.flatMap(({ merchantOrderNo: no }) =>
    books.hasOrder(no) ? [books.order(no)] : [],
  )
  const paid = known.filter((order) => order.paidAt !== null)
  const orders = await shop.medusa.ordersOf(cart.cartId)
  const calls = rows.flatMap(({ merchantOrderNo }) => shop.simulator.calls({ merchantOrderNo }))
  return {
    happenings: cart.history.length,
    "orders at PayBy": known.length,
    "paid at PayBy": paid.length,
    "orders in Medusa": orders.length,
    "cancelled by staff": orders.filter(({ status }) => status === "canceled").length,
    "given back": paid.filter(({ kept }) => Number(kept) === 0).length,
    "refunded in part": paid.filter(
      ({ kept, totalAmount }) => Number(kept) > 0 && Number(kept) < Number(totalAmount),
    ).length,
    "calls that went wrong": calls.filter(({ fault }) => fault !== null).length,
  }
}
