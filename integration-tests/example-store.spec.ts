import { randomBytes } from "node:crypto"
import { Agent, request } from "node:http"
import { z } from "@medusajs/framework/zod"
import { checkOut, SHOPPER, storefront } from "../example/storefront"
import { startSimulator, type Simulator } from "../src/simulator"
import { dropDatabase, serverUrl } from "./support/database"
import { freePort } from "./support/free-port"
import { startStoreProcess, type StoreProcess } from "./support/store-process"

const announcement = z
  .object({
    store: z.string(),
    publishableKey: z.string(),
    admin: z.object({ email: z.string(), password: z.string() }),
    regionId: z.string(),
    variantId: z.string(),
    shippingOptionId: z.string(),
    providerId: z.string(),
    simulator: z.string().nullable(),
  })
  .strict()
type Announcement = z.infer<typeof announcement>

const database = `payby_store_${randomBytes(6).toString("hex")}`
let simulator: Simulator
let environment: NodeJS.ProcessEnv
let running: StoreProcess

beforeAll(async () => {
  simulator = await startSimulator()
  environment = {
    PORT: String(await freePort()),
    DATABASE_URL: serverUrl(database),
    PAYBY_BASE_URL: simulator.baseUrl,
    PAYBY_PARTNER_ID: simulator.partnerId,
    PAYBY_PRIVATE_KEY: simulator.merchantPrivateKey,
    PAYBY_PUBLIC_KEY: simulator.paybyPublicKey,
    PAYBY_POLICY: '{"preset":"acceptance"}',
  }
})

afterAll(async () => {
  await running.end("SIGKILL")
  await simulator.close()
  await dropDatabase(database)
})

async function start(): Promise<Announcement> {
  running = startStoreProcess(environment)
  return announcement.parse(JSON.parse(await running.ready))
}

let first: Announcement

it("is ready with one line of JSON, on a database that did not exist", async () => {
  first = await start()

  expect(running.output).toHaveLength(1)
  expect(first).toMatchObject({
    store: `http://127.0.0.1:${environment.PORT}`,
    providerId: "pp_payby_payby",
    simulator: null,
  })
})

it("sells its variant in any quantity, for AED 50 or more, with 5 % tax", async () => {
  const shop = storefront(first)
  const single = await shop.createCart(first.regionId)
  const { total: price } = await shop.addItem(single.id, first.variantId, 1)
  const many = await shop.createCart(first.regionId)
  await shop.setShopper(many.id, SHOPPER)
  const { total } = await shop.addItem(many.id, first.variantId, 20_000)

  expect(price / 1.05).toBeGreaterThanOrEqual(50)
  expect(total).toBeCloseTo(20_000 * 120 * 1.05, 2)
})

it("lets staff sign in with what it printed", async () => {
  const answer = await fetch(`${first.store}/auth/user/emailpass`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(first.admin),
  })

  expect(answer.status).toBe(200)
})

it("hands out PayBy's link and is found by PayBy at its own address", async () => {
  const { session } = await checkOut(storefront(first), { providerId: first.providerId })
  const placed = simulator.books.order(String(session.data["merchant_order_no"]))

  expect(session.data["pay_url"]).toBe(placed.payLink)
  expect(placed.notifyUrl).toBe(`${first.store}/hooks/payby`)
})

it("is the same store after kill -9 and another start, at the same port", async () => {
  await running.end("SIGKILL")
  const second = await start()

  expect(second).toEqual(first)
  const { cart } = await checkOut(storefront(second), { providerId: second.providerId })
  expect(cart.total).toBe(141.75)
})

it("ends cleanly within 20 seconds of SIGTERM although a connection is kept open", async () => {
  const agent = new Agent({ keepAlive: true })
  await new Promise<void>((done, fail) => {
    const asked = request(`${first.store}/health`, { agent }, (answer) => {
      answer.resume().once("end", () => done())
    })
    asked.once("error", fail).end()
  })

  const code = await running.end("SIGTERM")

  expect(code).toBe(0)
  agent.destroy()
}, 20_000)
