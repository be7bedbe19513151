import { type Merchant, aed, merchantOf, NOON, orderOf, startAtNoon } from "./merchant.test-support"
import type { JsonObject } from "./json"
import type { Simulator } from "./simulator"

const HOUR = 3_600_000

let simulator: Simulator
let clock: { now: number }
let merchant: Merchant

beforeAll(async () => {
  ;({ simulator, clock } = await startAtNoon())
  merchant = merchantOf(simulator, () => clock.now)
})
afterEach(() => {
  clock.now = NOON
  simulator.reset()
})
afterAll(() => simulator.close())

describe("placing an order", () => {
  it("answers with the order and a pay link while it is CREATED", async () => {
    const { head, body, subject } = await merchant.place(orderOf("M1"))
    expect(head).toMatchObject({ applyStatus: "SUCCESS", code: "0", msg: "SUCCESS" })
    expect(subject).toMatchObject({
      merchantOrderNo: "M1",
      status: "CREATED",
      revoked: "false",
      payeeMid: simulator.partnerId,
      totalAmount: { amount: 200, currency: "AED" },
      expiredTime: NOON + 2 * HOUR,
      requestTime: NOON,
    })
    expect(subject.orderNo).toMatch(/^\d{18}$/)
    expect(body.interActionParams).toEqual({ tokenUrl: simulator.books.order("M1").payLink })
  })

  it("hands a wallet's link out as deepLink", async () => {
    const wallet = { paySceneCode: "EWALLET", paySceneParams: { eWalletCode: "botim-pay" } }
    const { body } = await merchant.place(orderOf("M1", wallet))
    expect(body.interActionParams).toEqual({ deepLink: simulator.books.order("M1").payLink })
  })

  it("finds the same order again when the business parameters are identical", async () => {
    const first = await merchant.place(orderOf("M1", { expiredTime: NOON + HOUR }))
    clock.now += 60_000
    const again = await merchant.place(orderOf("M1", { expiredTime: NOON + HOUR, reserved: null }))
    expect(again.subject.orderNo).toBe(first.subject.orderNo)
    expect(again.subject.requestTime).toBe(NOON)
    expect(again.body.interActionParams).toEqual(first.body.interActionParams)
    expect(simulator.books.orders()).toHaveLength(1)
  })

  it.each<[string, JsonObject]>([
    ["amount", { totalAmount: aed(200.01) }],
    ["expiry", { expiredTime: NOON + HOUR }],
    ["return address", { paySceneParams: { redirectUrl: "https://shop.example/other" } }],
    ["subject", { subject: "Oud & rose, 100 ml" }],
  ])("refuses a used number with another %s", async (_what, change) => {
    await merchant.place(orderOf("M1"))
    const { head, body } = await merchant.place(orderOf("M1", change))
    expect(head).toMatchObject({ code: "62016", msg: "MERCHANT_ORDER_NO_EXIST" })
    expect(body).toEqual({})
  })

  it.each([
    ["PAID_SUCCESS", "62001", (no: string) => simulator.pay(no)],
    ["SETTLED", "62003", (no: string) => simulator.pay(no, { settled: true })],
    ["FAILURE", "62002", (no: string) => simulator.expire(no)],
  ])("answers a repeat of a %s order with %s, or with the order", async (status, code, happen) => {
    await merchant.place(orderOf("M1"))
    await happen("M1")
    expect((await merchant.place(orderOf("M1"))).head.code).toBe(code)
    simulator.configure({ finishedOrder: "current-status" })
    const { head, subject, body } = await merchant.place(orderOf("M1"))
    expect(head.code).toBe("0")
    expect(subject.status).toBe(status)
    expect(body).not.toHaveProperty("interActionParams")
  })

  it.each<[string, JsonObject, string]>([
    ["a subject of 65 characters", { subject: "x".repeat(65) }, "400"],
    ["no subject", { subject: "" }, "400"],
    ["an Arabic subject of 201", { subjectAr: "ع".repeat(201) }, "400"],
    ["a reserved of 21", { reserved: "x".repeat(21) }, "400"],
    ["a notifyUrl of 201", { notifyUrl: `https://x.example/${"x".repeat(183)}` }, "400"],
    ["a number of 65", { merchantOrderNo: "x".repeat(65) }, "400"],
    ["a number with a blank", { merchantOrderNo: "M 1" }, "400"],
    ["another currency", { totalAmount: { amount: 1, currency: "USD" } }, "400"],
    ["a third decimal", { totalAmount: aed(1.005) }, "400"],
    ["an amount as text", { totalAmount: { amount: "1.00", currency: "AED" } }, "400"],
    ["nothing to pay", { totalAmount: aed(0) }, "400"],
    ["less than nothing", { totalAmount: aed(-1) }, "400"],
    ["13 digits", { totalAmount: aed(1_000_000_000_000) }, "400"],
    [
      "accessories too long",
      { accessoryContent: { goodsDetail: { body: "x".repeat(201) } } },
      "400",
    ],
    ["a foreign payee", { payeeMid: "200000000888" }, "62019"],
    ["an unknown scene", { paySceneCode: "CARRIER_PIGEON" }, "62012"],
    ["a scene nobody granted", { paySceneCode: "DIRECTPAY" }, "62026"],
    [
      "a redirectUrl of 513",
      { paySceneParams: { redirectUrl: `https://x/${"x".repeat(503)}` } },
      "400",
    ],
    ["a boolean oneTimePayment", { paySceneParams: { oneTimePayment: true } }, "62073"],
    ["a wallet without a name", { paySceneCode: "EWALLET", paySceneParams: {} }, "62080"],
    [
      "an unknown wallet",
      { paySceneCode: "EWALLET", paySceneParams: { eWalletCode: "x" } },
      "62081",
    ],
    ["an expiry in the past", { expiredTime: NOON }, "62008"],
    ["an expiry after 48 hours", { expiredTime: NOON + 48 * HOUR + 1 }, "62009"],
  ])("refuses %s and books nothing", async (_what, change, code) => {
    const { head } = await merchant.place(orderOf("M1", change))
    expect(head.code).toBe(code)
    expect(simulator.books.orders()).toEqual([])
  })

  it("takes every length at its limit", async () => {
    const { head } = await merchant.place(
      orderOf("x".repeat(64), {
        subject: "x".repeat(64),
        subjectAr: "ع".repeat(200),
        reserved: "x".repeat(20),
        notifyUrl: `https://x.example/${"x".repeat(182)}`,
        totalAmount: aed(999_999_999_999.99),
        expiredTime: NOON + 48 * HOUR,
        paySceneParams: { redirectUrl: `https://x/${"x".repeat(502)}` },
      }),
    )
    expect(head.code).toBe("0")
  })

  it("refuses a scene the merchant was not granted", async () => {
    simulator.configure({ scenes: ["DYNQR"] })
    expect((await merchant.place(orderOf("M1"))).head.code).toBe("62026")
  })
})

describe("asking for an order", () => {
  it("finds it by either number, never by both", async () => {
    const { subject } = await merchant.place(orderOf("M1"))
    const orderNo = subject.orderNo ?? ""
    const byOwn = await merchant.call("/acquire2/getOrder", { orderNo })
    expect(byOwn.subject.merchantOrderNo).toBe("M1")
    const byBoth = await merchant.call("/acquire2/getOrder", { orderNo, merchantOrderNo: "M1" })
    expect(byBoth.head.code).toBe("400")
    const byNone = await merchant.call("/acquire2/getOrder", {})
    expect(byNone.head.code).toBe("400")
  })

  it("says which number is unknown", async () => {
    expect((await merchant.get("M1")).head.code).toBe("62004")
    const { head } = await merchant.call("/acquire2/getOrder", { orderNo: "131658997939155072" })
    expect(head.code).toBe("62035")
  })

  it("tells what was really paid when PayBy gave a discount", async () => {
    await merchant.place(orderOf("M1"))
    await simulator.pay("M1", { discount: "15.50", channel: "BALANCE" })
    const { subject } = await merchant.get("M1")
    expect(subject).toMatchObject({
      status: "PAID_SUCCESS",
      totalAmount: { amount: 200 },
      paymentInfo: { paidAmount: { amount: 184.5 }, payChannel: "BALANCE", paidTime: NOON },
    })
    expect(simulator.books.order("M1")).toMatchObject({ paidAmount: "184.50", kept: "200.00" })
  })
})

describe("cancelling", () => {
  it("closes an order that waits for its payer, once", async () => {
    await merchant.place(orderOf("M1"))
    expect((await merchant.cancel("M1")).subject).toMatchObject({
      status: "FAILURE",
      revoked: "false",
    })
    expect((await merchant.cancel("M1")).head).toMatchObject({
      code: "62002",
      msg: "ORDER_FAILURE",
    })
    await expect(simulator.pay("M1")).rejects.toThrow(/FAILURE/)
  })

  it.each([
    [false, "62001"],
    [true, "62003"],
  ])("is refused once there is money (settled: %s)", async (settled, code) => {
    await merchant.place(orderOf("M1"))
    await simulator.pay("M1", { settled })
    expect((await merchant.cancel("M1")).head.code).toBe(code)
    expect(simulator.books.order("M1").paid).toBe(true)
  })

  it("knows no order that was never placed", async () => {
    expect((await merchant.cancel("M1")).head.code).toBe("62004")
  })
})

describe("revoking", () => {
  it("closes an unpaid order without calling it revoked", async () => {
    await merchant.place(orderOf("M1"))
    expect((await merchant.revoke("M1")).subject).toMatchObject({
      status: "FAILURE",
      revoked: "false",
    })
  })

  it("gives a paid order's money back, and again changes nothing", async () => {
    await merchant.place(orderOf("M1"))
    await simulator.pay("M1")
    const expected = { status: "FAILURE", revoked: "true" }
    expect((await merchant.revoke("M1")).subject).toMatchObject(expected)
    expect((await merchant.revoke("M1")).subject).toMatchObject(expected)
    expect(simulator.books.order("M1")).toMatchObject({ kept: "0.00", revoked: true })
    expect(simulator.books.refunds("M1")).toEqual([])
  })

  it("leaves a settled order settled and makes a refund order", async () => {
    await merchant.place(orderOf("M1"))
    await simulator.pay("M1", { settled: true })
    expect((await merchant.revoke("M1")).subject).toMatchObject({
      status: "SETTLED",
      revoked: "true",
    })
    expect((await merchant.revoke("M1")).head.code).toBe("0")
    expect(simulator.books.refunds("M1")).toMatchObject([{ amount: "200.00", byRevoke: true }])
    expect(simulator.books.order("M1").kept).toBe("0.00")
  })

  it("is refused when something was refunded already", async () => {
    await merchant.place(orderOf("M1"))
    await simulator.pay("M1")
    const refund = { refundMerchantOrderNo: "R1", originMerchantOrderNo: "M1", amount: aed(1) }
    await merchant.refund(refund)
    expect((await merchant.revoke("M1")).head).toMatchObject({
      code: "62041",
      msg: "ACQUIRE_ORDER_REFUNDED",
    })
  })

  it("can take its time, without showing any progress", async () => {
    simulator.configure({ revokeAfterMs: 60_000 })
    await merchant.place(orderOf("M1"))
    await simulator.pay("M1")
    const pending = { status: "PAID_SUCCESS", revoked: "false" }
    expect((await merchant.revoke("M1")).subject).toMatchObject(pending)
    await merchant.revoke("M1")
    await simulator.advance(60_000)
    expect((await merchant.get("M1")).subject).toMatchObject({ status: "FAILURE", revoked: "true" })
  })
})

it("gives money back once when a slow revoke is asked for twice", async () => {
  simulator.configure({ revokeAfterMs: 60_000 })
  await merchant.place(orderOf("M1"))
  await simulator.pay("M1", { settled: true })
  await merchant.revoke("M1")
  await merchant.revoke("M1")
  await simulator.advance(120_000)
  expect(simulator.books.refunds("M1")).toMatchObject([{ amount: "200.00" }])
})

it("gives every order a number of its own, also within one millisecond", async () => {
  const numbers = ["M1", "M2", "M3"].map(async (no) => (await merchant.place(orderOf(no))).subject)
  const orderNos = (await Promise.all(numbers)).map(({ orderNo }) => orderNo)
  expect(new Set(orderNos).size).toBe(3)
})

describe("time", () => {
  it("expires an order that nobody paid, not a moment before", async () => {
    await merchant.place(orderOf("M1"))
    await simulator.advance(2 * HOUR - 1)
    expect((await merchant.get("M1")).subject.status).toBe("CREATED")
    await simulator.advance(1)
    expect((await merchant.get("M1")).subject).toMatchObject({
      status: "FAILURE",
      failDes: "SERVICE_TIMEOUT",
    })
  })

  it("takes no payment for an order whose time ran out a moment ago", async () => {
    await merchant.place(orderOf("M1"))
    clock.now += 2 * HOUR
    await expect(simulator.pay("M1")).rejects.toThrow(/FAILURE/)
  })

  it("shows what is due in the books without being asked over the wire", async () => {
    await merchant.place(orderOf("M1"))
    clock.now += 2 * HOUR
    expect(simulator.books.order("M1").status).toBe("FAILURE")
  })

  it("never expires an order that was paid", async () => {
    await merchant.place(orderOf("M1"))
    await simulator.pay("M1")
    await simulator.advance(48 * HOUR)
    expect((await merchant.get("M1")).subject.status).toBe("PAID_SUCCESS")
  })

  it("passes faster when scaled", async () => {
    simulator.timeScale = 60
    await merchant.place(orderOf("M1"))
    clock.now += 2 * 60_000
    expect((await merchant.get("M1")).subject.status).toBe("FAILURE")
  })

  it("can be prolonged by up to 15 days", async () => {
    await merchant.place(orderOf("M1"))
    const prolong = (expiredTime: number) =>
      merchant.call("/acquire2/updateExpiredTime", { merchantOrderNo: "M1", expiredTime })
    expect((await prolong(NOON + 360 * HOUR + 1)).head.code).toBe("62089")
    expect((await prolong(NOON - 1)).head.code).toBe("62089")
    expect((await prolong(NOON + 360 * HOUR)).subject.expiredTime).toBe(NOON + 360 * HOUR)
    await simulator.advance(300 * HOUR)
    expect((await merchant.get("M1")).subject.status).toBe("CREATED")
  })

  it("settles a paid order when told after how long", async () => {
    simulator.configure({ settleAfterMs: HOUR })
    await merchant.place(orderOf("M1"))
    await simulator.pay("M1")
    await simulator.advance(HOUR)
    expect((await merchant.get("M1")).subject.status).toBe("SETTLED")
  })
})

describe("a declined payment", () => {
  it("leaves the order payable, unless it was to be tried once only", async () => {
    await merchant.place(orderOf("M1"))
    await merchant.place(orderOf("M2", { paySceneParams: { oneTimePayment: "true" } }))
    await simulator.decline("M1")
    await simulator.decline("M2")
    expect((await merchant.get("M1")).subject.status).toBe("CREATED")
    expect((await merchant.get("M2")).subject).toMatchObject({
      status: "FAILURE",
      failCode: "92000",
    })
    await simulator.decline("M1", { final: true })
    expect((await merchant.get("M1")).subject.status).toBe("FAILURE")
  })
})

describe("a QR code", () => {
  it("tells who scanned it, masked, once somebody has", async () => {
    const { body } = await merchant.place(orderOf("M1", { paySceneCode: "DYNQR" }))
    const { tokenUrl = "" } = Object(body.interActionParams)
    const ask = (url: string) => merchant.call("/acquire2/getCashierUrlInfo", { tokenUrl: url })
    expect((await ask(tokenUrl)).body).toEqual({ payer: {} })
    await simulator.scan("M1")
    expect((await ask(tokenUrl)).body).toEqual({ payer: { mobileNumberMask: "+971-58*92" } })
    expect((await ask(`${tokenUrl}1`)).head.code).toBe("62082")
    await simulator.expire("M1")
    expect((await ask(tokenUrl)).head.code).toBe("62082")
  })
})

describe("payouts", () => {
  it("are found by number, each with its own call", async () => {
    simulator.addTransfer({ merchantOrderNo: "T1", amount: "12.50" })
    simulator.addTransfer({ merchantOrderNo: "T2", amount: "1.00", toBank: true })
    const ask = (path: string, merchantOrderNo: string) =>
      merchant.call(`/transfer/${path}`, { merchantOrderNo })
    expect((await ask("getTransferOrder", "T1")).text).toContain("12.50")
    expect((await ask("getTransferOrder", "T2")).head.code).toBe("62004")
    expect((await ask("getTransferToBankOrder", "T2")).body.transferToBankOrder).toMatchObject({
      status: "SUCCESS",
    })
  })
})
