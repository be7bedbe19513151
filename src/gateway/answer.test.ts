import { ADVICE } from "./advice"
import { jsonOf, judge } from "./answer"
import type { PayByClient } from "./client"
import { PublicKey } from "./keys"
import {
  answers,
  answersUnsigned,
  clientOf,
  http,
  Loopback,
  orderText,
  paybyKey,
  paybyKeys,
  refusal,
  signedBy,
  strangerKeys,
  success,
  type Behaviour,
} from "./loopback.test-support"
import { merchantOrderNo } from "./order-number"

const no = merchantOrderNo("20261123080200-0123456789abcdef")
const order = success(`{"acquireOrder":${orderText(no)}}`)
const html = "<html><body>Bad gateway</body></html>"
const signed = { "content-type": "application/json", sign: signedBy(paybyKeys.privateKey, order) }

const raw =
  (bytes: Buffer): Behaviour =>
  (socket) =>
    socket.end(bytes)

let payby: Loopback
let client: PayByClient

beforeEach(async () => {
  payby = await Loopback.start()
  client = clientOf(payby)
})

afterEach(async () => {
  client.close()
  await payby.stop()
})

async function faultAfter(behaviour: Behaviour) {
  payby.will(behaviour)
  const outcome = await client.getOrder(no)
  return outcome.ok ? "no fault" : outcome.fault
}

describe("nobody vouches for the answer", () => {
  it.each<[string, Behaviour]>([
    ["it is a success without a signature", answersUnsigned(order)],
    ["it is signed with a stranger's key", answers(order, { key: strangerKeys.privateKey })],
    [
      "it is a page in a proxy's name under a signature that does not hold",
      raw(http(502, { sign: signed.sign }, html)),
    ],
    ["it is signed over other bytes", raw(http(200, signed, `${order} `))],
    ["it has two signatures", raw(twoSignatures())],
    [
      "it is another order's, correctly signed",
      answers(success(`{"acquireOrder":${orderText("M1")}}`)),
    ],
    [
      "it claims without a signature that there is no such order",
      answersUnsigned(refusal("62004", "X")),
    ],
    [
      "it claims without a signature that calls are too frequent",
      answersUnsigned(refusal("402", "X")),
    ],
    ["it is a redirect", raw(http(302, { location: "http://127.0.0.1:1/" }, ""))],
    ["it is a web server's 404", raw(http(404, {}, html))],
  ])("is an untrusted answer when %s", async (_name, behaviour) => {
    expect(await faultAfter(behaviour)).toMatchObject({ kind: "untrusted-answer" })
    expect(payby.requests).toHaveLength(1)
  })

  it("follows no redirect, because a signed request is for PayBy only", async () => {
    payby.will(raw(http(307, { location: `${payby.url}/elsewhere` }, "")), answers(order))
    expect(await client.getOrder(no)).toMatchObject({ ok: false })
    expect(payby.requests).toHaveLength(1)
  })

  it.each<[string, string, string, RegExp]>([
    ["a slow clock", "400", "REQUESTTIME_TOO_EARLY", /clock is behind .*15 minutes/],
    ["a fast clock", "400", "REQUESTTIME_TOO_LATER", /clock is ahead .*15 minutes/],
    ["some clock", "400", "requestTime illegal", /clock seems to differ/],
    ["a missing permission", "403", "UNAUTHORIZED", /partner id.*IP allow-list/],
    ["an unknown partner", "58001", "PARTNER_NOT_EXIST", /partner id/],
  ])(
    "passes on what an unsigned answer claims about %s as advice only",
    async (_name, code, msg, advice) => {
      expect(await faultAfter(answersUnsigned(refusal(code, msg)))).toMatchObject({
        kind: "untrusted-answer",
        advice: expect.stringMatching(advice),
        claims: { code, message: msg, httpStatus: 200 },
      })
    },
  )

  it("advises about the key pair when PayBy could not verify us", async () => {
    expect(
      await faultAfter(answersUnsigned(refusal("400", "INVALID_SIGN", "ERROR"))),
    ).toMatchObject({ advice: expect.stringContaining("must be a pair") })
  })

  it("advises about the allow-list when a firewall forbids us", async () => {
    expect(await faultAfter(raw(http(403, {}, html)))).toMatchObject({
      kind: "untrusted-answer",
      advice: expect.stringContaining("IP allow-list"),
    })
  })

  it("advises about PayBy's public key when the signature does not hold", async () => {
    expect(await faultAfter(answers(order, { key: strangerKeys.privateKey }))).toMatchObject({
      advice: expect.stringContaining("PayBy's public key"),
    })
  })

  it("keeps claims to one line of plain characters", async () => {
    const text = refusal("403", `a\\nb${"z".repeat(900)}`)
    const fault = await faultAfter(answersUnsigned(text))
    expect(fault).toMatchObject({
      claims: { message: expect.stringMatching(/^[\x20-\x7e]{200}$/) },
    })
  })
})

describe("PayBy's signed word", () => {
  it("is understood with the second of two keys, while PayBy's key is being rotated", async () => {
    client = clientOf(payby, { paybyPublicKeys: [new PublicKey(strangerKeys.publicKey), paybyKey] })
    payby.will(answers(order))
    expect(await client.getOrder(no)).toMatchObject({ ok: true })
  })

  it("is verified over 200.00 as PayBy wrote it, and read exactly", async () => {
    payby.will(answers(order))
    expect(order).toContain("200.00")
    expect(await client.getOrder(no)).toMatchObject({
      ok: true,
      value: { totalAmount: { fils: 20_000, currency: "AED" } },
    })
  })

  it("is found in a Sign header too, with lower-case success and applystatus", async () => {
    const json = order.replace("applyStatus", "applystatus").replace(`"SUCCESS"`, `"success"`)
    payby.will(raw(http(200, { Sign: signedBy(paybyKeys.privateKey, json) }, json)))
    expect(await client.getOrder(no)).toMatchObject({ ok: true })
  })

  it("is a refusal that names its meaning, code and trace", async () => {
    const text = refusal("62004", "MERCHANT_ORDER_NO_NOT_EXIST")
    expect(await faultAfter(answers(text))).toEqual({
      kind: "refused",
      meaning: "no-such-order",
      code: "62004",
      message: "MERCHANT_ORDER_NO_NOT_EXIST",
      traceCode: "1133",
    })
  })

  it("is a refusal with HTTP 404 as well, when it is signed", async () => {
    const fault = await faultAfter(answers(refusal("62004", "X"), { status: 404 }))
    expect(fault).toMatchObject({ kind: "refused", meaning: "no-such-order" })
  })

  it("names a wrong clock instead of posing a riddle", async () => {
    expect(await faultAfter(answers(refusal("400", "REQUESTTIME_TOO_EARLY")))).toMatchObject({
      kind: "misconfigured",
      advice: expect.stringMatching(/clock is behind .*15 minutes/),
    })
    expect(await faultAfter(answers(refusal("400", "REQUESTTIME_TOO_LATER")))).toMatchObject({
      kind: "misconfigured",
      advice: expect.stringMatching(/clock is ahead .*15 minutes/),
    })
  })

  it("asks for fewer calls by code 402, and anybody does by HTTP 429", async () => {
    expect(await faultAfter(answers(refusal("402", "RATE_LIMIT_REJECT")))).toEqual({
      kind: "rate-limited",
      traceCode: "1133",
    })
    expect(await faultAfter(raw(http(429, {}, html)))).toEqual({ kind: "rate-limited" })
  })

  it("may be a status word nobody knows, which is kept and is no fault", async () => {
    const text = orderText(no, { status: `"ON_HOLD"` })
    payby.will(answers(success(`{"acquireOrder":${text}}`)))
    expect(await client.getOrder(no)).toMatchObject({
      ok: true,
      value: { status: { unknown: "ON_HOLD" } },
    })
  })
})

describe("an answer without PayBy's signature", () => {
  const judged = (status: number, text: string, sign?: string) =>
    judge("getOrder", { status, sign, bytes: Buffer.from(text) }, [paybyKey])

  it.each([300, 301, 400, 404, 499])("is from somebody in PayBy's place by HTTP %d", (status) => {
    expect(judged(status, html)).toEqual({
      ok: false,
      fault: {
        kind: "untrusted-answer",
        reason: `Something in PayBy's place answered HTTP ${status}, unsigned.`,
        advice: ADVICE.address,
        claims: { httpStatus: status },
      },
    })
  })

  it.each([401, 403])("is from somebody who forbids us by HTTP %d", (status) => {
    expect(judged(status, html)).toMatchObject({ fault: { advice: ADVICE.unauthorised } })
  })

  it.each([200, 299, 500, 502])("is no answer when it is a page with HTTP %d", (status) => {
    const reason = `The answer is unreadable (HTTP ${status}).`
    expect(judged(status, html)).toEqual({ ok: false, fault: { kind: "unknown-outcome", reason } })
  })

  it("is no answer when it is empty", () => {
    const reason = "The answer is empty (HTTP 200)."
    expect(judged(200, "")).toEqual({ ok: false, fault: { kind: "unknown-outcome", reason } })
  })

  it("claims nothing but its HTTP status when it cannot be read under a signature that does not hold", () => {
    expect(judged(200, html, signed.sign)).toMatchObject({
      fault: { advice: ADVICE.theirSignature, claims: { httpStatus: 200 } },
    })
  })

  it.each([
    ["400", "INVALID_SIGN", "ERROR", ADVICE.ourSignature],
    ["402", "RATE_LIMIT_REJECT", "FAIL", ADVICE.tooFast],
    ["403", "UNAUTHORIZED", "FAIL", ADVICE.unauthorised],
    ["58001", "PARTNER_NOT_EXIST", "FAIL", ADVICE.unauthorised],
    ["62004", "MERCHANT_ORDER_NO_NOT_EXIST", "FAIL", ADVICE.theirSignature],
  ])("that claims %s %s (%s) has its advice", (code, msg, applyStatus, advice) => {
    expect(judged(200, refusal(code, msg, applyStatus))).toMatchObject({ fault: { advice } })
  })

  it("has each run of what is not plain in its claim replaced by one blank", () => {
    expect(judged(200, refusal("403", "a\\n\\tb"))).toMatchObject({
      fault: { claims: { message: "a b" } },
    })
  })
})

describe("PayBy's signature over what cannot be read", () => {
  it("is no success", () => {
    const text = `{"body":{}}`
    const sign = signedBy(paybyKeys.privateKey, text)
    const answer = { status: 200, sign, bytes: Buffer.from(text) }
    expect(judge("getOrder", answer, [paybyKey])).toEqual({
      ok: false,
      signer: paybyKey,
      fault: {
        kind: "unknown-outcome",
        reason: "PayBy's signed answer could not be read (HTTP 200).",
      },
    })
  })

  it.each([
    ["no JSON", Buffer.from("{")],
    ["no UTF-8", Buffer.from([0x22, 0xff, 0x22])],
  ])("%s is no value at all", (_name, bytes) => {
    expect(jsonOf(bytes)).toBeUndefined()
  })
})

function twoSignatures(): Buffer {
  const sign = signed.sign
  const head = `HTTP/1.1 200 OK\r\nsign: ${sign}\r\nsign: ${sign}\r\ncontent-length: ${order.length}\r\n\r\n`
  return Buffer.from(head + order)
}
