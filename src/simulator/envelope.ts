import type { IncomingHttpHeaders } from "node:http"
import type { KeyObject } from "node:crypto"

import { invalidParameter, Refusal } from "./codes"
import { isJsonObject, parseObject, type JsonObject } from "./json"
import { signatureHolds } from "./signature"

/** PayBy refuses a request whose time is further than this from its own clock. */
const LARGEST_TIME_DIFFERENCE_MS = 15 * 60 * 1000

/** What can be told of a request before anything in it is believed. */
export interface Envelope {
  readonly partnerId: string | null
  readonly signature: "good" | "bad" | "missing"
  readonly contentType: string
  readonly requestTime: number | null
  readonly bizContent: JsonObject | null
}

/** Reads a request's envelope over the exact bytes that arrived. */
export function readEnvelope(
  bytes: Buffer,
  headers: IncomingHttpHeaders,
  merchantKey: KeyObject,
): Envelope {
  const sign = oneHeader(headers.sign)
  const body = parseObject(bytes.toString("utf8"))
  const biz = body?.bizContent
  return {
    partnerId: oneHeader(headers["partner-id"]) ?? null,
    signature: !sign ? "missing" : signatureHolds(bytes, sign, merchantKey) ? "good" : "bad",
    contentType: headers["content-type"] ?? "",
    requestTime: readRequestTime(body?.requestTime),
    bizContent: isJsonObject(biz) ? biz : null,
  }
}

/** PayBy cannot sign for a merchant it cannot identify: these answers come unsigned. */
export class Unidentified extends Error {
  readonly head: { applyStatus: "FAIL" | "ERROR"; code: string; msg: string }

  constructor(applyStatus: "FAIL" | "ERROR", code: string, msg: string) {
    super(msg)
    this.name = "Unidentified"
    this.head = { applyStatus, code, msg }
  }
}

/**
 * Is this the merchant, and did they write these bytes? PayBy documents `applyStatus` ERROR for a
 * signature that does not hold, without a code; its SDK reads 58xxx as such gateway errors.
 */
export function identify(envelope: Envelope, partnerId: string): void {
  if (envelope.partnerId !== partnerId) throw new Unidentified("FAIL", "403", "UNAUTHORIZED")
  if (envelope.signature !== "good") {
    throw new Unidentified("ERROR", "58001", "VERIFY_SIGN_FAILED")
  }
}

/** The request's own rules: JSON, an envelope, and a clock that agrees with PayBy's. */
export function demandContent(
  envelope: Envelope,
  now: number,
): { biz: JsonObject; requestTime: number } {
  if (!/^application\/json\b/i.test(envelope.contentType)) {
    throw invalidParameter("Content-Type must be application/json")
  }
  const { bizContent, requestTime } = envelope
  if (requestTime === null) throw invalidParameter("requestTime must be epoch milliseconds")
  if (bizContent === null) throw invalidParameter("bizContent is missing or not an object")
  if (requestTime < now - LARGEST_TIME_DIFFERENCE_MS) {
    throw new Refusal("400", "requestTime is too far in the past", "REQUESTTIME_TOO_EARLY")
  }
  if (requestTime > now + LARGEST_TIME_DIFFERENCE_MS) {
    throw new Refusal("400", "requestTime is too far in the future", "REQUESTTIME_TOO_LATER")
  }
  return { biz: bizContent, requestTime }
}

/** One documented sample (transfer query) sends the time as text. */
function readRequestTime(value: JsonObject[string]): number | null {
  const time = typeof value === "string" && /^\d{13}$/.test(value) ? Number(value) : value
  return typeof time === "number" && Number.isSafeInteger(time) ? time : null
}

function oneHeader(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
