import { histories } from "./histories/happenings"
import { QUICK, QUICK_DEADLINE_MS } from "./histories/quick-policy"
import { Sabotage } from "./histories/sabotage"
import { whatTheyMade } from "./histories/summary"
import type { Made } from "./histories/summary"
import { playTogether } from "./histories/together"
import { noteFigures } from "./support/lab-book"
import { offerTheOther } from "./support/other-provider"
import { drawHistories } from "./support/random-histories"
import { theShop } from "./support/the-shop"

/**
 * Random histories of carts in a real Medusa, on a real Postgres, against a PayBy on loopback: many at
 * a time, as shoppers come, and when a batch has been played everything is put right and the books of
 * all of them are compared.
 *
 *     HISTORIES=1000 npm test -- integration-tests/histories.spec.ts
 *
 * plays more of them. One that breaks a promise is printed with the command that plays it again. Time
 * is real and passes differently each time, so it may take some more turns to come again.
 */
const FILE = "integration-tests/histories.spec.ts"
const EVERY_DAY = 40
const BATCH = 40

const shop = theShop({
  policy: JSON.stringify(QUICK),
  deadlineMs: QUICK_DEADLINE_MS,
  simulator: { refundSettlesAfterMs: 200, refundSucceedsAfterMs: 500 },
})
let sabotage: Sabotage

beforeAll(async () => {
  await offerTheOther(shop)
  const { logger } = shop.ctx.payby
  // Errors are what these histories are made of.
  jest.spyOn(logger, "error").mockImplementation(() => undefined)
  sabotage = new Sabotage(shop)
})

const { seed, drawn, playAgain } = drawHistories(FILE, histories, EVERY_DAY)

it(`keeps every promise about money and orders in ${drawn.length} random histories`, async () => {
  const began = Date.now()
  const before = process.cpuUsage()
  const made: Made[] = []
  for (let first = 0; first < drawn.length; first += BATCH) {
    const batch = drawn.slice(first, first + BATCH)
    const { carts, broken } = await playTogether(shop, sabotage, batch)
    if (broken.length > 0) throw new Error(playAgain(broken))
    for (const cart of carts) made.push(await whatTheyMade(shop, cart))
    // A long series tells how far it has come, and what it began with.
    if (drawn.length > BATCH) process.stderr.write(`${made.length} histories of seed ${seed}\n`)
  }
  noteFigures("random histories", {
    seed,
    histories: drawn.length,
    "broken promises": 0,
    seconds: Math.round((Date.now() - began) / 1_000),
    "processor seconds": Math.round(processorMs(process.cpuUsage(before)) / 1_000),
    ...sumOf(made),
  })
}, 7_200_000)

/** What the histories cost on a machine that is busy with other things. Milliseconds. */
function processorMs({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000
}

function sumOf(all: readonly Made[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const made of all) {
    for (const [name, count] of Object.entries(made)) sums[name] = (sums[name] ?? 0) + count
  }
  return sums
}
