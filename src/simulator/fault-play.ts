import type { ServerResponse } from "node:http"
import { setTimeout as wait } from "node:timers/promises"

import type { CallFault } from "./faults"
import { isJsonObject, type JsonObject } from "./json"
import { filsOf, wireMoney } from "./money"
import { htmlReply, sendReply, type Reply } from "./reply"

const HTML = "<!doctype html><html><head><title>Bad Gateway</title></head><body>nginx</body></html>"

const EMPTY: Reply = { http: 200, headers: {}, bytes: Buffer.alloc(0) }

/** Changes what an otherwise right answer says, before it is signed. */
export function falsify(body: JsonObject, fault: CallFault | undefined): JsonObject {
  switch (fault?.kind) {
    case "other-order":
      return change(body, (subject) => ({
        ...subject,
        ...anotherNumber(subject, "merchantOrderNo"),
        ...anotherNumber(subject, "refundMerchantOrderNo"),
        orderNo: "131658997939155072",
      }))
    case "unknown-status":
      return change(body, (subject) => ({ ...subject, status: fault.word ?? "IN_REVIEW" }))
    case "wrong-amount":
      return change(body, (subject) => ({
        ...subject,
        ...anotherAmount(subject, "totalAmount", fault.amount),
        ...anotherAmount(subject, "amount", fault.amount),
      }))
    default:
      return body
  }
}

/** Sends the reply as the fault has it; resolves when everything was done, not when it arrived. */
export async function play(
  response: ServerResponse,
  reply: Reply,
  fault: CallFault | undefined,
  closing: AbortSignal,
): Promise<void> {
  switch (fault?.kind) {
    case "drop-before":
    case "drop-after":
      response.socket?.resetAndDestroy()
      return
    case "hang":
      return
    case "delay-after":
      await wait(fault.ms, undefined, { signal: closing })
      sendReply(response, reply)
      return
    case "drip":
      await drip(response, reply, fault.everyMs ?? 20, closing)
      return
    case "http":
      sendReply(response, proxyAnswer(fault))
      return
    case "garbage":
      playGarbage(response, reply, fault.body)
      return
    default:
      sendReply(response, reply)
  }
}

/** Half of the JSON text; the signature is made over just that. */
export function brokenJson(text: string): string {
  return text.slice(0, Math.floor(text.length / 2))
}

function proxyAnswer(fault: { status: number; body?: string; location?: string }): Reply {
  const reply = htmlReply(fault.status, fault.body ?? HTML)
  if (fault.status < 300 || fault.status > 399) return reply
  return { ...reply, headers: { ...reply.headers, location: fault.location ?? "/moved" } }
}

function playGarbage(response: ServerResponse, reply: Reply, body: string): void {
  if (body === "html") return sendReply(response, htmlReply(200, HTML))
  if (body === "empty") return sendReply(response, EMPTY)
  if (body !== "truncated") return sendReply(response, reply)
  response.writeHead(reply.http, { ...reply.headers, "content-length": reply.bytes.length })
  response.write(reply.bytes.subarray(0, Math.floor(reply.bytes.length / 2)), () => {
    response.socket?.destroy()
  })
}

async function drip(
  response: ServerResponse,
  reply: Reply,
  everyMs: number,
  closing: AbortSignal,
): Promise<void> {
  response.writeHead(reply.http, { ...reply.headers, "content-length": reply.bytes.length })
  for (let at = 0; at < reply.bytes.length && !response.destroyed; at += 1) {
    response.write(reply.bytes.subarray(at, at + 1))
    await wait(everyMs, undefined, { signal: closing })
  }
  response.end()
}

/** Applies a change to the order, refund or transfer that an answer is about. */
function change(body: JsonObject, edit: (subject: JsonObject) => JsonObject): JsonObject {
  const edited: Record<string, JsonObject[string]> = { ...body }
  for (const name of ["acquireOrder", "refundOrder", "transferOrder", "transferToBankOrder"]) {
    const subject = body[name]
    if (isJsonObject(subject)) edited[name] = edit(subject)
  }
  return edited
}

function anotherNumber(subject: JsonObject, name: string): JsonObject {
  const number = subject[name]
  return typeof number === "string" ? { [name]: `${number.slice(0, 60)}-not` } : {}
}

function anotherAmount(subject: JsonObject, name: string, wanted: string | undefined): JsonObject {
  const money = subject[name]
  if (!isJsonObject(money) || typeof money.amount !== "number") return {}
  const fils = wanted === undefined ? undefined : filsOf(wanted)
  return { [name]: wireMoney(fils ?? Math.round(money.amount * 100) + 100) }
}
