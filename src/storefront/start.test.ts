import {
  loopbackStore,
  type Answering,
  type LoopbackStore,
  type Reply,
} from "./store.test-support.ts"
import { ordered, payment } from "./contract.test-support.ts"
import { Story } from "./story.test-support.ts"
import { start } from "./start.ts"

const SESSIONS = "POST /store/payment-collections/pay_col_1/payment-sessions"
const EXPIRES = "2026-11-23T12:30:00.000Z"
const LINK = "https://pay.example/checkout?ft=1"

let store: LoopbackStore | undefined
afterEach(async () => {
  await store?.close()
  store = undefined
})

async function storeThat(sessions: Answering, before?: Reply): Promise<LoopbackStore> {
  const earlier = [{ provider_id: "pp_payby_payby", data: { merchant_order_no: "PB0" } }]
  const collection = { id: "pay_col_1", payment_sessions: before ? earlier : [] }
  store = await loopbackStore({
    "POST /store/payment-collections": () => ({ json: { payment_collection: collection } }),
    [SESSIONS]: sessions,
    ...(before ? { "GET /store/payby/payments/PB0": () => before } : {}),
  })
  return store
}

function session(data: Record<string, unknown> = {}, provider = "pp_payby_payby"): Reply {
  const shown = {
    merchant_order_no: "PB1",
    status: "created",
    pay_url: LINK,
    scene: "PAYPAGE",
    expires_at: EXPIRES,
    ...data,
  }
  const other = { id: "payses_0", provider_id: "pp_system_default", data: {} }
  const ours = { id: "payses_1", provider_id: provider, data: shown }
  return { json: { payment_collection: { payment_sessions: [other, ours] } } }
}

function refusal(status: number, message: string): Reply {
  return { status, json: { type: "not_allowed", message } }
}

it("hands out PayBy's link, and the number that takes the payment up again", async () => {
  const { sdk } = await storeThat(() => session())

  expect(await start(sdk, "cart_1")).toEqual({
    kind: "payable",
    payment: { number: "PB1" },
    link: { scene: "PAYPAGE", url: LINK, expiresAt: Date.parse(EXPIRES) },
  })
})

it("starts once when it is called twice at the same moment", async () => {
  const { sdk, callsOf } = await storeThat(() => session())
  const both = await Promise.all([start(sdk, "cart_1"), start(sdk, "cart_1")])

  expect(both[0]).toEqual(both[1])
  expect(callsOf(SESSIONS)).toHaveLength(1)
})

it("starts again when the first start has ended", async () => {
  const { sdk, callsOf } = await storeThat(() => session())
  await start(sdk, "cart_1")
  await start(sdk, "cart_1")

  expect(callsOf(SESSIONS)).toHaveLength(2)
})

it("lets a start with another choice wait for the first, so that the last choice stands", async () => {
  let running = 0
  let most = 0
  const { sdk, callsOf } = await storeThat(async ({ body }) => {
    most = Math.max(most, ++running)
    await new Promise((done) => setImmediate(done))
    running -= 1
    return session({ scene: JSON.stringify(body).includes("DYNQR") ? "DYNQR" : "PAYPAGE" })
  })
  const [, second] = await Promise.all([
    start(sdk, "cart_1", { scene: "PAYPAGE" }),
    start(sdk, "cart_1", { scene: "DYNQR" }),
  ])

  expect(second).toMatchObject({ kind: "payable", link: { scene: "DYNQR" } })
  expect(callsOf(SESSIONS)).toHaveLength(2)
  expect(most).toBe(1)
})

it("does not let one cart wait for another", async () => {
  const { sdk, callsOf } = await storeThat(() => session())
  await Promise.all([start(sdk, "cart_1"), start(sdk, "cart_2")])

  expect(callsOf(SESSIONS)).toHaveLength(2)
})

it("sends the choice and nothing else", async () => {
  const { sdk, callsOf } = await storeThat(() => session())
  await start(sdk, "cart_1", { scene: "EWALLET", os_type: "IOS", wallet: "ALIPAYPLUS" })

  expect(callsOf(SESSIONS)[0]?.body).toEqual({
    provider_id: "pp_payby_payby",
    data: { scene: "EWALLET", os_type: "IOS", wallet: "ALIPAYPLUS" },
  })
})

it("uses the provider the merchant named otherwise", async () => {
  const { sdk } = await storeThat(() => session({}, "pp_payby_second"))
  const started = await start(sdk, "cart_1", {}, { providerId: "pp_payby_second" })

  expect(started.kind).toBe("payable")
})

it("tells of a cart that is paid already instead of showing something to pay", async () => {
  const { sdk } = await storeThat(() => session({ status: "paid", pay_url: null }))

  expect(await start(sdk, "cart_1")).toEqual({
    kind: "paid",
    payment: { number: "PB1" },
  })
})

it.each([
  ["is paid", payment({ status: "paid" })],
  ["is an order already", ordered()],
])(
  "starts nothing when the payment the cart has %s: its session must live",
  async (_how, before) => {
    const { sdk, callsOf } = await storeThat(() => session(), before)

    expect(await start(sdk, "cart_1")).toEqual({ kind: "paid", payment: { number: "PB0" } })
    expect(callsOf(SESSIONS)).toEqual([])
  },
)

it.each<[string, Reply]>([
  ["can still be paid", payment()],
  ["was closed", payment({ status: "closed", reason: "expired" })],
  ["is not known", { status: 404, json: { message: "Not found" } }],
])("starts again when the payment the cart has %s", async (_how, before) => {
  const { sdk } = await storeThat(() => session(), before)

  expect(await start(sdk, "cart_1")).toMatchObject({ kind: "payable", payment: { number: "PB1" } })
})

it("starts again by itself while an earlier payment is being decided", async () => {
  const around = new Story()
  const { sdk, callsOf } = await storeThat((_call, nth) =>
    nth < 3
      ? refusal(400, "An earlier payment is still being decided; try again in a few seconds.")
      : session(),
  )
  const started = start(sdk, "cart_1", {}, { around })
  await around.pass(2_000)
  await around.pass(3_000)

  expect(await started).toMatchObject({ kind: "payable" })
  expect(callsOf(SESSIONS)).toHaveLength(3)
})

it("says so when that takes longer than a shopper waits", async () => {
  const around = new Story()
  const { sdk, callsOf } = await storeThat(() => refusal(500, "Try again in a few seconds."))
  const started = start(sdk, "cart_1", {}, { around })
  for (const wait of [2_000, 3_000, 5_000]) await around.pass(wait)

  expect(await started).toEqual({ kind: "busy" })
  expect(callsOf(SESSIONS)).toHaveLength(4)
})

it("passes a refusal on with the store's sentence, and does not insist", async () => {
  const { sdk, callsOf } = await storeThat(() => refusal(400, "This cart is paid already."))

  expect(await start(sdk, "cart_1")).toEqual({
    kind: "refused",
    status: 400,
    message: "This cart is paid already.",
  })
  expect(callsOf(SESSIONS)).toHaveLength(1)
})

it.each<[string, Reply]>([
  ["the connection is cut", "cut"],
  ["a proxy answers for the store", { status: 502, html: "<h1>Bad gateway</h1>" }],
  ["the answer is not the store's", { html: "<h1>Welcome to the hotel</h1>" }],
  ["the answer has no session", { json: { payment_collection: {} } }],
])("is unreachable when %s", async (_name, reply) => {
  const { sdk } = await storeThat(() => reply)

  expect(await start(sdk, "cart_1")).toEqual({ kind: "unreachable" })
})
