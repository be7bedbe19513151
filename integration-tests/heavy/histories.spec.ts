import * as fc from "fast-check"
import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"
import { histories } from "../histories/happenings"
import type { History } from "../histories/happenings"
import { OneCart, OTHER_PROVIDER } from "../histories/one-cart"
import { complaints, untilAtRest } from "../histories/promises"
import { QUICK, QUICK_DEADLINE_MS } from "../histories/quick-policy"
import { Sabotage } from "../histories/sabotage"
import { checkHistories, numberOfHistories } from "../support/random-histories"
import { theShop } from "../support/the-shop"

/**
 * Random histories of carts in a real Medusa, on a real Postgres, against a PayBy on loopback: several
 * at a time, and when all have been played everything is put right and the books are compared.
 *
 *     HISTORIES=1000 npm test -- integration-tests/heavy/histories.spec.ts
 *
 * plays more of them. A batch that fails is printed with the command that plays it again, and `ONLY=7`
 * plays nothing but its eighth history. Real time passes differently each time, so a failure that does
 * not come again at once may come when it is played some more.
 */
const FILE = "integration-tests/heavy/histories.spec.ts"
const AT_A_TIME = 8
const BATCH = 40

const shop = theShop({
  policy: JSON.stringify(QUICK),
  deadlineMs: QUICK_DEADLINE_MS,
  simulator: { refundSettlesAfterMs: 200, refundSucceedsAfterMs: 500 },
})
let sabotage: Sabotage

beforeAll(async () => {
  const { regionId, providerId } = shop.store.seeded
  await updateRegionsWorkflow(shop.ctx.container).run({
    input: {
      selector: { id: regionId },
      update: { payment_providers: [providerId, OTHER_PROVIDER] },
    },
  })
  const { logger } = shop.ctx.payby
  // Errors are what these histories are made of.
  jest.spyOn(logger, "error").mockImplementation(() => undefined)
  sabotage = new Sabotage(shop)
})

const wanted = numberOfHistories(BATCH)
const numRuns = Math.ceil(wanted / BATCH)
const size = Math.min(BATCH, wanted)

it(`keeps every promise about money and orders in ${numRuns * size} random histories`, async () => {
  const batch = fc.array(histories, { minLength: size, maxLength: size })
  const property = fc.asyncProperty(batch, async (all) => {
    const { ONLY } = process.env
    expect(await brokenPromises(ONLY ? [all[Number(ONLY)] ?? []] : all)).toEqual([])
  })
  // A batch takes a minute: it is not shortened, but names the histories that broke a promise.
  await checkHistories(FILE, property, { numRuns, endOnFailure: true }, async () => "")
}, 7_200_000)

async function brokenPromises(batch: readonly History[]): Promise<object[]> {
  const waiting = [...batch.entries()]
  const carts: OneCart[] = []
  const player = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, history] = next
      const cart = await OneCart.fill(shop, sabotage, history)
      carts[index] = cart
      await cart.play()
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, player))
  await putRight()
  const open = await untilAtRest(shop, carts)
  const broken: object[] = open.length === 0 ? [] : [{ "still undecided": open }]
  for (const [index, cart] of carts.entries()) {
    const found = await complaints(shop, cart)
    if (found.length > 0) broken.push(await portrait(index, cart, found))
  }
  return broken
}

async function putRight(): Promise<void> {
  const { simulator } = shop
  sabotage.heal()
  simulator.faults.clear()
  simulator.notifications.clearFaults()
  await simulator.comeBack()
  await simulator.notifications.release()
}

/** What whoever reads a failure wants to see. */
async function portrait(index: number, cart: OneCart, found: string[]): Promise<object> {
  const { ctx, medusa, simulator } = shop
  const rows = await ctx.payby.orders.ofCollection(cart.collectionId)
  return {
    index,
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
