import type { Drawn } from "../support/random-histories"
import type { Shop } from "../support/shop"
import type { History } from "./happenings"
import { OneCart } from "./one-cart"
import { complaints, untilAtRest } from "./promises"
import type { Sabotage } from "./sabotage"

/** How many carts are being played at the same moment. */
const AT_A_TIME = 6

/** A history that broke a promise, and what whoever reads of it wants to see. */
export interface Broken {
  readonly number: number
  readonly portrait: object
}

/**
 * Plays histories in one store, several at a time. When all have been played everything is put right,
 * and once nothing is left to do the books of every cart are compared.
 */
export async function playTogether(
  shop: Shop,
  sabotage: Sabotage,
  batch: readonly Drawn<History>[],
): Promise<{ carts: OneCart[]; broken: Broken[] }> {
  const waiting = [...batch]
  const carts: { number: number; cart: OneCart }[] = []
  const player = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const cart = await OneCart.fill(shop, sabotage, next.history)
      carts.push({ number: next.number, cart })
      await cart.play()
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, player))
  await putRight(shop, sabotage)
  const open = await untilAtRest(
    shop,
    carts.map(({ cart }) => cart),
  )
  const broken: Broken[] = []
  for (const { number, cart } of carts) {
    const undecided = open.has(cart.collectionId) ? ["something is still undecided"] : []
    const found = [...undecided, ...(await complaints(shop, cart))]
    if (found.length > 0) broken.push({ number, portrait: await portrait(shop, cart, found) })
  }
  return { carts: carts.map(({ cart }) => cart), broken }
}

async function putRight(shop: Shop, sabotage: Sabotage): Promise<void> {
  const { simulator } = shop
  sabotage.heal()
  simulator.faults.clear()
  simulator.notifications.clearFaults()
  await simulator.comeBack()
  await simulator.notifications.release()
}

async function portrait(shop: Shop, cart: OneCart, found: string[]): Promise<object> {
  const { ctx, medusa, simulator } = shop
  const rows = await ctx.payby.orders.ofCollection(cart.collectionId)
  return {
    found,
    diary: cart.diary,
    ledger: rows.map(({ terms: _terms, ...row }) => row),
    payby: rows.flatMap(({ merchantOrderNo: no }) =>
      simulator.books.hasOrder(no) ? [simulator.books.order(no).history] : [],
    ),
    calls: rows.flatMap(({ merchantOrderNo }) =>
      simulator
        .calls({ merchantOrderNo })
        .map(({ call, at, fault, answer }) => [at, call, fault, answer?.code, answer?.status]),
    ),
    sessions: await medusa.sessionsOf(cart.collectionId),
    payments: await medusa.paymentsOf(cart.collectionId),
    orders: await medusa.ordersOf(cart.cartId),
  }
}
