import { randomBytes } from "node:crypto"
import { setTimeout as wait } from "node:timers/promises"
import { z } from "@medusajs/framework/zod"
import { checkOut, storefront } from "../../example/storefront"
import { dropDatabase, serverUrl } from "../support/database"
import { startStoreProcess } from "../support/store-process"

const database = `payby_killed_${randomBytes(6).toString("hex")}`
const environment = { PORT: "0", DATABASE_URL: serverUrl(database) }

/** Where the store is when it dies, and how far into that step. */
const DEATHS: readonly [step: string, afterMs: number][] = [
  ["migrating the database", 1_500],
  ["loading Medusa", 300],
  ["seeding", 0],
  ["seeding", 60],
  ["seeding", 150],
  ["seeding", 300],
]

afterAll(() => dropDatabase(database))

it("completes what earlier starts left undone when each of them was killed half-way", async () => {
  for (const [step, afterMs] of DEATHS) {
    const victim = startStoreProcess(environment)
    await victim.reached(step)
    await wait(afterMs)
    await victim.end("SIGKILL")
  }

  const survivor = startStoreProcess(environment)
  const store = z
    .object({ store: z.string(), publishableKey: z.string(), providerId: z.string() })
    .parse(JSON.parse(await survivor.ready))
  const { cart, session } = await checkOut(storefront(store), { providerId: store.providerId })

  expect(cart.total).toBe(141.75)
  expect(session.data).toMatchObject({ status: "created" })
  expect(await survivor.end("SIGTERM")).toBe(0)
}, 400_000)
