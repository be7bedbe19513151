import type { PayByClient } from "./client"
import {
  answers,
  answersUnsigned,
  clientOf,
  http,
  Loopback,
  NOW,
  orderText,
  paybyKey,
  paybyKeys,
  refusal,
  signedBy,
  success,
} from "./loopback.test-support"
import type { ObservedCall } from "./observed-call"
import { merchantOrderNo } from "./order-number"

const no = merchantOrderNo("20261123080200-0123456789abcdef")
const order = success(`{"acquireOrder":${orderText(no)}}`)

let payby: Loopback
let client: PayByClient
let calls: ObservedCall[]

beforeEach(async () => {
  calls = []
  payby = await Loopback.start()
  client = clientOf(payby, { observe: (call) => calls.push(call) })
})

afterEach(async () => {
  client.close()
  await payby.stop()
})

describe("an observer", () => {
  it("sees each call by name, number, outcome and PayBy's code", async () => {
    payby.will(
      answers(order),
      answers(refusal("62004", "MERCHANT_ORDER_NO_NOT_EXIST")),
      answersUnsigned(refusal("403", "UNAUTHORIZED")),
    )
    for (let i = 0; i < 3; i += 1) await client.getOrder(no)
    expect(calls).toMatchObject([
      { call: "getOrder", number: no, attempts: 1, outcome: "ok", tookMs: 0 },
      { call: "getOrder", outcome: "refused", code: "62004", traceCode: "1133" },
      { call: "getOrder", outcome: "untrusted-answer", code: "403" },
    ])
  })

  it("cannot change the outcome by throwing", async () => {
    const warned = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined)
    client = clientOf(payby, {
      observe: () => {
        throw new Error("full disk")
      },
    })
    payby.will(answers(order))
    expect(await client.getOrder(no)).toMatchObject({ ok: true })
    expect(warned).toHaveBeenCalledWith(expect.not.stringContaining("full disk"))
    warned.mockRestore()
  })

  it("is told PayBy's trace code of a success, and by which key it was signed", async () => {
    payby.will(answers(order))
    await client.getOrder(no)
    expect(calls).toMatchObject([
      { outcome: "ok", status: "CREATED", traceCode: "843909", signedBy: paybyKey.fingerprint },
    ])
  })

  it("is told that a status word is unknown, and not the word", async () => {
    const strange = orderText(no, { status: `"ON_HOLD"` })
    payby.will(answers(success(`{"acquireOrder":${strange}}`)))
    await client.getOrder(no)
    expect(calls).toMatchObject([{ outcome: "ok", status: "unknown" }])
  })

  it("is told how far PayBy's clock is ahead, counted from the middle of the call", async () => {
    const ticks = [0, 1_000, 3_000].map((ms) => new Date(NOW.getTime() + ms))
    client = clientOf(payby, {
      observe: (call) => calls.push(call),
      clock: () => ticks.shift() ?? NOW,
    })
    const date = new Date(NOW.getTime() + 61_000).toUTCString()
    const sign = signedBy(paybyKeys.privateKey, order)
    payby.will((socket) => socket.write(http(200, { date, sign }, order)))
    await client.getOrder(no)
    expect(calls).toMatchObject([{ tookMs: 3_000, clockAheadMs: 60_000 }])
  })

  it("is told nothing of a clock that nobody names", async () => {
    payby.will(answers(order))
    await client.getOrder(no)
    expect(calls[0]?.clockAheadMs).toBeUndefined()
  })

  it("need not be there", async () => {
    const warned = jest.spyOn(process, "emitWarning").mockImplementation(() => undefined)
    client = clientOf(payby)
    payby.will(answers(order))
    await client.getOrder(no)
    expect(warned).not.toHaveBeenCalled()
    warned.mockRestore()
  })
})
