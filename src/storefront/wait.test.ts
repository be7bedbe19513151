import type { StorePayByReason, StorePayByStatus } from "../api/store/payby/contract.ts"
import { ordered, payment } from "./contract.test-support.ts"
import { loopbackStore, type Answering, type LoopbackStore } from "./store.test-support.ts"
import { Story } from "./story.test-support.ts"
import { wait, type Progress } from "./wait.ts"

const STATUS = "GET /store/payby/payments/PB1"
const COMPLETE = "POST /store/carts/cart_1/complete"
const PAYMENT = { number: "PB1" }

let store: LoopbackStore | undefined
afterEach(async () => {
  await store?.close()
  store = undefined
})

async function storeThat(status: Answering, complete?: Answering): Promise<LoopbackStore> {
  store = await loopbackStore({ [STATUS]: status, ...(complete ? { [COMPLETE]: complete } : {}) })
  return store
}

/** A tab, and everything that was told while waiting in it. */
function tab() {
  const around = new Story()
  const told: Progress["kind"][] = []
  return { around, told, onProgress: ({ kind }: Progress) => void told.push(kind) }
}

/** Something a test waits for. */
function happening(): { yet: Promise<void>; happened: () => void } {
  let happened = () => {}
  const yet = new Promise<void>((done) => (happened = done))
  return { yet, happened: () => happened() }
}

it("ends with the order that the store made by itself", async () => {
  const { sdk, callsOf } = await storeThat(() => ordered())

  expect(await wait(sdk, PAYMENT, tab())).toEqual({ kind: "order", order: "order_1" })
  expect(callsOf(COMPLETE)).toEqual([])
})

it("is answered at once first, and later lets the store hold its answer back until there is news", async () => {
  const here = tab()
  const { sdk, callsOf } = await storeThat((_call, nth) => (nth < 3 ? payment() : ordered()))
  const outcome = wait(sdk, PAYMENT, here)
  await here.around.pass(1_500)
  await here.around.pass(1_500)
  await outcome

  expect(callsOf(STATUS).map(({ query }) => Object.fromEntries(query))).toEqual([
    {},
    { wait: "25", seen: "waiting-false" },
    { wait: "25", seen: "waiting-false" },
  ])
  expect(here.told).toEqual(["waiting"])
})

it("tells that the code was scanned, and counts the time left by the store's clock", async () => {
  const here = tab()
  const told: Progress[] = []
  const { sdk } = await storeThat((_call, nth) =>
    nth < 3 ? payment({ scanned: nth === 2 }) : ordered(),
  )
  const outcome = wait(sdk, PAYMENT, {
    around: here.around,
    onProgress: (progress) => told.push(progress),
  })
  await here.around.pass(1_500)
  await here.around.pass(1_500)
  await outcome

  expect(told).toMatchObject([
    { kind: "waiting", scanned: false, link: { scene: "DYNQR", expiresAt: 600_000 } },
    { kind: "waiting", scanned: true, link: { expiresAt: 601_500 } },
  ])
})

it("completes the cart as soon as PayBy has the money, and ends with its order", async () => {
  const { sdk, callsOf } = await storeThat(
    () => payment({ status: "paid" }),
    () => ({ json: { type: "order", order: { id: "order_2" } } }),
  )

  expect(await wait(sdk, PAYMENT, tab())).toEqual({ kind: "order", order: "order_2" })
  expect(callsOf(COMPLETE)).toHaveLength(1)
})

it.each([
  ["somebody else is completing it", { status: 409, json: { message: "Conflict" } }],
  ["its lock is taken", { status: 500, json: { message: "Failed to acquire lock" } }],
  ["PayBy's word is not there yet", { json: { type: "cart", cart: {}, error: {} } }],
  ["the connection is cut", "cut" as const],
])("finds the order also when the cart cannot be completed because %s", async (_why, reply) => {
  const here = tab()
  const { sdk, callsOf } = await storeThat(
    (_call, nth) => (nth === 1 ? payment({ status: "paid" }) : ordered("order_3")),
    () => reply,
  )
  const outcome = wait(sdk, PAYMENT, here)
  await here.around.pass(1_500)

  expect(await outcome).toEqual({ kind: "order", order: "order_3" })
  expect(callsOf(COMPLETE)).toHaveLength(1)
})

it("does not insist on completing more often than every five seconds", async () => {
  const here = tab()
  const { sdk, callsOf } = await storeThat(
    (_call, nth) => (nth < 6 ? payment({ status: "paid" }) : ordered()),
    () => ({ status: 409, json: { message: "Conflict" } }),
  )
  const outcome = wait(sdk, PAYMENT, here)
  // Looks at 0, 1.5, 3, 4.5 and 6 seconds.
  for (let look = 0; look < 5; look++) await here.around.pass(1_500)
  await outcome

  expect(callsOf(COMPLETE)).toHaveLength(2)
})

it("survives losing the network: says so, asks less and less often, and goes on", async () => {
  const here = tab()
  const { sdk, callsOf } = await storeThat((_call, nth) => {
    if (nth === 1 || nth === 5) return payment()
    return nth < 5 ? "cut" : ordered()
  })
  const outcome = wait(sdk, PAYMENT, here)
  for (const pause of [1_500, 1_000, 2_000, 4_000, 1_500]) await here.around.pass(pause)

  expect(await outcome).toEqual({ kind: "order", order: "order_1" })
  expect(here.told).toEqual(["waiting", "offline", "offline", "offline", "waiting"])
  // After a gap it wants to know at once how things stand.
  expect(callsOf(STATUS)[4]?.query.has("wait")).toBe(false)
})

it("never waits longer than half a minute for the network", async () => {
  const here = tab()
  const { sdk } = await storeThat((_call, nth) => (nth < 9 ? "cut" : ordered()))
  const outcome = wait(sdk, PAYMENT, here)
  const pauses = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]
  for (const pause of pauses) await here.around.pass(pause)

  expect((await outcome).kind).toBe("order")
})

it.each([
  ["a proxy's page", { status: 502, html: "<h1>Bad gateway</h1>" }],
  ["a page that says 200", { html: "<h1>Sign in to the hotel's network</h1>" }],
  ["JSON of somebody else", { json: { hello: "world" } }],
  ["a status it does not know", payment({ status: JSON.parse('"frozen"') })],
  ["too many requests", { status: 429, json: { message: "Slow down" } }],
])("takes %s for no answer at all, never for an end", async (_what, reply) => {
  const here = tab()
  const { sdk } = await storeThat((_call, nth) => (nth === 1 ? reply : ordered()))
  const outcome = wait(sdk, PAYMENT, here)
  await here.around.pass(1_000)

  expect(await outcome).toEqual({ kind: "order", order: "order_1" })
})

it("asks again at once when the tab wakes up, instead of trusting a connection that slept", async () => {
  const here = tab()
  const asked = happening()
  const { sdk } = await storeThat((_call, nth) => {
    if (nth === 1) return payment()
    if (nth > 2) return ordered()
    asked.happened()
    return "silence"
  })
  const outcome = wait(sdk, PAYMENT, here)
  await here.around.pass(1_500)
  await asked.yet
  here.around.wake()

  expect(await outcome).toEqual({ kind: "order", order: "order_1" })
  expect(here.told).toEqual(["waiting"])
})

it("gives up a look that never ends", async () => {
  const here = tab()
  const asked = happening()
  const { sdk } = await storeThat((_call, nth) => {
    if (nth > 1) return ordered()
    asked.happened()
    return "silence"
  })
  const outcome = wait(sdk, PAYMENT, here)
  await asked.yet
  await here.around.pass(10_000)
  await here.around.pass(1_000)

  expect((await outcome).kind).toBe("order")
})

it("follows the store's advice within reason", async () => {
  const here = tab()
  const advice = [0, 20_000, 3_600_000]
  const { sdk } = await storeThat((_call, nth) =>
    nth > 3 ? ordered() : payment({ retry_after_ms: advice[nth - 1] ?? null }),
  )
  const outcome = wait(sdk, PAYMENT, here)
  for (const pause of [250, 20_000, 60_000]) await here.around.pass(pause)

  expect((await outcome).kind).toBe("order")
})

it.each<[StorePayByStatus, StorePayByReason, string]>([
  ["closed", "failed", "closed"],
  ["closed", "expired", "closed"],
  ["closed", "given-up", "closed"],
  ["closed", "replaced", "closed"],
  ["returning", "paid-otherwise", "returned"],
  ["returned", "order-cancelled", "returned"],
])("ends a payment that is %s because of %s", async (status, reason, kind) => {
  const { sdk } = await storeThat(() => payment({ status, reason, retry_after_ms: null }))

  expect(await wait(sdk, PAYMENT, tab())).toEqual({ kind, why: reason })
})

it.each<StorePayByStatus>(["starting", "closing"])(
  "goes on waiting while it is %s: it may still turn out to be paid",
  async (status) => {
    const here = tab()
    const { sdk } = await storeThat((_call, nth) => (nth === 1 ? payment({ status }) : ordered()))
    const outcome = wait(sdk, PAYMENT, here)
    await here.around.pass(1_500)

    expect((await outcome).kind).toBe("order")
    expect(here.told).toEqual([status])
  },
)

it("says when the store knows no such payment", async () => {
  const { sdk } = await storeThat(() => ({ status: 404, json: { message: "Not found" } }))

  expect(await wait(sdk, PAYMENT, tab())).toEqual({ kind: "unknown" })
})

it.each(["before it began", "while it looks", "while it pauses"])(
  "stops when it is told to %s, and asks no more",
  async (when) => {
    const here = tab()
    const stop = new AbortController()
    const { sdk, callsOf } = await storeThat(() => {
      if (when === "while it looks") stop.abort()
      return payment()
    })
    if (when === "before it began") stop.abort()
    const outcome = wait(sdk, PAYMENT, {
      ...here,
      signal: stop.signal,
      // Told between the look and the pause.
      onProgress: () => void setImmediate(() => stop.abort()),
    })

    expect(await outcome).toEqual({ kind: "stopped" })
    expect(callsOf(STATUS)).toHaveLength(when === "before it began" ? 0 : 1)
  },
)
