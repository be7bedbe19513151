import { createSign, generateKeyPairSync } from "node:crypto"

import {
  aed,
  isSigned,
  type Merchant,
  merchantOf,
  NOON,
  orderOf,
  startAtNoon,
} from "./merchant.test-support"
import type { Simulator } from "./simulator"

const MINUTE = 60_000

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

describe("a request", () => {
  it("is refused, unsigned, when a byte of it is not what was signed", async () => {
    const body = JSON.stringify({ requestTime: NOON, bizContent: orderOf("M1") })
    const { privateKey = "" } = { privateKey: simulator.merchantPrivateKey }
    const sign = createSign("RSA-SHA256").update(body).sign(privateKey, "base64")
    const answer = await merchant.place({}, { raw: body.replace("200", "201"), sign })
    expect(answer.head).toMatchObject({ applyStatus: "ERROR" })
    expect(answer.sign).toBeNull()
    expect(simulator.books.orders()).toEqual([])
    expect(simulator.calls()).toMatchObject([{ signature: "bad", merchantOrderNo: "M1" }])
  })

  it("is refused when a stranger signed it, nobody did, or the signature is no base64", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
    const body = JSON.stringify({ requestTime: NOON, bizContent: orderOf("M1") })
    const stranger = createSign("RSA-SHA256").update(body).sign(privateKey, "base64")
    for (const sign of [stranger, null, "not base64 !"]) {
      expect((await merchant.place({}, { raw: body, sign })).head.applyStatus).toBe("ERROR")
    }
    expect(simulator.calls().map(({ signature }) => signature)).toEqual(["bad", "missing", "bad"])
  })

  it("is refused, unsigned, for an unknown partner", async () => {
    const { head, sign } = await merchant.place(orderOf("M1"), { partnerId: "200000000888" })
    expect(head).toMatchObject({ applyStatus: "FAIL", code: "403", msg: "UNAUTHORIZED" })
    expect(sign).toBeNull()
  })

  it.each([
    [-15 * MINUTE - 1, "REQUESTTIME_TOO_EARLY"],
    [15 * MINUTE + 1, "REQUESTTIME_TOO_LATER"],
    [-15 * MINUTE, "SUCCESS"],
    [15 * MINUTE, "SUCCESS"],
  ])("whose time is %d ms from PayBy's clock is answered %s", async (difference, msg) => {
    const { head, verified } = await merchant.place(orderOf("M1"), {
      requestTime: NOON + difference,
    })
    expect(head).toMatchObject({ code: msg === "SUCCESS" ? "0" : "400", msg })
    expect(verified).toBe(true)
  })

  it("is judged by PayBy's clock, also when that one is wrong", async () => {
    simulator.skewClock(16 * MINUTE)
    expect((await merchant.place(orderOf("M1"))).head.msg).toBe("REQUESTTIME_TOO_EARLY")
  })

  it.each([
    ["no JSON", { raw: "{" }],
    ["no bizContent", { raw: JSON.stringify({ requestTime: NOON }) }],
    ["a list", { raw: "[]" }],
    ["no time", { requestTime: null }],
    ["another content type", { contentType: "text/plain" }],
  ])("with %s is a signed 400", async (_what, twist) => {
    const { head, verified } = await merchant.place(orderOf("M1"), twist)
    expect(head).toMatchObject({ code: "400", msg: "INVALID_PARAMETER" })
    expect(verified).toBe(true)
  })

  it("to a place PayBy does not have is told so", async () => {
    expect((await merchant.call("/acquire2/nothing", {})).head.code).toBe("404")
  })

  it("that is no HTTP we know does not end the process", async () => {
    expect((await fetch(simulator.baseUrl + "/acquire2/placeOrder")).status).toBe(405)
    const huge = "x".repeat(1024 * 1024 + 1)
    const refused = merchant.place({}, { raw: huge }).then(
      ({ http }) => http,
      () => 413,
    )
    expect(await refused).toBe(413)
    expect((await merchant.place(orderOf("M1"))).head.code).toBe("0")
  })
})

describe("an answer", () => {
  it("is signed over its exact bytes", async () => {
    const { verified, text, sign } = await merchant.place(orderOf("M1"))
    expect(verified).toBe(true)
    expect(isSigned(text.replace("M1", "M2"), sign, simulator.paybyPublicKey)).toBe(false)
  })

  it("writes money with two decimals, so that its signature dies when it is written again", async () => {
    await merchant.place(orderOf("M1", { totalAmount: aed(200) }))
    const { text } = await merchant.place(orderOf("M2", { totalAmount: aed(0.1) }))
    expect(text).toContain('"amount":0.10')
    const answer = await merchant.get("M1")
    expect(answer.text).toContain('"amount":200.00')
    const again = JSON.stringify(JSON.parse(answer.text))
    expect(isSigned(again, answer.sign, simulator.paybyPublicKey)).toBe(false)
  })

  it("writes the money of accessories that way too", async () => {
    const accessoryContent = {
      amountDetail: { vatAmount: aed(9.5) },
      goodsDetail: { price: aed(10), quantity: 2 },
    }
    const { text, subject } = await merchant.place(orderOf("M1", { accessoryContent }))
    expect(text).toMatch(/"amount":9\.50/)
    expect(text).toMatch(/"quantity":2[,}]/)
    expect(subject.accessoryContent).toMatchObject(accessoryContent)
  })

  it("changes the order of its fields, and now and then has one nobody announced", async () => {
    await merchant.place(orderOf("M1"))
    const answers = await Promise.all(Array.from({ length: 12 }, () => merchant.get("M1")))
    const orders = answers.map(({ subject }) => Object.keys(subject).join())
    expect(new Set(orders).size).toBeGreaterThan(4)
    const extras = answers.filter(({ subject }) => "channelTrace" in subject)
    expect(extras.length).toBeGreaterThan(0)
    expect(extras.length).toBeLessThan(12)
  })

  it("with a code has no body, and says SUCCESS or FAIL in applyStatus", async () => {
    const documented = await merchant.get("M1")
    expect(documented.head).toMatchObject({ applyStatus: "SUCCESS", code: "62004" })
    expect(documented.text).not.toContain('"body"')
    simulator.configure({ errorApplyStatus: "FAIL" })
    expect((await merchant.get("M1")).head).toMatchObject({ applyStatus: "FAIL", code: "62004" })
  })

  it("is signed with the new key after PayBy changed it", async () => {
    const before = simulator.paybyPublicKey
    const after = await simulator.rotateKey()
    const { text, sign } = await merchant.place(orderOf("M1"))
    expect(isSigned(text, sign, before)).toBe(false)
    expect(isSigned(text, sign, after)).toBe(true)
    expect(simulator.paybyPublicKey).toBe(after)
  })
})

describe("the signature echo", () => {
  it("answers an envelope with its content and bare text with itself, both signed", async () => {
    const envelope = await merchant.call("/verifySign", { hello: "PayBy" })
    expect(envelope).toMatchObject({ body: { hello: "PayBy" }, verified: true })
    const text = await merchant.call("/verifySign", {}, { raw: "test echo" })
    expect(text).toMatchObject({ text: "test echo", verified: true })
    const wrong = await merchant.call("/verifySign", {}, { sign: "AAAA" })
    expect(wrong.head.applyStatus).toBe("ERROR")
  })
})

describe("the call record", () => {
  it("tells who asked for what, when, and how it was answered", async () => {
    await merchant.place(orderOf("M1"))
    clock.now += 4_000
    await merchant.get("M1")
    clock.now += 20_000
    await merchant.cancel("M1")
    expect(simulator.calls({ merchantOrderNo: "M1" })).toMatchObject([
      { call: "placeOrder", at: NOON, answer: { code: "0", status: "CREATED", signed: true } },
      { call: "getOrder", at: NOON + 4_000, path: "/acquire2/getOrder" },
      { call: "cancelOrder", at: NOON + 24_000, answer: { code: "0", status: "FAILURE" } },
    ])
    expect(simulator.callCount()).toBe(3)
    expect(simulator.callCount("/acquire2/getOrder")).toBe(1)
    expect(simulator.callCount("cancelOrder")).toBe(1)
    expect(simulator.calls({ since: NOON + 1 })).toHaveLength(2)
  })

  it("tells the developer what PayBy would leave them to guess, and not on the wire", async () => {
    const { text } = await merchant.place(orderOf("M1", { subject: "x".repeat(65) }))
    expect(simulator.calls()[0]?.answer?.reason).toBe("subject is longer than 64 characters")
    expect(text).not.toContain("longer")
  })

  it("knows the order although it was named by PayBy's number", async () => {
    const { subject } = await merchant.place(orderOf("M1"))
    await merchant.call("/acquire2/cancelOrder", { orderNo: subject.orderNo ?? "" })
    expect(simulator.calls({ call: "cancelOrder" })[0]?.merchantOrderNo).toBe("M1")
  })
})
