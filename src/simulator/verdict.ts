import type { CallName } from "./calls"
import { CODES, Refusal } from "./codes"
import { demandContent, type Envelope, identify, Unidentified } from "./envelope"
import type { CallFault } from "./faults"
import type { JsonObject } from "./json"
import type { Settings } from "./settings"
import type { StoryClock } from "./story-clock"
import type { Answer, verbs } from "./verbs"

/** `head` of an answer, without its trace code. */
export interface Head {
  readonly applyStatus: "SUCCESS" | "FAIL" | "ERROR"
  readonly code: string
  readonly msg: string
}

/** What PayBy has decided to answer, not yet bytes. */
export interface Verdict {
  readonly head: Head
  readonly answer?: Answer
  readonly signed: boolean
  /** For the developer, not for the wire. */
  readonly reason?: string
}

export interface VerdictWorld {
  readonly verbs: ReturnType<typeof verbs>
  readonly clock: StoryClock
  readonly settings: Settings
  readonly partnerId: string
}

const SUCCESS: Head = { applyStatus: "SUCCESS", code: "0", msg: "SUCCESS" }

/** Does what was asked, when the request is in order, and says how it went. */
export function judge(
  world: VerdictWorld,
  call: CallName | null,
  envelope: Envelope,
  bytes: Buffer,
): Verdict {
  try {
    identify(envelope, world.partnerId)
    if (call === null) throw new Unidentified("FAIL", "404", "SERVICE_NOT_AVAILABLE")
    return { head: SUCCESS, signed: true, answer: perform(world, call, envelope, bytes) }
  } catch (error) {
    if (error instanceof Unidentified) return { head: error.head, signed: false }
    if (!(error instanceof Refusal)) throw error
    const { code, msg, reason } = error
    const { errorApplyStatus: applyStatus } = world.settings
    return { head: { applyStatus, code, msg }, signed: true, reason }
  }
}

/** The code a fault asks for. */
export function ordered(fault: CallFault & { kind: "code" }, settings: Settings): Verdict {
  const { code, msg = CODES[code] ?? "SYSTEM_ERROR", unsigned = false } = fault
  const { applyStatus = settings.errorApplyStatus } = fault
  return { head: { applyStatus, code, msg }, signed: !unsigned, reason: "a fault was played" }
}

function perform(world: VerdictWorld, call: CallName, envelope: Envelope, bytes: Buffer): Answer {
  // The Java SDK's self-test posts bare text and expects exactly that back.
  if (call === "verifySign" && envelope.bizContent === null) return { text: bytes }
  const { biz, requestTime } = demandContent(envelope, world.clock.now())
  return world.verbs[call](biz, requestTime)
}

export function bodyOf(verdict: Verdict): JsonObject | undefined {
  return verdict.answer && "body" in verdict.answer ? verdict.answer.body : undefined
}
