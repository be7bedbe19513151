import { inspect } from "node:util"
import type { PayByClient } from "./client"
import {
  answers,
  clientOf,
  http,
  Loopback,
  orderText,
  paybyKeys,
  refusal,
  signedBy,
  success,
  type Behaviour,
} from "./loopback.test-support"
import { holdTime, releaseTime, timeIsUp, timeIsUpOnceArrived } from "./held-time.test-support"
import type { ObservedCall } from "./observed-call"
import { merchantOrderNo } from "./order-number"

const no = merchantOrderNo("20261123080200-0123456789abcdef")
const order = success(`{"acquireOrder":${orderText(no)}}`)
const html = "<html><body>Bad gateway</body></html>"
const signed = { "content-type": "application/json", sign: signedBy(paybyKeys.privateKey, order) }

const hangUp: Behaviour = (socket) => socket.destroy()
const reset: Behaviour = (socket) => socket.resetAndDestroy()
const silence: Behaviour = () => undefined
const raw =
  (bytes: Buffer | string): Behaviour =>
  (socket) =>
    socket.end(bytes)

let payby: Loopback
let client: PayByClient
let calls: ObservedCall[]

beforeEach(async () => {
  calls = []
  payby = await Loopback.start()
  client = clientOf(payby, { observe: (call) => calls.push(call) })
})

afterEach(async () => {
  releaseTime()
  client.close()
  await payby.stop()
})

async function faultAfter(behaviour: Behaviour, asking: PayByClient = client) {
  payby.will(behaviour)
  const outcome = await asking.getOrder(no)
  return outcome.ok ? "no fault" : outcome.fault
}

describe("nothing was sent", () => {
  it("is unreachable when the connection is refused", async () => {
    await payby.stop()
    expect(await faultAfter(silence)).toEqual({
      kind: "unreachable",
      reason: "No connection to PayBy (ECONNREFUSED).",
    })
  })

  it("is unreachable when the TLS handshake fails", async () => {
    client = clientOf(payby, { baseUrl: payby.url.replace("http:", "https:") })
    const greeting = new Promise<void>((resolve) =>
      payby.onConnection((socket) => {
        socket.write("this is no TLS server\r\n")
        resolve()
      }),
    )
    const fault = await faultAfter(silence)
    await greeting
    expect(fault).toMatchObject({ kind: "unreachable" })
    expect(payby.requests).toHaveLength(0)
  })

  it("is unreachable when the time is up before the connection is complete", async () => {
    client = clientOf(payby, { baseUrl: payby.url.replace("http:", "https:") })
    holdTime()
    payby.onConnection(timeIsUp)
    expect(await faultAfter(silence)).toEqual({
      kind: "unreachable",
      reason: "No connection to PayBy (the time was up).",
    })
    expect(payby.requests).toHaveLength(0)
  })

  it("is unreachable after the client was closed", async () => {
    client.close()
    expect(await faultAfter(answers(order))).toMatchObject({ kind: "unreachable" })
    expect(payby.requests).toHaveLength(0)
  })
})

describe("it may have happened", () => {
  it.each<[string, Behaviour]>([
    ["the connection is reset after the request was read", reset],
    ["the connection is closed after the request was read", hangUp],
    ["the answer is an HTML page with HTTP 200", raw(http(200, {}, html))],
    ["a proxy answers HTTP 502", raw(http(502, { "content-type": "text/html" }, html))],
    ["the answer is empty", raw(http(200, {}, ""))],
    ["the answer is no HTTP", raw("HELLO\r\n\r\n")],
    ["the head is cut", raw("HTTP/1.1 200 OK\r\ncontent-le")],
    ["the body is cut", raw(http(200, signed, order).subarray(0, -10))],
    ["the signed JSON is broken", answers(order.slice(0, -3))],
    ["the signed JSON has no head", answers(`{"body":{}}`)],
    ["the signed answer is no object", answers(`"SUCCESS"`)],
    ["the signed success has no order", answers(success("{}"))],
    ["the signed order has no status", answers(success(`{"acquireOrder":{}}`))],
    ["PayBy says SYSTEM_ERROR", answers(refusal("500", "SYSTEM_ERROR", "FAIL"))],
    ["PayBy says SERVICE_TIMEOUT", answers(refusal("504", "SERVICE_TIMEOUT"))],
    ["PayBy says a code nobody has documented", answers(refusal("62999", "NEW_RULE"))],
    ["PayBy says code 0 and FAIL at once", answers(refusal("0", "SUCCESS", "FAIL"))],
    ["PayBy signs with HTTP 500", answers(refusal("500", "SYSTEM_ERROR"), { status: 500 })],
  ])("is an unknown outcome when %s", async (_name, behaviour) => {
    expect(await faultAfter(behaviour)).toMatchObject({ kind: "unknown-outcome" })
    expect(payby.requests).toHaveLength(1)
  })

  it("is an unknown outcome when the connection is reset before the request was read", async () => {
    payby.onConnection((socket) => {
      socket.pause()
      setTimeout(() => socket.resetAndDestroy(), 20)
    })
    expect(await faultAfter(silence)).toMatchObject({ kind: "unknown-outcome" })
    expect(payby.requests).toHaveLength(0)
  })

  it("is an unknown outcome when nobody answers until the deadline", async () => {
    holdTime()
    expect(await faultAfter(timeIsUp)).toEqual({
      kind: "unknown-outcome",
      reason: "No answer came (the time was up).",
    })
  })

  it("is an unknown outcome when the body drips past the deadline", async () => {
    holdTime()
    let dripping: NodeJS.Timeout | undefined
    const ended = new Promise<void>((resolve) => {
      payby.will((socket) => {
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")
        dripping = setInterval(() => socket.write("x"), 1)
        timeIsUpOnceArrived()
        socket.on("close", () => resolve())
      })
    })
    const outcome = await client.getOrder(no)
    await ended
    clearInterval(dripping)
    expect(outcome).toEqual({
      ok: false,
      fault: { kind: "unknown-outcome", reason: "The answer broke off (the time was up)." },
    })
  })

  it("is an unknown outcome when the client is closed meanwhile", async () => {
    payby.will(() => client.close())
    expect(await client.getOrder(no)).toEqual({
      ok: false,
      fault: { kind: "unknown-outcome", reason: "No answer came (the client was closed)." },
    })
  })

  it("is an unknown outcome when the answer is larger than any of PayBy's, and reading stops", async () => {
    const stopped = new Promise<void>((resolve) => {
      payby.will((socket) => {
        const pour = () => {
          while (!socket.destroyed && socket.write(Buffer.alloc(65_536, "x"))) continue
        }
        socket.on("drain", pour).on("close", () => resolve())
        socket.write("HTTP/1.1 200 OK\r\ncontent-length: 999999999999\r\n\r\n")
        pour()
      })
    })
    const outcome = await client.getOrder(no)
    await stopped
    expect(outcome).toEqual({
      ok: false,
      fault: { kind: "unknown-outcome", reason: "The answer was larger than 1 MiB." },
    })
  })

  it("names the field that could not be understood, and not its value", async () => {
    const strange = orderText(no, { totalAmount: `{"amount":"12.3456 secret","currency":"AED"}` })
    const fault = await faultAfter(answers(success(`{"acquireOrder":${strange}}`)))
    expect(inspect(fault)).toContain("acquireOrder.totalAmount.amount")
    expect(inspect(fault)).not.toContain("secret")
  })
})

describe("a repeat", () => {
  it("happens once, with identical bytes, when a pooled connection dies before any answer", async () => {
    payby.will(answers(order), hangUp, answers(order))
    await client.getOrder(no)
    expect(await client.getOrder(no)).toMatchObject({ ok: true })
    const [, lost, repeated] = payby.requests
    expect(payby.requests).toHaveLength(3)
    expect([lost?.connection, repeated?.connection]).toEqual([1, 2])
    expect(repeated?.body).toEqual(lost?.body)
    expect(repeated?.headers.sign).toBe(lost?.headers.sign)
    expect(calls.map(({ attempts }) => attempts)).toEqual([1, 2])
  })

  it("goes over a new connection, because the whole pool is as old as the one that died", async () => {
    const together: (() => void)[] = []
    const onceBothAreThere: Behaviour = (socket, request) => {
      together.push(() => answers(order)(socket, request))
      if (together.length === 2) for (const answer of together) answer()
    }
    payby.will(onceBothAreThere, onceBothAreThere, hangUp, (socket, request) =>
      request.connection <= 2 ? socket.destroy() : answers(order)(socket, request),
    )
    await Promise.all([client.getOrder(no), client.getOrder(no)])
    expect(await client.getOrder(no)).toMatchObject({ ok: true })
    expect(payby.requests[3]?.connection).toBe(3)
  })

  it("happens no second time", async () => {
    payby.will(answers(order), hangUp, hangUp)
    await client.getOrder(no)
    expect(await client.getOrder(no)).toMatchObject({ fault: { kind: "unknown-outcome" } })
    expect(payby.requests).toHaveLength(3)
  })

  it("leaves the outcome unknown when it finds nobody: its first attempt may have arrived", async () => {
    payby.will(answers(order), (socket) => {
      void payby.stopListening().then(() => socket.destroy())
    })
    await client.getOrder(no)
    expect(await client.getOrder(no)).toMatchObject({ fault: { kind: "unknown-outcome" } })
    expect(calls[1]).toMatchObject({ attempts: 2 })
  })

  it("does not happen on a new connection: the request itself may have killed it", async () => {
    payby.will(hangUp, answers(order))
    expect(await client.getOrder(no)).toMatchObject({ fault: { kind: "unknown-outcome" } })
    expect(payby.requests).toHaveLength(1)
  })

  it("does not happen once an answer has begun", async () => {
    payby.will(answers(order), raw("HTTP/1.1 20"), answers(order))
    await client.getOrder(no)
    expect(await client.getOrder(no)).toMatchObject({ fault: { kind: "unknown-outcome" } })
    expect(payby.requests).toHaveLength(2)
  })

  it("does not happen after the deadline", async () => {
    holdTime()
    payby.will(answers(order), timeIsUp)
    await client.getOrder(no)
    expect(await client.getOrder(no)).toMatchObject({ fault: { kind: "unknown-outcome" } })
    expect(payby.requests).toHaveLength(2)
  })
})

it("keeps one connection for calls that follow each other", async () => {
  payby.will(answers(order))
  for (let i = 0; i < 3; i += 1) await client.getOrder(no)
  expect(payby.requests.map(({ connection }) => connection)).toEqual([1, 1, 1])
})

it("ignores the proxy of the environment: PayBy knows this machine's own address", async () => {
  const before = process.env.http_proxy
  process.env.http_proxy = "http://127.0.0.1:1"
  try {
    payby.will(answers(order))
    expect(await client.getOrder(no)).toMatchObject({ ok: true })
  } finally {
    if (before === undefined) delete process.env.http_proxy
    else process.env.http_proxy = before
  }
})
