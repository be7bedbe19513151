import { request } from "node:http"

import {
  type Merchant,
  merchantOf,
  NOON,
  objectIn,
  openShop,
  orderOf,
  startAtNoon,
} from "../merchant.test-support"
import type { JsonObject } from "../json"
import type { Simulator } from "../simulator"

let simulator: Simulator
let merchant: Merchant

beforeAll(async () => {
  ;({ simulator } = await startAtNoon())
  merchant = merchantOf(simulator, () => NOON)
})
afterEach(() => simulator.reset())
afterAll(() => simulator.close())

async function control(method: string, path: string, body?: JsonObject) {
  const response = await fetch(simulator.control + path, {
    method,
    body: body && JSON.stringify(body),
  })
  const answer: unknown = await response.json()
  return { status: response.status, answer }
}

it("describes every route it has", async () => {
  const { answer } = await control("GET", "")
  const { baseUrl, routes } = objectIn(answer)
  expect(baseUrl).toBe(simulator.baseUrl)
  expect(routes).toContainEqual({
    method: "POST",
    path: "/control/orders/:no/pay",
    what: expect.stringContaining("as if the payer paid"),
  })
})

it("pays, settles and charges back an order", async () => {
  await merchant.place(orderOf("M1"))
  const paid = await control("POST", "/orders/M1/pay", { discount: "5.00", channel: "BALANCE" })
  expect(paid).toMatchObject({
    status: 200,
    answer: { status: "PAID_SUCCESS", paidAmount: "195.00" },
  })
  expect((await control("POST", "/orders/M1/settle")).answer).toMatchObject({ status: "SETTLED" })
  expect((await control("GET", "/orders/M1")).answer).toMatchObject({ kept: "200.00" })
  const disputed = await control("POST", "/orders/M1/chargeback", { amount: "5.00" })
  expect(disputed.answer).toMatchObject([{ chargebackFils: 500 }])
  expect((await control("GET", "/orders")).answer).toHaveLength(1)
})

it("declines, expires and scans", async () => {
  for (const no of ["M1", "M2", "M3"]) await merchant.place(orderOf(no))
  const declined = await control("POST", "/orders/M1/decline", { final: true })
  expect(declined.answer).toMatchObject({ status: "FAILURE", failCode: "92000" })
  expect((await control("POST", "/orders/M2/expire")).answer).toMatchObject({ failCode: "504" })
  expect((await control("POST", "/orders/M3/scan")).answer).toMatchObject({ scanned: true })
})

it("moves refunds along", async () => {
  await merchant.place(orderOf("M1"))
  await simulator.pay("M1")
  for (const no of ["R1", "R2"]) {
    const amount = { amount: 1, currency: "AED" }
    await merchant.refund({ refundMerchantOrderNo: no, originMerchantOrderNo: "M1", amount })
  }
  const step = async (path: string) => objectIn((await control("POST", path)).answer).status
  expect(await step("/refunds/R1/settle")).toBe("REFUNDED_SETTLED")
  expect(await step("/refunds/R1/succeed")).toBe("SUCCESS")
  expect(await step("/refunds/R2/fail")).toBe("FAILURE")
  expect((await control("GET", "/refunds?merchantOrderNo=M1")).answer).toHaveLength(2)
})

it("plans faults, and says what is wrong with one it does not understand", async () => {
  const planned = await control("POST", "/faults", {
    call: "placeOrder",
    times: 2,
    fault: { kind: "code", code: "500" },
  })
  expect(planned.answer).toMatchObject([{ call: "placeOrder", times: 2 }])
  expect((await merchant.place(orderOf("M1"))).head.code).toBe("500")
  expect((await control("DELETE", "/faults")).answer).toEqual([])
  expect((await merchant.place(orderOf("M1"))).head.code).toBe("0")

  const wrong = async (body: JsonObject) => (await control("POST", "/faults", body)).answer
  expect(await wrong({ call: "refundAll", fault: { kind: "hang" } })).toMatchObject({
    error: expect.stringContaining('"call"'),
  })
  expect(await wrong({ call: "*", fault: { kind: "explode" } })).toMatchObject({
    error: expect.stringContaining("drop-before, drop-after"),
  })
  expect(await wrong({ call: "*", fault: { kind: "delay" } })).toMatchObject({
    error: expect.stringContaining('"ms"'),
  })
  expect(await wrong({ call: "*", often: 1, fault: { kind: "hang" } })).toMatchObject({
    error: expect.stringContaining('no "often"'),
  })
  expect(simulator.faults.pending()).toEqual([])
})

it("holds, spoils, releases and repeats notifications", async () => {
  const shop = await openShop()
  await merchant.place(orderOf("M1", { notifyUrl: shop.notifyUrl }))
  await control("PUT", "/notifications/mode", { mode: "hold" })
  const planned = await control("POST", "/notifications/faults", { fault: { kind: "forge" } })
  expect(planned.status).toBe(200)
  await simulator.pay("M1")
  expect((await control("GET", "/notifications")).answer).toMatchObject([{ state: "held" }])
  const released = await control("POST", "/notifications/release")
  expect(released.answer).toMatchObject([{ state: "acknowledged" }])
  const [sent] = simulator.notifications.sent()
  expect(sent).toMatchObject({ fault: "forge" })
  const again = await control("POST", `/notifications/${sent?.notifyId ?? ""}/resend`)
  expect(again.answer).toMatchObject({ acknowledged: true, fault: null })
  expect((await control("GET", "/notifications/sent")).answer).toHaveLength(2)
  const wrong = await control("POST", "/notifications/faults", {
    fault: { kind: "lie", amount: 1 },
  })
  expect(wrong.status).toBe(400)
  await shop.close()
})

it("tells which calls came", async () => {
  await merchant.place(orderOf("M1"))
  await merchant.get("M1")
  await merchant.get("M2")
  expect((await control("GET", "/calls")).answer).toHaveLength(3)
  expect(
    (await control("GET", "/calls?path=/acquire2/getOrder&merchantOrderNo=M1")).answer,
  ).toMatchObject([{ call: "getOrder", answer: { status: "CREATED" } }])
})

it("moves time and changes settings", async () => {
  await merchant.place(orderOf("M1"))
  const time = await control("POST", "/time", { advanceMs: 2 * 3_600_000, timeScale: 60 })
  expect(time.answer).toEqual({ timeScale: 60 })
  expect(simulator.books.order("M1").status).toBe("FAILURE")
  const changed = await control("PATCH", "/settings", {
    finishedOrder: "current-status",
    settleAfterMs: null,
  })
  expect(changed.answer).toMatchObject({ finishedOrder: "current-status", settleAfterMs: null })
  expect((await control("PATCH", "/settings", { finishedOrder: "maybe" })).status).toBe(400)
  await control("POST", "/reset")
  expect(simulator.books.orders()).toEqual([])
  expect(simulator.settings().finishedOrder).toBe("code")
  expect(simulator.timeScale).toBe(1)
})

it.each([
  ["GET", "/orders/M9", 409],
  ["POST", "/orders/M9/pay", 409],
  ["POST", "/nothing", 404],
  ["DELETE", "/orders", 404],
])("answers %s %s with %d and a reason", async (method, path, status) => {
  const answer = await control(method, path)
  expect(answer).toMatchObject({ status, answer: { error: expect.any(String) } })
})

it.each([
  ["Origin", "https://evil.example"],
  ["Host", "evil.example"],
])("does not answer a web page that reaches in (%s)", async (header, value) => {
  const status = await new Promise<number>((resolve, reject) => {
    const headers = { [header]: value }
    request(`${simulator.control}/reset`, { method: "POST", headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on("error", reject)
      .end()
  })
  expect(status).toBe(403)
})
