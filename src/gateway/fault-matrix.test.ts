import { CALLS, type CallName } from "./calls"
import { createPayByClient, type PayByClient } from "./client"
import { mayHaveHappened, type Fault, type Outcome } from "./fault"
import {
  answers,
  answersUnsigned,
  http,
  Loopback,
  merchantKeys,
  orderText,
  paybyKey,
  paybyKeys,
  refusal,
  signedBy,
  strangerKeys,
  success,
  type Behaviour,
} from "./loopback.test-support"
import { holdTime, releaseTime, timeIsUp, timeIsUpOnceArrived } from "./held-time.test-support"
import { aed } from "./money"
import { merchantOrderNo, refundOrderNo } from "./order-number"
import { refundTerms } from "./refund-terms"
import { orderTerms } from "./terms"
import { toWire } from "./wire-money"

/**
 * Every call to PayBy × every way it can go wrong. What may be concluded from a cell is written down here
 * by hand; that nothing is concluded from an answer that may be a lie, or may never have come, is the point.
 */

const no = merchantOrderNo("20261123080200-0123456789abcdef")
const refundNo = refundOrderNo(no, 1)
const other = "20261123080200-fedcba9876543210"
const link = "https://checkout.payby.com/?ft=1"
const money = `{"currency":"AED","amount":10.00}`
const refundText = (number: string) =>
  `{"refundOrder":{"refundMerchantOrderNo":"${number}","orderNo":"131658997939155073","originMerchantOrderNo":"${no}","status":"CREATED","amount":${money}}}`
const orderBody = (number: string) =>
  `{"acquireOrder":${orderText(number)},"interActionParams":{"tokenUrl":"${link}"}}`
const page = `{"totalElements":0,"totalPages":0,"items":[]}`

interface Call {
  readonly make: (client: PayByClient) => Promise<Outcome<unknown>>
  /** The body of its right answer, about this number. */
  readonly body: (number: string) => string
  /** Whether its answer says which order or refund it is about. */
  readonly named?: string
}

const query = { startDate: "2026-11-22", endDate: "2026-11-23", page: 0, size: 10 }

const MATRIX_CALLS: Record<CallName, Call> = {
  placeOrder: {
    make: (client) =>
      client.placeOrder(
        orderTerms({
          merchantOrderNo: no,
          subject: "candy flower",
          totalAmount: toWire(aed("200")),
          expiredTime: 1_795_424_520_000,
          paySceneCode: "DYNQR",
        }),
      ),
    body: orderBody,
    named: no,
  },
  getOrder: { make: (client) => client.getOrder(no), body: orderBody, named: no },
  cancelOrder: { make: (client) => client.cancelOrder(no), body: orderBody, named: no },
  revokeOrder: { make: (client) => client.revokeOrder(no), body: orderBody, named: no },
  updateExpiredTime: {
    make: (client) => client.updateExpiredTime(no, new Date(1_795_424_520_000)),
    body: orderBody,
    named: no,
  },
  getCashierUrlInfo: {
    make: (client) => client.getCashierUrlInfo(link),
    body: () => `{"payer":{"mobileNumberMask":"+971-58*92"}}`,
  },
  placeRefund: {
    make: (client) =>
      client.placeRefund(
        refundTerms({
          refundMerchantOrderNo: refundNo,
          originMerchantOrderNo: no,
          amount: toWire(aed("10")),
        }),
      ),
    body: refundText,
    named: refundNo,
  },
  getRefund: { make: (client) => client.getRefund(refundNo), body: refundText, named: refundNo },
  queryOrderPage: { make: (client) => client.queryOrderPage(query), body: () => page },
  queryRefundOrderPage: { make: (client) => client.queryRefundOrderPage(query), body: () => page },
  getTransfer: {
    make: (client) => client.getTransfer(no),
    body: (number) =>
      `{"transferOrder":{"merchantOrderNo":"${number}","orderNo":"131658997939155074","status":"SUCCESS"}}`,
    named: no,
  },
  downloadStatement: { make: (client) => client.downloadStatement("20261122"), body: () => "{}" },
  verifySign: { make: (client) => client.verifySign(), body: () => `{"echo":"x"}` },
}

/** What is left to know after a call: it did not happen, it may have, or there is no telling by this answer. */
type Kind = Fault["kind"]

interface Way {
  readonly play: (call: Call) => Behaviour
  readonly ends: readonly Kind[]
  /** Calls it cannot befall, or ends otherwise for. */
  readonly otherwise?: Partial<Record<CallName, readonly Kind[]>>
  readonly client?: { baseUrl?: (payby: Loopback) => string }
  readonly holdsTime?: boolean
  readonly greet?: (payby: Loopback) => void
}

const html = "<html><body>Bad gateway</body></html>"
const right = ({ body, named }: Call) => success(body(named ?? no))
const raw =
  (bytes: Buffer | string): Behaviour =>
  (socket) =>
    socket.end(bytes)
const headed = (text: string) => ({
  "content-type": "application/json",
  sign: signedBy(paybyKeys.privateKey, text),
})
const code =
  (number: string, msg: string): Way["play"] =>
  () =>
    answers(refusal(number, msg))

const UNKNOWN = ["unknown-outcome"] as const
const UNTRUSTED = ["untrusted-answer"] as const
const UNREACHABLE = ["unreachable"] as const
const MISCONFIGURED = ["misconfigured"] as const
const REFUSED = ["refused"] as const
const silence: Behaviour = () => undefined

const WAYS: Record<string, Way> = {
  "the connection is refused": {
    play: () => silence,
    ends: UNREACHABLE,
    client: { baseUrl: () => "http://127.0.0.1:1/sgs/api" },
  },
  "the name cannot be resolved": {
    play: () => silence,
    ends: UNREACHABLE,
    // No label may be so long, so that nobody outside is asked.
    client: { baseUrl: () => `http://${"x".repeat(64)}.invalid/sgs/api` },
  },
  "the TLS handshake fails": {
    play: () => silence,
    ends: UNREACHABLE,
    client: { baseUrl: (payby) => payby.url.replace("http:", "https:") },
    greet: (payby) => payby.onConnection((socket) => void socket.write("no TLS here\r\n")),
  },
  "the connection is reset before the request was read": {
    play: () => silence,
    ends: UNKNOWN,
    greet: (payby) =>
      payby.onConnection((socket) => {
        socket.pause()
        setTimeout(() => socket.resetAndDestroy(), 10)
      }),
  },
  "the connection is reset after it": {
    play: () => (socket) => void socket.resetAndDestroy(),
    ends: UNKNOWN,
  },
  "the connection ends without an answer": {
    play: () => (socket) => void socket.end(),
    ends: UNKNOWN,
  },
  "nobody answers until the time is up": {
    play: () => timeIsUp,
    ends: UNKNOWN,
    holdsTime: true,
  },
  "the answer drips until the time is up": {
    play: (call) => (socket) => {
      const text = right(call)
      const bytes = http(200, headed(text), text)
      let at = 0
      const drip = setInterval(() => socket.write(bytes.subarray(at, ++at)), 1)
      timeIsUpOnceArrived()
      socket.on("close", () => clearInterval(drip))
    },
    ends: UNKNOWN,
    holdsTime: true,
  },
  "the answer is empty": { play: () => raw(http(200, {}, "")), ends: UNKNOWN },
  "the answer is a page in HTML": { play: () => raw(http(200, {}, html)), ends: UNKNOWN },
  "the answer is cut in the middle": {
    play: (call) => {
      const text = right(call)
      return raw(http(200, headed(text), text).subarray(0, -10))
    },
    ends: UNKNOWN,
  },
  "the answer is broken JSON, signed": {
    play: (call) => answers(right(call).slice(0, -3)),
    ends: UNKNOWN,
    // An echo without a head proves the keys by its signature alone.
    otherwise: { verifySign: [] },
  },
  "the answer is larger than any": {
    play: () => (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 9999999\r\n\r\n`)
      for (let sent = 0; sent < 3; sent += 1) socket.write(Buffer.alloc(700_000, "x"))
    },
    ends: UNKNOWN,
  },
  "the right answer is not signed": {
    play: (call) => answersUnsigned(right(call)),
    ends: UNTRUSTED,
  },
  "the right answer is signed by another key": {
    play: (call) => answers(right(call), { key: strangerKeys.privateKey }),
    ends: UNTRUSTED,
  },
  "the right answer was altered by one byte": {
    play: (call) => {
      const text = right(call)
      return raw(http(200, headed(text), text.replace("843909", "843908")))
    },
    ends: UNTRUSTED,
  },
  "the signed answer is another order's": {
    play: ({ body }) => answers(success(body(other))),
    ends: UNTRUSTED,
    otherwise: {
      // Lists, displays and echoes name no order; a statement is no answer in JSON.
      getCashierUrlInfo: [],
      queryOrderPage: [],
      queryRefundOrderPage: [],
      verifySign: [],
      downloadStatement: UNKNOWN,
    },
  },
  "HTTP 429": { play: () => raw(http(429, {}, html)), ends: ["rate-limited"] },
  "HTTP 500 from a proxy": { play: () => raw(http(500, {}, html)), ends: UNKNOWN },
  "HTTP 503 from a proxy": { play: () => raw(http(503, {}, html)), ends: UNKNOWN },
  "a redirect": {
    play: () => raw(http(307, { location: "http://127.0.0.1:1/" }, "")),
    ends: UNTRUSTED,
  },
  "SYSTEM_ERROR, signed": { play: code("500", "SYSTEM_ERROR"), ends: UNKNOWN },
  "SERVICE_TIMEOUT, signed": { play: code("504", "SERVICE_TIMEOUT"), ends: UNKNOWN },
  "a code nobody documented, signed": { play: code("62999", "NEW_RULE"), ends: UNKNOWN },
  "success and a failing code at once, signed": {
    play: () => answers(refusal("0", "SUCCESS", "FAIL")),
    ends: UNKNOWN,
  },
  "RATE_LIMIT_REJECT, signed": { play: code("402", "RATE_LIMIT_REJECT"), ends: ["rate-limited"] },
  "INVALID_PARAMETER, signed": { play: code("400", "INVALID_PARAMETER"), ends: REFUSED },
  "REQUESTTIME_TOO_EARLY, signed": {
    play: code("400", "REQUESTTIME_TOO_EARLY"),
    ends: MISCONFIGURED,
  },
  "UNAUTHORIZED, signed": { play: code("403", "UNAUTHORIZED"), ends: MISCONFIGURED },
  "SERVICE_NOT_AVAILABLE, signed": { play: code("404", "SERVICE_NOT_AVAILABLE"), ends: REFUSED },
  "RISK_FAIL, signed": { play: code("601", "RISK_FAIL"), ends: REFUSED },
  "ORDER_PAID, signed": { play: code("62001", "ORDER_PAID"), ends: REFUSED },
  "no such order, signed": { play: code("62004", "NOT_EXIST"), ends: REFUSED },
  "no such order, unsigned": {
    play: () => answersUnsigned(refusal("62004", "NOT_EXIST")),
    ends: UNTRUSTED,
  },
  "SYSTEM_ERROR, unsigned": {
    play: () => answersUnsigned(refusal("500", "SYSTEM_ERROR")),
    ends: UNTRUSTED,
  },
}

/** Ways in which PayBy may well have done what was asked for. */
const MAY_HAVE_HAPPENED = [
  "the connection is reset after it",
  "the connection ends without an answer",
  "nobody answers until the time is up",
  "the answer drips until the time is up",
  "the answer is empty",
  "the answer is a page in HTML",
  "the answer is cut in the middle",
  "the answer is broken JSON, signed",
  "the right answer is not signed",
  "the right answer is signed by another key",
  "the right answer was altered by one byte",
  "HTTP 500 from a proxy",
  "HTTP 503 from a proxy",
  "SYSTEM_ERROR, signed",
  "SERVICE_TIMEOUT, signed",
  "SYSTEM_ERROR, unsigned",
  "no such order, unsigned",
]

let payby: Loopback

beforeEach(async () => {
  payby = await Loopback.start()
})

afterEach(async () => {
  releaseTime()
  await payby.stop()
})

async function cell(way: Way, call: Call): Promise<Outcome<unknown>> {
  payby.will(way.play(call))
  const client = createPayByClient({
    baseUrl: way.client?.baseUrl?.(payby) ?? payby.url,
    partnerId: "200000030907",
    privateKey: merchantKeys.privateKey,
    paybyPublicKeys: [paybyKey],
    clock: () => new Date(1_795_420_920_000),
  })
  try {
    return await call.make(client)
  } finally {
    client.close()
  }
}

const calls = Object.entries(MATRIX_CALLS)

describe.each(Object.entries(WAYS))("when %s", (name, way) => {
  it.each(calls)("%s ends in what may be known, and throws nothing", async (callName, call) => {
    way.greet?.(payby)
    if (way.holdsTime) holdTime()
    const outcome = await cell(way, call)
    const ends = Object.entries(way.otherwise ?? {}).find(([one]) => one === callName)?.[1]
    if (ends?.length === 0) return expect(outcome.ok).toBe(true)
    const fault = outcome.ok ? null : outcome.fault
    expect(ends ?? way.ends).toContain(fault?.kind)
    if (MAY_HAVE_HAPPENED.includes(name)) expect(fault && mayHaveHappened(fault)).toBe(true)
  })
})

it("the matrix has every call in it, and every answer in it is right when nothing goes wrong", async () => {
  expect(Object.keys(MATRIX_CALLS)).toEqual(Object.keys(CALLS))
  const fine: Way = { play: (call) => answers(right(call)), ends: [] }
  for (const [name, call] of calls) {
    const { ok } = await cell(fine, call)
    expect({ name, ok }).toEqual({ name, ok: name !== "downloadStatement" })
  }
})
