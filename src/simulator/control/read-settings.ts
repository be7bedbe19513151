import type { Settings } from "../settings"
import {
  BadRequest,
  complaint,
  flag,
  milliseconds,
  oneOf,
  optional,
  orNever,
  type Shape,
  texts,
} from "./shapes"

const SETTINGS: Readonly<Record<keyof Settings, Shape[string]>> = {
  refundSettlesAfterMs: optional(orNever(milliseconds)),
  refundSucceedsAfterMs: optional(orNever(milliseconds)),
  settleAfterMs: optional(orNever(milliseconds)),
  revokeAfterMs: optional(milliseconds),
  notifyAfterMs: optional(milliseconds),
  notifyOnFailure: optional(flag),
  notifyOnSettled: optional(flag),
  repeatsKeep: optional(oneOf("bytes", "id", "nothing")),
  notifyTimeoutMs: optional(milliseconds),
  finishedOrder: optional(oneOf("code", "current-status")),
  errorApplyStatus: optional(oneOf("SUCCESS", "FAIL")),
  scenes: optional(texts),
  statementReadyAfterMs: optional(milliseconds),
  statementOfToday: optional(flag),
  signStatements: optional(flag),
}

export function readSettings(body: unknown): Partial<Settings> {
  if (isSettings(body)) return body
  throw new BadRequest(complaint(body, SETTINGS) ?? "not settings")
}

function isSettings(body: unknown): body is Partial<Settings> {
  return complaint(body, SETTINGS) === undefined
}
