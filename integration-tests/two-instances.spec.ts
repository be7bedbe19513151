import { generateKeyPairSync, randomBytes } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import { checkOut, storefront } from "../example/storefront"
import type { Storefront } from "../example/storefront"
import { ROWS_PER_PLACE } from "../src/modules/payby/work-in-hand"
import { startSimulator } from "../src/simulator"
import type { Simulator } from "../src/simulator"
import { numberOf } from "./support/checkout"
import { dropDatabase, rowsOf, serverUrl } from "./support/database"
import { prepareDueRows } from "./support/due-rows"
import { eventually } from "./support/eventually"
import { notificationBody, notify, signedWith } from "./support/forge"
import { freePort } from "./support/free-port"
import { hasRedis, startRedis } from "./support/redis"
import { startStoreProcess } from "./support/store-process"
import type { StoreProcess } from "./support/store-process"

/** As many as one instance works on at a time: so many rows can be in a killed one's hands. */
const CONCURRENCY = 4
const PATIENCE_MS = 240_000

const database = `payby_test_${randomBytes(6).toString("hex")}`
/** PayBy's own, so that the same notification can be sent to both at the same moment. */
const { privateKey: paybyPrivateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
})
let simulator: Simulator
const running: Instance[] = []

beforeAll(async () => {
  simulator = await startSimulator({ paybyPrivateKey })
})

afterAll(async () => {
  await endAll()
  await simulator.close()
  await dropDatabase(database)
})

interface Instance {
  readonly process: StoreProcess
  readonly address: string
  readonly front: Storefront
}

const readyLine = z.object({ store: z.string(), publishableKey: z.string() })

async function startInstance(more: NodeJS.ProcessEnv = {}): Promise<Instance> {
  const process = startStoreProcess({
    PORT: String(await freePort()),
    DATABASE_URL: serverUrl(database),
    PAYBY_BASE_URL: simulator.baseUrl,
    PAYBY_PARTNER_ID: simulator.partnerId,
    PAYBY_PRIVATE_KEY: simulator.merchantPrivateKey,
    PAYBY_PUBLIC_KEY: simulator.paybyPublicKey,
    ...more,
  })
  const store = readyLine.parse(JSON.parse(await process.ready))
  const instance = { process, address: store.store, front: storefront(store) }
  running.push(instance)
  return instance
}

async function endAll(): Promise<void> {
  await Promise.all(running.splice(0).map((instance) => instance.process.end("SIGTERM")))
}

/** How often each of these orders was cancelled. */
function cancels(numbers: string[]): number[] {
  const counts = new Map(numbers.map((no) => [no, 0]))
  for (const call of simulator.calls({ call: "cancelOrder" })) {
    const no = String(call.merchantOrderNo)
    if (counts.has(no)) counts.set(no, (counts.get(no) ?? 0) + 1)
  }
  return [...counts.values()]
}

async function shareAThousand(): Promise<void> {
  const due = await prepareDueRows(simulator, serverUrl(database), 1_000)
  await due.release()
  await eventually(async () => (await due.unfinished()) === 0, "no row left", PATIENCE_MS)
  expect(cancels(due.numbers).filter((times) => times !== 1)).toEqual([])
}

describe("two instances on one database", () => {
  beforeAll(async () => {
    await startInstance()
    await startInstance()
  })

  it("share 1,000 due rows, and drive none of them twice", shareAThousand)

  it("make one order of one payment when both hear of it and both are asked to complete it, all at once", async () => {
    simulator.notifications.mode = "lose"
    const checkouts = []
    for (const { front } of [...running, ...running]) checkouts.push(await checkOut(front))
    await Promise.all(
      checkouts.map(async ({ cart, session }) => {
        const merchantOrderNo = numberOf(session)
        await simulator.pay(merchantOrderNo)
        const body = notificationBody({ merchantOrderNo, amount: cart.total.toFixed(2) })
        const sign = signedWith(paybyPrivateKey, body)
        await Promise.all(
          running.flatMap(({ address, front }) => [
            notify(address, body, { sign }),
            front.complete(cart.id).catch(() => undefined),
          ]),
        )
      }),
    )
    for (const { cart, collectionId, session } of checkouts) {
      const settled = `SELECT 1 FROM payby_order WHERE settlement = 'settled' AND merchant_order_no = $1`
      await eventually(
        async () => (await rowsOf(database, settled, [numberOf(session)])).length === 1,
        "an order",
        PATIENCE_MS,
      )
      const orders = "SELECT order_id FROM order_cart WHERE cart_id = $1"
      expect(await rowsOf(database, orders, [cart.id])).toHaveLength(1)
      const captures = `SELECT capture.amount FROM capture JOIN payment ON payment.id = payment_id
        WHERE payment_collection_id = $1`
      expect(await rowsOf(database, captures, [collectionId])).toHaveLength(1)
    }
  })

  it("leave nothing undone when one of them is killed in the middle, and repeat no more than it had in hand", async () => {
    const victim = running[1]
    const due = await prepareDueRows(simulator, serverUrl(database), 400)
    await due.release()
    await eventually(
      () => cancels(due.numbers).filter((times) => times > 0).length > 50,
      "under way",
    )
    await victim?.process.end("SIGKILL")
    await eventually(async () => (await due.unfinished()) === 0, "no row left", PATIENCE_MS)
    expect(cancels(due.numbers).every((times) => times >= 1)).toBe(true)
    expect(cancels(due.numbers).filter((times) => times > 1).length).toBeLessThanOrEqual(
      CONCURRENCY * ROWS_PER_PLACE,
    )
    await endAll()
  })

  const withRedis = hasRedis() ? it : it.skip
  const skipped = hasRedis() ? "" : " (skipped: redis-server is not installed)"
  withRedis(`share 1,000 due rows with Redis modules as well${skipped}`, async () => {
    const redis = await startRedis()
    try {
      await startInstance({ REDIS_URL: redis.url })
      await startInstance({ REDIS_URL: redis.url })
      await shareAThousand()
      await endAll()
    } finally {
      await redis.stop()
    }
  })
})
