import { setTimeout as passed } from "node:timers/promises"
import * as fc from "fast-check"
import { z } from "@medusajs/framework/zod"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { untilPayment, untilSettled } from "../support/checkout"
import type { Unpaid } from "../support/checkout"
import { eventually } from "../support/eventually"
import { noteFigures, seed as chosenSeed, size } from "../support/lab-book"
import { theShop } from "../support/the-shop"

/**
 * How long a shopper waits for the order when PayBy's notifications never arrive and nobody comes back:
 * the default policy, in real time. Shoppers take their time to pay: ten seconds and then, at random,
 * 100 s more on average, at most ten minutes.
 *
 *     PAYMENTS=300 npm test -- integration-tests/heavy/lost-notifications.spec.ts
 */
const PAYMENTS = size("PAYMENTS", 100)
const SHORTEST_MS = 10_000
const MEAN_MS = 100_000
const LONGEST_MS = 10 * 60_000

const shop = theShop()

it(`makes an order of each of ${PAYMENTS} payments: 95 of 100 within a minute, all within five`, async () => {
  const seed = chosenSeed()
  shop.simulator.notifications.mode = "lose"
  const payments: Promise<Unpaid>[] = []
  for (const delay of delaysOf(seed)) {
    const checkout = await untilPayment(shop)
    payments.push(passed(delay).then(() => paid(checkout)))
  }

  const seconds: number[] = []
  for (const checkout of await Promise.all(payments)) {
    const orderedAt = await eventually(() => orderTime(checkout.cart.id), "the order", 5 * 60_000)
    seconds.push((orderedAt - paidTime(checkout)) / 1_000)
    await untilSettled(shop, checkout.no)
  }
  seconds.sort((a, b) => a - b)
  const figures = {
    seed,
    payments: PAYMENTS,
    lost: PAYMENTS - seconds.length,
    "seconds, median": percentile(seconds, 50),
    "seconds, 95th percentile": percentile(seconds, 95),
    "seconds, longest": percentile(seconds, 100),
    "calls of getOrder": shop.simulator.callCount("getOrder"),
  }
  noteFigures("orders without notifications", figures)
  expect(shop.simulator.notifications.sent()).toEqual([])
  expect(percentile(seconds, 95)).toBeLessThanOrEqual(60)
  expect(percentile(seconds, 100)).toBeLessThanOrEqual(300)
}, 3_600_000)

async function paid(checkout: Unpaid): Promise<Unpaid> {
  await shop.simulator.pay(checkout.no)
  return checkout
}

function paidTime({ no }: Unpaid): number {
  const { paidAt } = shop.simulator.books.order(no)
  if (paidAt === null) throw new Error(`nobody paid ${no}`)
  return paidAt
}

async function orderTime(cartId: string): Promise<number | null> {
  const query = shop.ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["order.created_at"],
    filters: { cart_id: cartId },
  })
  const [link] = z.array(z.object({ order: z.object({ created_at: z.coerce.date() }) })).parse(data)
  return link === undefined ? null : link.order.created_at.getTime()
}

/** The value that so many of a hundred do not exceed; `sorted` ascending. */
function percentile(sorted: readonly number[], percent: number): number {
  const at = Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)
  return Math.round((sorted[at] ?? NaN) * 10) / 10
}

/** How long each shopper takes to pay, milliseconds. */
function delaysOf(seed: number): number[] {
  const million = 1_000_000
  const chance = fc.sample(fc.nat(million - 1), { seed, numRuns: PAYMENTS, unbiased: true })
  return chance.map((one) =>
    Math.min(LONGEST_MS, SHORTEST_MS - MEAN_MS * Math.log(1 - one / million)),
  )
}
