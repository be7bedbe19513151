import {
  type Merchant,
  isSigned,
  merchantOf,
  NOON,
  objectIn,
  openShop,
  orderOf,
  type Shop,
  startAtNoon,
} from "./merchant.test-support"
import type { Simulator } from "./simulator"

const MINUTE = 60_000

let simulator: Simulator
let clock: { now: number }
let merchant: Merchant
let shop: Shop

beforeAll(async () => {
  ;({ simulator, clock } = await startAtNoon())
  merchant = merchantOf(simulator, () => clock.now)
})
beforeEach(async () => {
  shop = await openShop()
})
afterEach(async () => {
  await shop.close()
  clock.now = NOON
  simulator.reset()
})
afterAll(() => simulator.close())

const place = (no: string) => merchant.place(orderOf(no, { notifyUrl: shop.notifyUrl }))

async function payAndTell(...numbers: string[]): Promise<void> {
  for (const no of numbers) {
    await place(no)
    await simulator.pay(no)
  }
  await simulator.notifications.idle()
}

const heardOrders = () => shop.heard.map(({ body }) => objectIn(body.acquireOrder).merchantOrderNo)

it("tells a payment in PayBy's form, signed over the exact bytes", async () => {
  await payAndTell("M1")
  const [first] = shop.heard
  expect(first?.body).toMatchObject({
    _input_charset: "UTF-8",
    notify_time: "20261123120000",
    notify_timestamp: NOON,
    acquireOrder: { merchantOrderNo: "M1", status: "PAID_SUCCESS", paymentInfo: {} },
  })
  expect(first?.body.notify_id).toMatch(/^20261123\d{10}$/)
  expect(first?.text).toContain('"amount":200.00')
  expect(isSigned(first?.text ?? "", first?.sign ?? null, simulator.paybyPublicKey)).toBe(true)
  expect(first?.headers["content-type"]).toMatch(/^application\/json/)
})

it("sends nothing to an order without notifyUrl", async () => {
  await merchant.place(orderOf("M1"))
  await simulator.pay("M1")
  expect(simulator.notifications.list()).toEqual([])
})

it("is silent about a failure or a settlement unless asked to tell", async () => {
  await place("M1")
  await merchant.cancel("M1")
  await payAndTell("M2")
  await simulator.settle("M2")
  await simulator.notifications.idle()
  expect(shop.heard).toHaveLength(1)
  simulator.configure({ notifyOnFailure: true, notifyOnSettled: true })
  await place("M3")
  await simulator.expire("M3")
  await payAndTell("M4")
  await simulator.settle("M4")
  await simulator.notifications.idle()
  const told = shop.heard.slice(1).map(({ body }) => objectIn(body.acquireOrder).status)
  expect(told).toEqual(["FAILURE", "PAID_SUCCESS", "SETTLED"])
})

describe("acknowledgement", () => {
  it.each([
    '{"response":"SUCCESS"}',
    '{"response": "Success"}\n',
    "SUCCESS",
    "success",
    '"SUCCESS"',
  ])("is %s with HTTP 200", async (body) => {
    shop.answers.push({ http: 200, body })
    await payAndTell("M1")
    await simulator.advance(24 * 60 * MINUTE)
    expect(simulator.notifications.list()).toMatchObject([{ state: "acknowledged", attempts: 1 }])
  })

  it.each([
    [200, ""],
    [200, '{"response":"FAIL"}'],
    [200, "<html>SUCCESS</html>"],
    [201, "SUCCESS"],
    [302, "SUCCESS"],
    [500, '{"response":"SUCCESS"}'],
  ])("is not HTTP %d with %s", async (http, body) => {
    shop.answers.push({ http, body })
    await payAndTell("M1")
    expect(simulator.notifications.list()).toMatchObject([{ state: "repeating" }])
    await simulator.advance(2 * MINUTE)
    expect(simulator.notifications.list()).toMatchObject([{ state: "acknowledged", attempts: 2 }])
  })
})

describe("repeats", () => {
  const refuse = (times: number) => {
    for (let i = 0; i < times; i += 1) shop.answers.push({ http: 500, body: "" })
  }

  it("come after 2, 10, 10, 60, 120, 360 and 900 minutes, and then no more", async () => {
    refuse(9)
    await payAndTell("M1")
    for (const [index, minutes] of [2, 10, 10, 60, 120, 360, 900].entries()) {
      await simulator.advance(minutes * MINUTE - 1)
      expect(shop.heard).toHaveLength(index + 1)
      await simulator.advance(1)
      expect(shop.heard).toHaveLength(index + 2)
    }
    await simulator.advance(10_000 * MINUTE)
    expect(shop.heard).toHaveLength(8)
    expect(simulator.notifications.list()).toMatchObject([{ state: "given-up", attempts: 8 }])
  })

  it("come sooner when time is scaled", async () => {
    simulator.timeScale = 60
    refuse(1)
    await payAndTell("M1")
    clock.now += 2_000
    await simulator.notifications.idle()
    expect(shop.heard).toHaveLength(2)
  })

  it("come when the shop does not listen at all", async () => {
    await shop.close()
    await payAndTell("M1")
    expect(simulator.notifications.sent()).toMatchObject([
      { answer: null, error: "ECONNREFUSED", acknowledged: false },
    ])
    expect(simulator.notifications.list()).toMatchObject([{ state: "repeating" }])
  })

  it.each([
    ["bytes", 1, 1],
    ["id", 1, 2],
    ["nothing", 2, 2],
  ] as const)("keep the %s", async (repeatsKeep, ids, texts) => {
    simulator.configure({ repeatsKeep })
    refuse(1)
    await payAndTell("M1")
    clock.now += 1_000
    await simulator.advance(2 * MINUTE)
    expect(new Set(shop.heard.map(({ body }) => body.notify_id)).size).toBe(ids)
    expect(new Set(shop.heard.map(({ text }) => text)).size).toBe(texts)
  })

  it("tell what was true when it happened", async () => {
    refuse(1)
    await payAndTell("M1")
    await simulator.settle("M1")
    await simulator.advance(2 * MINUTE)
    expect(objectIn(shop.heard[1]?.body.acquireOrder).status).toBe("PAID_SUCCESS")
  })
})

describe("faults", () => {
  const { add, release, resend, sent, list } = {
    add: (...args: Parameters<Simulator["notifications"]["add"]>) =>
      simulator.notifications.add(...args),
    release: (no?: string) => simulator.notifications.release(no),
    resend: (id: string) => simulator.notifications.resend(id),
    sent: () => simulator.notifications.sent(),
    list: () => simulator.notifications.list(),
  }

  it("can lose a notification for ever, or its first attempts", async () => {
    add({ merchantOrderNo: "M1", fault: { kind: "lose" } })
    add({ merchantOrderNo: "M2", fault: { kind: "lose", attempts: 2 } })
    await payAndTell("M1", "M2")
    await simulator.advance(2 * MINUTE)
    expect(shop.heard).toEqual([])
    await simulator.advance(10 * MINUTE)
    expect(heardOrders()).toEqual(["M2"])
    await simulator.advance(2_000 * MINUTE)
    expect(heardOrders()).toEqual(["M2"])
    expect(list()).toMatchObject([{ state: "lost" }, { state: "acknowledged", attempts: 3 }])
  })

  it("can hold one back until it is released", async () => {
    add({ fault: { kind: "hold" } })
    await payAndTell("M1", "M2")
    expect(heardOrders()).toEqual(["M2"])
    await release("M1")
    expect(heardOrders()).toEqual(["M2", "M1"])
  })

  it("can hold or lose all of them", async () => {
    simulator.notifications.mode = "hold"
    await payAndTell("M1", "M2")
    simulator.notifications.mode = "lose"
    await payAndTell("M3")
    expect(shop.heard).toEqual([])
    await release()
    expect(heardOrders()).toEqual(["M1", "M2"])
  })

  it("can send the same bytes several times at the same moment", async () => {
    add({ fault: { kind: "duplicate", copies: 3 } })
    await payAndTell("M1")
    expect(shop.heard).toHaveLength(3)
    expect(new Set(shop.heard.map(({ text, sign }) => `${text}${sign}`)).size).toBe(1)
  })

  it("can let the next one overtake", async () => {
    add({ fault: { kind: "reorder" } })
    await payAndTell("M1", "M2")
    expect(heardOrders()).toEqual(["M2", "M1"])
  })

  it("can be late", async () => {
    add({ fault: { kind: "delay", ms: MINUTE } })
    await payAndTell("M1")
    await simulator.advance(MINUTE - 1)
    expect(shop.heard).toEqual([])
    await simulator.advance(1)
    expect(shop.heard).toHaveLength(1)
  })

  it.each(["alter", "forge", "unsigned"] as const)(
    "can %s one attempt; the repeat is in order",
    async (kind) => {
      add({ fault: { kind } })
      shop.answers.push({ http: 401, body: "" })
      await payAndTell("M1")
      await simulator.advance(2 * MINUTE)
      const verified = shop.heard.map(({ text, sign }) =>
        isSigned(text, sign, simulator.paybyPublicKey),
      )
      expect(verified).toEqual([false, true])
      expect(shop.heard[0]?.sign === null).toBe(kind === "unsigned")
    },
  )

  it("alters exactly one byte, a digit of an amount", async () => {
    add({ fault: { kind: "alter" } })
    simulator.configure({ repeatsKeep: "bytes" })
    shop.answers.push({ http: 401, body: "" })
    await payAndTell("M1")
    await simulator.advance(2 * MINUTE)
    const [spoilt = "", right = ""] = shop.heard.map(({ text }) => text)
    const different = [...right].filter((character, i) => character !== spoilt[i])
    expect(spoilt).toHaveLength(right.length)
    expect(different).toHaveLength(1)
    expect(() => JSON.parse(spoilt)).not.toThrow()
  })

  it("can lie under a signature that holds", async () => {
    const lie = { amount: "1.00", status: "SETTLED", payeeMid: "200000000888", currency: "USD" }
    add({ fault: { kind: "lie", ...lie } })
    await payAndTell("M1")
    const [heard] = shop.heard
    expect(heard?.body.acquireOrder).toMatchObject({
      merchantOrderNo: "M1",
      status: "SETTLED",
      payeeMid: "200000000888",
      totalAmount: { amount: 1, currency: "USD" },
    })
    expect(isSigned(heard?.text ?? "", heard?.sign ?? null, simulator.paybyPublicKey)).toBe(true)
    expect(simulator.books.order("M1").totalAmount).toBe("200.00")
  })

  it("lies once, also when repeats keep the bytes", async () => {
    simulator.configure({ repeatsKeep: "bytes" })
    add({ fault: { kind: "lie", amount: "1.00" } })
    shop.answers.push({ http: 500, body: "" })
    await payAndTell("M1")
    await simulator.advance(2 * MINUTE)
    const amounts = shop.heard.map(({ body }) => objectIn(body.acquireOrder).totalAmount)
    expect(amounts).toMatchObject([{ amount: 1 }, { amount: 200 }])
  })

  it("can be broken JSON, or break off", async () => {
    add({ fault: { kind: "malformed" } })
    add({ fault: { kind: "break-off" } })
    shop.answers.push({ http: 400, body: "" })
    await payAndTell("M1", "M2")
    expect(() => JSON.parse(shop.heard[0]?.text ?? "")).toThrow()
    expect(shop.heard).toHaveLength(1)
    expect(sent().map(({ fault }) => fault)).toEqual(["malformed", "break-off"])
  })

  it("wait for the kind and the order they are meant for", async () => {
    add({ about: "refund", fault: { kind: "lose" } })
    add({ merchantOrderNo: "M2", fault: { kind: "lose" } })
    await payAndTell("M1", "M2")
    expect(heardOrders()).toEqual(["M1"])
    expect(simulator.notifications.pendingFaults()).toMatchObject([{ about: "refund" }])
  })

  it("do not keep one from being sent again by hand", async () => {
    await payAndTell("M1")
    shop.answers.push({ http: 500, body: "busy" })
    const attempt = await resend(list()[0]?.notifyId ?? "")
    expect(attempt).toMatchObject({ acknowledged: false, answer: { http: 500, body: "busy" } })
    expect(shop.heard).toHaveLength(2)
    await expect(resend("1")).rejects.toThrow(/No notification/)
  })
})

it("tells a chargeback to the order's notifyUrl", async () => {
  await payAndTell("M1")
  await simulator.chargeback("M1", { amount: "50.00" })
  await simulator.notifications.idle()
  expect(shop.heard[1]?.body.acquireChargeback).toMatchObject({
    merchantOrderNo: "M1",
    payAmount: { amount: 200 },
    chargebackAmount: { amount: 50 },
    caseType: "FRAUD",
    partnerId: simulator.partnerId,
  })
})

it("keeps a record of every attempt and its answer", async () => {
  shop.answers.push({ http: 503, body: "later" })
  await payAndTell("M1")
  await simulator.advance(2 * MINUTE)
  expect(simulator.notifications.sent()).toMatchObject([
    { attempt: 1, answer: { http: 503, body: "later" }, acknowledged: false, at: NOON },
    { attempt: 2, answer: { http: 200 }, acknowledged: true, status: "PAID_SUCCESS" },
  ])
})
