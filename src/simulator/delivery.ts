import { request as httpRequest, type ClientRequest, type IncomingMessage } from "node:http"
import { request as httpsRequest } from "node:https"

import { parseObject } from "./json"

/** Whatever a merchant answers beyond this is not read. */
const LONGEST_ANSWER = 64 * 1024

export interface Delivery {
  readonly url: string
  readonly bytes: Buffer
  readonly sign: string | undefined
  readonly timeoutMs: number
  /** The connection ends in the middle of the body. */
  readonly breakOff: boolean
  readonly closing: AbortSignal
}

export type Delivered = { http: number; body: string } | { error: string }

/** POSTs one notification over a connection of its own; never throws. */
export async function deliver(delivery: Delivery): Promise<Delivered> {
  const { url, bytes, sign, timeoutMs, closing } = delivery
  if (!URL.canParse(url)) return { error: "the notifyUrl is no URL" }
  const send = url.startsWith("https:") ? httpsRequest : httpRequest
  const headers = {
    "content-type": "application/json; charset=UTF-8",
    "content-length": bytes.length,
    ...(sign === undefined ? {} : { Sign: sign }),
  }
  const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)])
  return new Promise((resolve) => {
    const request = send(url, { method: "POST", headers, agent: false, signal })
    request.on("error", (error) => resolve({ error: nameOf(error) }))
    request.on("response", (response) => {
      readAnswer(response).then(
        (body) => resolve({ http: response.statusCode ?? 0, body }),
        (error: unknown) => resolve({ error: nameOf(error) }),
      )
    })
    if (delivery.breakOff) breakOff(request, bytes)
    else request.end(bytes)
  })
}

/** PayBy takes HTTP 200 with a body that says SUCCESS: as JSON, or as the bare word, in any case. */
export function isAcknowledged(delivered: Delivered): boolean {
  if ("error" in delivered || delivered.http !== 200) return false
  const said = parseObject(delivered.body)?.response ?? delivered.body
  return typeof said === "string" && /^\s*"?success"?\s*$/i.test(said)
}

function breakOff(request: ClientRequest, bytes: Buffer): void {
  request.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => request.destroy())
}

async function readAnswer(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > LONGEST_ANSWER) break
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString("utf8")
}

/** `ECONNREFUSED` and its like; the text of an error may carry more than a record should. */
function nameOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "unknown"
  if ("code" in error && typeof error.code === "string") return error.code
  return "name" in error && typeof error.name === "string" ? error.name : "unknown"
}
