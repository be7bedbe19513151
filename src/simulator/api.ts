import type { KeyObject } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { setTimeout as wait } from "node:timers/promises"

import type { Agenda } from "./agenda"
import { type SigningWorld, writeAnswer } from "./answer-bytes"
import { callAt, type CallAnswer, type CallLog, type CallRecord } from "./calls"
import { type Envelope, readEnvelope } from "./envelope"
import { play } from "./fault-play"
import { type CallFault, type FaultQueue, takesEffect } from "./faults"
import { isJsonObject, type JsonObject } from "./json"
import { htmlReply, type Reply, sendReply } from "./reply"
import { bodyOf, judge, ordered, type Verdict, type VerdictWorld } from "./verdict"

export interface ApiWorld extends VerdictWorld, SigningWorld {
  readonly calls: CallLog
  readonly faults: FaultQueue
  readonly agenda: Agenda
  readonly merchantKey: KeyObject
  readonly closing: AbortSignal
  readonly log: (line: string) => void
}

/** One HTTP request to `/sgs/api/…`: identify, do, sign, answer, and keep a record of it. */
export async function answerCall(
  world: ApiWorld,
  path: string,
  bytes: Buffer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== "POST") return sendReply(response, htmlReply(405, "POST only"))
  const envelope = readEnvelope(bytes, request.headers, world.merchantKey)
  const record = world.calls.add(recordOf(path, envelope, world.clock.now()))
  const fault = world.faults.take({ call: record.call, numbers: numbersIn(envelope.bizContent) })
  record.fault = fault?.kind ?? null
  if (fault?.kind === "delay") await wait(fault.ms, undefined, { signal: world.closing })
  world.agenda.runDue()
  const verdict = decide(world, record, envelope, bytes, fault)
  const traceCode = world.numbers.traceCode()
  const reply = writeAnswer(world, verdict, traceCode, fault)
  record.answer = answerOf(verdict, reply, traceCode, fault)
  record.merchantOrderNo ??= subjectOf(verdict).merchantOrderNo
  record.answeredAt = world.clock.now()
  world.log(lineAbout(record))
  world.calls.decided(record)
  response.setHeader("date", new Date(world.clock.now()).toUTCString())
  await play(response, reply, fault, world.closing)
}

function decide(
  world: ApiWorld,
  { call }: CallRecord,
  envelope: Envelope,
  bytes: Buffer,
  fault: CallFault | undefined,
): Verdict {
  const honest = takesEffect(fault) ? judge(world, call, envelope, bytes) : NOTHING_DONE
  return fault?.kind === "code" ? ordered(fault, world.settings) : honest
}

/** Never reaches the wire: the faults without effect send something else, or nothing. */
const NOTHING_DONE: Verdict = {
  head: { applyStatus: "FAIL", code: "500", msg: "SYSTEM_ERROR" },
  signed: false,
}

function recordOf(path: string, envelope: Envelope, at: number): Omit<CallRecord, "id"> {
  const { partnerId, signature, requestTime, bizContent } = envelope
  const [merchantOrderNo = null] = texts(bizContent, ["merchantOrderNo", "originMerchantOrderNo"])
  const [refundMerchantOrderNo = null] = texts(bizContent, ["refundMerchantOrderNo"])
  return {
    path,
    call: callAt(path) ?? null,
    at,
    answeredAt: null,
    partnerId,
    signature,
    requestTime,
    merchantOrderNo,
    refundMerchantOrderNo,
    bizContent,
    fault: null,
    answer: null,
  }
}

function answerOf(
  verdict: Verdict,
  reply: Reply,
  traceCode: string,
  fault: CallFault | undefined,
): CallAnswer | null {
  switch (fault?.kind) {
    case "drop-before":
    case "drop-after":
    case "hang":
      return null
    case "http":
      return { ...NO_WORD, http: fault.status }
    case "garbage":
      return { ...NO_WORD, http: 200 }
    default: {
      const { head, reason = null } = verdict
      const { status } = subjectOf(verdict)
      const signed = reply.headers.sign !== undefined
      return { http: reply.http, ...head, status, traceCode, signed, reason }
    }
  }
}

const NO_WORD: Omit<CallAnswer, "http"> = {
  applyStatus: null,
  code: null,
  msg: null,
  status: null,
  traceCode: null,
  signed: false,
  reason: null,
}

/** The order or refund that an answer speaks of, as PayBy has it. */
function subjectOf(verdict: Verdict): { merchantOrderNo: string | null; status: string | null } {
  const body = bodyOf(verdict)
  const subject = body?.acquireOrder ?? body?.refundOrder ?? null
  if (!isJsonObject(subject)) return { merchantOrderNo: null, status: null }
  const [merchantOrderNo = null] = texts(subject, ["originMerchantOrderNo", "merchantOrderNo"])
  const [status = null] = texts(subject, ["status"])
  return { merchantOrderNo, status }
}

/** Every number of the merchant's that a request carries: faults may wait for one of them. */
function numbersIn(biz: JsonObject | null): string[] {
  return texts(biz, ["merchantOrderNo", "originMerchantOrderNo", "refundMerchantOrderNo"])
}

function texts(from: JsonObject | null, names: readonly string[]): string[] {
  const values = names.map((name) => from?.[name])
  return values.filter((value) => typeof value === "string")
}

function lineAbout({ call, path, merchantOrderNo, answer, fault }: CallRecord): string {
  const said = answer
    ? `${answer.code ?? answer.http} ${answer.status ?? answer.msg ?? ""}`
    : "nothing"
  const spoilt = fault ? ` (${fault})` : ""
  return `${call ?? path} ${merchantOrderNo ?? ""} → ${said.trim()}${spoilt}`
}
