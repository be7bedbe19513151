import * as fc from "fast-check"
import { complaints, settleDown } from "./model/invariants"
import { play } from "./model/history"
import type { History } from "./model/history"
import { histories } from "./model/plots"
import { portrait } from "./model/portrait"
import { REMEMBERED } from "./model/remembered"
import { beginStories, beginStory, endStories } from "./model/story-time"
import { checkHistories, numberOfHistories } from "./support/random-histories"

/**
 * The plugin's own code, all of it, in random histories of one cart: shoppers, staff, PayBy, the network,
 * crashes between any two steps, and time. Medusa, PayBy and Postgres are played in memory, so that a
 * history takes milliseconds; `histories.spec.ts` has fewer and the real ones.
 *
 *     HISTORIES=100000 npm test -- integration-tests/core-histories.spec.ts
 *
 * plays more of them. One that fails is printed with the command that plays it again.
 */
const FILE = "integration-tests/core-histories.spec.ts"

jest.mock("@medusajs/framework", () => jest.requireActual("./model/framework"))
jest.mock("@medusajs/medusa/core-flows", () => jest.requireActual("./model/core-flows"))
jest.mock("../src/gateway/client", () => jest.requireActual("./model/gateway-client"))
jest.mock("../src/gateway/signature", () => jest.requireActual("./model/gateway-signature"))
jest.mock("../src/modules/payby/options", () => jest.requireActual("./model/payby-options"))

beforeAll(beginStories)
afterAll(endStories)

const numRuns = numberOfHistories(10_000)

it(`keeps every promise about money and orders in ${numRuns} random histories`, async () => {
  const property = fc.asyncProperty(histories, async (history) => {
    expect(await brokenPromises(history)).toEqual([])
  })
  await checkHistories(FILE, property, { numRuns }, tell)
}, 3_600_000)

it.each(REMEMBERED)("$promise", async ({ history }) => {
  expect(await brokenPromises(history)).toEqual([])
})

async function brokenPromises(history: History): Promise<string[]> {
  beginStory()
  const world = await play(history)
  const isOver = await settleDown(world)
  return [...(isOver ? [] : ["something is still undecided"]), ...complaints(world, history)]
}

async function tell(history: History): Promise<string> {
  beginStory()
  const world = await play(history, "with a diary")
  await settleDown(world)
  return JSON.stringify(portrait(world), null, 1)
}
