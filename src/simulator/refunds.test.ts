import {
  aed,
  type Merchant,
  merchantOf,
  NOON,
  objectIn,
  openShop,
  orderOf,
  startAtNoon,
} from "./merchant.test-support"
import type { JsonObject } from "./json"
import type { Simulator } from "./simulator"

const DAY = 24 * 3_600_000

let simulator: Simulator
let clock: { now: number }
let merchant: Merchant

beforeAll(async () => {
  ;({ simulator, clock } = await startAtNoon())
  merchant = merchantOf(simulator, () => clock.now)
})
beforeEach(async () => {
  await merchant.place(orderOf("M1"))
})
afterEach(() => {
  clock.now = NOON
  simulator.reset()
})
afterAll(() => simulator.close())

const refundOf = (refundMerchantOrderNo: string, amount: number, more: JsonObject = {}) => ({
  refundMerchantOrderNo,
  originMerchantOrderNo: "M1",
  amount: aed(amount),
  ...more,
})

describe("a refund", () => {
  beforeEach(() => simulator.pay("M1"))

  it("is accepted at once, taken from the merchant later, and done after that", async () => {
    const accepted = await merchant.refund(refundOf("R1", 50.5))
    expect(accepted.subject).toMatchObject({
      refundMerchantOrderNo: "R1",
      originMerchantOrderNo: "M1",
      status: "CREATED",
    })
    expect(accepted.text).toContain("50.50")
    await simulator.advance(2_000)
    expect((await merchant.getRefund("R1")).subject.status).toBe("REFUNDED_SETTLED")
    expect(simulator.books.order("M1").refundPending).toBe("50.50")
    await simulator.advance(3_000)
    expect((await merchant.getRefund("R1")).subject.status).toBe("SUCCESS")
    expect(simulator.books.order("M1")).toMatchObject({ refundPending: "0.00", kept: "149.50" })
  })

  it("shows what is left after it", async () => {
    await merchant.refund(refundOf("R1", 50))
    const { body } = await merchant.refund(refundOf("R2", 25.25))
    expect(body.refundSummary).toMatchObject({
      acquireAmount: { amount: 200 },
      remainRefundAmount: { amount: 124.75 },
    })
  })

  it("is booked once when the same request comes twice", async () => {
    const first = await merchant.refund(refundOf("R1", 200))
    const again = await merchant.refund(refundOf("R1", 200))
    expect(again.subject.orderNo).toBe(first.subject.orderNo)
    expect(simulator.books.refunds()).toHaveLength(1)
  })

  it("is refused when its number was used for another", async () => {
    await merchant.refund(refundOf("R1", 100))
    const { head } = await merchant.refund(refundOf("R1", 99))
    expect(head).toMatchObject({ code: "62017", msg: "REFUND_MERCHANT_ORDER_NO_EXIST" })
    expect(simulator.books.order("M1").refunded).toBe("100.00")
  })

  it("never exceeds the order, counting refunds that are still on their way", async () => {
    await merchant.refund(refundOf("R1", 199.99))
    expect((await merchant.refund(refundOf("R2", 0.02))).head.code).toBe("62006")
    expect((await merchant.refund(refundOf("R3", 0.01))).head.code).toBe("0")
  })

  it("gives its amount free again when it fails", async () => {
    await merchant.refund(refundOf("R1", 200))
    await simulator.failRefund("R1")
    expect((await merchant.getRefund("R1")).subject).toMatchObject({
      status: "FAILURE",
      failDes: "ORDER_BANK_FAIL",
    })
    await simulator.advance(10_000)
    expect(simulator.books.refund("R1").status).toBe("FAILURE")
    expect((await merchant.refund(refundOf("R2", 200))).head.code).toBe("0")
    await expect(simulator.failRefund("R1")).rejects.toThrow(/FAILURE already/)
  })

  it("is not named by merchantOrderNo, whatever one sample shows", async () => {
    const { head } = await merchant.refund({
      merchantOrderNo: "R1",
      originMerchantOrderNo: "M1",
      amount: aed(1),
    })
    expect(head.code).toBe("400")
  })

  it("names its order by exactly one number", async () => {
    const { orderNo } = simulator.books.order("M1")
    const both = await merchant.refund(refundOf("R1", 1, { originOrderNo: orderNo }))
    expect(both.head.code).toBe("400")
    const byOwn = { refundMerchantOrderNo: "R1", originOrderNo: orderNo, amount: aed(1) }
    expect((await merchant.refund(byOwn)).subject.originMerchantOrderNo).toBe("M1")
  })

  it.each<[string, JsonObject, string]>([
    ["an unknown order", { originMerchantOrderNo: "M9" }, "62004"],
    ["a reason of 65", { reason: "x".repeat(65) }, "400"],
    ["a third decimal", { amount: aed(1.001) }, "400"],
    ["nothing", { amount: aed(0) }, "400"],
  ])("of %s is refused", async (_what, change, code) => {
    expect((await merchant.refund(refundOf("R1", 1, change))).head.code).toBe(code)
    expect(simulator.books.refunds()).toEqual([])
  })

  it("is too late after 180 days", async () => {
    clock.now += 180 * DAY + 1
    expect((await merchant.refund(refundOf("R1", 1))).head.code).toBe("62045")
  })

  it("is refused after a revoke", async () => {
    await merchant.revoke("M1")
    expect((await merchant.refund(refundOf("R1", 1))).head).toMatchObject({
      code: "62040",
      msg: "ACQUIRE_ORDER_REVOKED",
    })
  })

  it("is asked for by either number; an unknown one is 62007", async () => {
    const { subject } = await merchant.refund(refundOf("R1", 1))
    const byOwn = { orderNo: subject.orderNo ?? "" }
    const found = await merchant.call("/acquire2/refund/getOrder", byOwn)
    expect(found.subject.refundMerchantOrderNo).toBe("R1")
    expect((await merchant.getRefund("R2")).head.code).toBe("62007")
  })

  it("is told to its own notifyUrl when it is finished", async () => {
    const shop = await openShop()
    await merchant.refund(refundOf("R1", 1, { notifyUrl: shop.notifyUrl }))
    await simulator.advance(2_000)
    expect(shop.heard).toEqual([])
    await simulator.advance(3_000)
    expect(objectIn(shop.heard[0]?.body.refundOrder)).toMatchObject({
      refundMerchantOrderNo: "R1",
      status: "SUCCESS",
    })
    await shop.close()
  })
})

it.each([
  ["is not paid", () => Promise.resolve(), "62015"],
  ["failed", () => simulator.expire("M1"), "62002"],
])("an order that %s cannot be refunded", async (_what, happen, code) => {
  await happen()
  expect((await merchant.refund(refundOf("R1", 1))).head.code).toBe(code)
})
