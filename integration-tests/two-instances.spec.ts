import { randomBytes } from "node:crypto"
import { startSimulator } from "../src/simulator"
import type { Simulator } from "../src/simulator"
import { dropDatabase, serverUrl } from "./support/database"
import { prepareDueRows } from "./support/due-rows"
import { eventually } from "./support/eventually"
import { freePort } from "./support/free-port"
import { hasRedis, startRedis } from "./support/redis"
import { startStoreProcess } from "./support/store-process"
import type { StoreProcess } from "./support/store-process"

/** As many as one instance works on at a time: so many rows can be in a killed one's hands. */
const CONCURRENCY = 4
const PATIENCE_MS = 120_000

const database = `payby_test_${randomBytes(6).toString("hex")}`
let simulator: Simulator
const running: StoreProcess[] = []

beforeAll(async () => {
  simulator = await startSimulator()
})

afterEach(async () => {
  await Promise.all(running.splice(0).map((store) => store.end("SIGTERM")))
})

afterAll(async () => {
  await simulator.close()
  await dropDatabase(database)
})

async function startInstance(more: NodeJS.ProcessEnv = {}): Promise<StoreProcess> {
  const store = startStoreProcess({
    PORT: String(await freePort()),
    DATABASE_URL: serverUrl(database),
    PAYBY_BASE_URL: simulator.baseUrl,
    PAYBY_PARTNER_ID: simulator.partnerId,
    PAYBY_PRIVATE_KEY: simulator.merchantPrivateKey,
    PAYBY_PUBLIC_KEY: simulator.paybyPublicKey,
    ...more,
  })
  running.push(store)
  await store.ready
  return store
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
  it("share 1,000 due rows, and drive none of them twice", async () => {
    await startInstance()
    await startInstance()
    await shareAThousand()
  })

  it("leave nothing undone when one of them is killed in the middle, and repeat no more than it had in hand", async () => {
    await startInstance()
    const victim = await startInstance()
    const due = await prepareDueRows(simulator, serverUrl(database), 400)
    await due.release()
    await eventually(
      () => cancels(due.numbers).filter((times) => times > 0).length > 50,
      "under way",
    )
    await victim.end("SIGKILL")
    running.splice(running.indexOf(victim), 1)
    await eventually(async () => (await due.unfinished()) === 0, "no row left", PATIENCE_MS)
    expect(cancels(due.numbers).every((times) => times >= 1)).toBe(true)
    expect(cancels(due.numbers).filter((times) => times > 1).length).toBeLessThanOrEqual(
      CONCURRENCY,
    )
  })

  const withRedis = hasRedis() ? it : it.skip
  const skipped = hasRedis() ? "" : " (skipped: redis-server is not installed)"
  withRedis(`share 1,000 due rows with Redis modules as well${skipped}`, async () => {
    const redis = await startRedis()
    try {
      await startInstance({ REDIS_URL: redis.url })
      await startInstance({ REDIS_URL: redis.url })
      await shareAThousand()
      await Promise.all(running.splice(0).map((store) => store.end("SIGTERM")))
    } finally {
      await redis.stop()
    }
  })
})
