import { isCallName } from "../calls"
import type { CallFaultKind, PlannedCallFault } from "../faults"
import { isJsonObject } from "../json"
import type { NotificationFault, PlannedNotificationFault } from "../notification-types"
import {
  amount,
  BadRequest,
  complaint,
  count,
  flag,
  milliseconds,
  oneOf,
  optional,
  type Shape,
  text,
} from "./shapes"

const CALL_FAULTS: Readonly<Record<CallFaultKind, Shape>> = {
  "drop-before": {},
  "drop-after": {},
  delay: { ms: milliseconds },
  "delay-after": { ms: milliseconds },
  drip: { everyMs: optional(milliseconds) },
  hang: { effect: optional(flag) },
  http: {
    status: (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
    body: optional(text),
    location: optional(text),
    effect: optional(flag),
  },
  code: {
    code: text,
    msg: optional(text),
    applyStatus: optional(oneOf("SUCCESS", "FAIL", "ERROR")),
    unsigned: optional(flag),
    effect: optional(flag),
  },
  garbage: { body: oneOf("html", "empty", "broken-json", "truncated"), effect: optional(flag) },
  unsigned: {},
  "wrongly-signed": {},
  "other-order": {},
  "unknown-status": { word: optional(text) },
  "wrong-amount": { amount: optional(amount) },
}

const NOTIFICATION_FAULTS: Readonly<Record<NotificationFault["kind"], Shape>> = {
  lose: { attempts: optional(count) },
  hold: {},
  duplicate: { copies: optional(count), apartMs: optional(milliseconds) },
  reorder: {},
  delay: { ms: milliseconds },
  alter: {},
  forge: {},
  unsigned: {},
  lie: {
    amount: optional(amount),
    currency: optional(text),
    status: optional(text),
    merchantOrderNo: optional(text),
    payeeMid: optional(text),
  },
  malformed: {},
  "break-off": {},
}

export function readCallFault(body: unknown): PlannedCallFault {
  if (isPlannedCallFault(body)) return body
  throw new BadRequest(
    problemOf(body, CALL_PLAN, CALL_FAULTS) ?? "no such call; GET /control lists them",
  )
}

export function readNotificationFault(body: unknown): PlannedNotificationFault {
  if (isPlannedNotificationFault(body)) return body
  throw new BadRequest(problemOf(body, NOTIFICATION_PLAN, NOTIFICATION_FAULTS) ?? "not a fault")
}

const CALL_PLAN: Shape = {
  call: (value) => value === "*" || (typeof value === "string" && isCallName(value)),
  merchantOrderNo: optional(text),
  times: optional(count),
  skip: optional(count),
  fault: isJsonObject,
}

const NOTIFICATION_PLAN: Shape = {
  about: optional(oneOf("payment", "refund", "chargeback", "*")),
  merchantOrderNo: optional(text),
  times: optional(count),
  fault: isJsonObject,
}

function isPlannedCallFault(body: unknown): body is PlannedCallFault {
  return problemOf(body, CALL_PLAN, CALL_FAULTS) === undefined
}

function isPlannedNotificationFault(body: unknown): body is PlannedNotificationFault {
  return problemOf(body, NOTIFICATION_PLAN, NOTIFICATION_FAULTS) === undefined
}

function problemOf(
  body: unknown,
  plan: Shape,
  kinds: Readonly<Record<string, Shape>>,
): string | undefined {
  const problem = complaint(body, plan)
  if (problem !== undefined || !isJsonObject(body) || !isJsonObject(body.fault)) return problem
  const { kind } = body.fault
  const shape = typeof kind === "string" && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
  if (!shape) return `"fault.kind" must be one of ${Object.keys(kinds).join(", ")}`
  return complaint(body.fault, { kind: text, ...shape })
}
