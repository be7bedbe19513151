import { createSign, createVerify, generateKeyPairSync } from "node:crypto"
import { createServer, type IncomingHttpHeaders } from "node:http"

import { isJsonObject, type Json, type JsonObject, parseObject } from "./json"
import type { SimulatorOptions } from "./settings"
import type { Simulator } from "./simulator"
import { startSimulator } from "./start"

/** A moment in the middle of a Dubai day: 23 November 2026, 12:00. */
export const NOON = Date.UTC(2026, 10, 23, 8)

const options = { type: "pkcs8", format: "pem" } as const
const keys = () => {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 })
  return {
    publicKey: pair.publicKey.export({ type: "spki", format: "pem" }).toString(),
    privateKey: pair.privateKey.export(options).toString(),
  }
}
const merchantKeys = keys()
const paybyPrivateKey = keys().privateKey

/** A simulator whose wall clock stands still until a test moves it. */
export async function startAtNoon(
  more: SimulatorOptions = {},
): Promise<{ simulator: Simulator; clock: { now: number } }> {
  const clock = { now: NOON }
  const simulator = await startSimulator({
    now: () => clock.now,
    merchantKeys,
    paybyPrivateKey,
    ...more,
  })
  return { simulator, clock }
}

export interface Spoken {
  readonly http: number
  readonly text: string
  readonly sign: string | null
  /** Whether `sign` holds over exactly the bytes that came. */
  readonly verified: boolean
  readonly head: JsonObject
  readonly body: JsonObject
  /** `acquireOrder` or `refundOrder`. */
  readonly subject: JsonObject
}

export interface Twist {
  requestTime?: Json
  partnerId?: string
  sign?: string | null
  /** The body as text, instead of the usual envelope. */
  raw?: string
  contentType?: string
}

/** A merchant's client, written for the tests from PayBy's documentation alone. */
export function merchantOf(simulator: Simulator, now: () => number = Date.now) {
  const send = async (path: string, biz: Json, twist: Twist = {}): Promise<Response> => {
    const requestTime = twist.requestTime === undefined ? now() : twist.requestTime
    const body = twist.raw ?? JSON.stringify({ requestTime, bizContent: biz })
    const sign = createSign("RSA-SHA256").update(body).sign(merchantKeys.privateKey, "base64")
    const headers: Record<string, string> = {
      "Content-Type": twist.contentType ?? "application/json",
      "Content-Language": "en",
      "Partner-Id": twist.partnerId ?? simulator.partnerId,
    }
    if (twist.sign !== null) headers.sign = twist.sign ?? sign
    return fetch(simulator.baseUrl + path, { method: "POST", body, headers, redirect: "manual" })
  }
  const call = async (path: string, biz: Json, twist?: Twist): Promise<Spoken> =>
    listen(await send(path, biz, twist), simulator.paybyPublicKey)
  return {
    send,
    call,
    place: (order: JsonObject, twist?: Twist) => call("/acquire2/placeOrder", order, twist),
    get: (merchantOrderNo: string) => call("/acquire2/getOrder", { merchantOrderNo }),
    cancel: (merchantOrderNo: string) => call("/acquire2/cancelOrder", { merchantOrderNo }),
    revoke: (merchantOrderNo: string) => call("/acquire2/revokeOrder", { merchantOrderNo }),
    refund: (refund: JsonObject) => call("/acquire2/refund/placeOrder", refund),
    getRefund: (refundMerchantOrderNo: string) =>
      call("/acquire2/refund/getOrder", { refundMerchantOrderNo }),
  }
}

export type Merchant = ReturnType<typeof merchantOf>

async function listen(response: Response, publicKey: string): Promise<Spoken> {
  const text = await response.text()
  const sign = response.headers.get("sign")
  const message = parseObject(text) ?? {}
  const body = objectIn(message.body)
  return {
    http: response.status,
    text,
    sign,
    verified: isSigned(text, sign, publicKey),
    head: objectIn(message.head),
    body,
    subject: objectIn(body.acquireOrder ?? body.refundOrder ?? body.transferOrder),
  }
}

export function isSigned(text: string, sign: string | null, publicKey: string): boolean {
  if (sign === null) return false
  return createVerify("RSA-SHA256").update(text).verify(publicKey, sign, "base64")
}

export function objectIn(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {}
}

/** A placeOrder that PayBy accepts; what is given replaces what is usual. */
export function orderOf(merchantOrderNo: string, more: JsonObject = {}): JsonObject {
  return {
    merchantOrderNo,
    subject: "Oud & rose, 50 ml",
    totalAmount: { amount: 200, currency: "AED" },
    paySceneCode: "PAYPAGE",
    paySceneParams: { redirectUrl: "https://shop.example/return" },
    ...more,
  }
}

export function aed(amount: number): JsonObject {
  return { amount, currency: "AED" }
}

export interface Heard {
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: JsonObject
  readonly sign: string | null
}

/** A shop's notification endpoint. `answers` is what it says, one by one; then it acknowledges. */
export async function openShop() {
  const heard: Heard[] = []
  const answers: { http: number; body: string }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8")
      const sign = request.headers.sign
      const body = parseObject(text) ?? {}
      heard.push({
        headers: request.headers,
        text,
        body,
        sign: typeof sign === "string" ? sign : null,
      })
      const answer = answers.shift() ?? { http: 200, body: '{"response":"SUCCESS"}' }
      response.writeHead(answer.http).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  return {
    notifyUrl: `http://127.0.0.1:${port}/hooks/payby`,
    heard,
    answers,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export type Shop = Awaited<ReturnType<typeof openShop>>
