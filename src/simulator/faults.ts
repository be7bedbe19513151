import type { CallName } from "./calls"

/**
 * What goes wrong with one call. `effect` says whether PayBy does what was asked before it answers
 * wrongly. Milliseconds are real ones: they are about the wire.
 */
export type CallFault =
  /** The connection is reset and nothing happened. */
  | { kind: "drop-before" }
  /** It happened, then the connection is reset before a byte of answer. */
  | { kind: "drop-after" }
  /** PayBy waits, then does it and answers. */
  | { kind: "delay"; ms: number }
  /** PayBy does it, waits, then answers. */
  | { kind: "delay-after"; ms: number }
  /** The answer comes a byte at a time (`everyMs` 20 by default). */
  | { kind: "drip"; everyMs?: number }
  /** No answer ever; the connection stays open. Without effect unless asked. */
  | { kind: "hang"; effect?: boolean }
  /** An HTTP status from some proxy, unsigned. Without effect unless asked. */
  | { kind: "http"; status: number; body?: string; location?: string; effect?: boolean }
  /** A code, signed unless `unsigned`. Without effect unless asked. `msg` tells the three 400s apart. */
  | {
      kind: "code"
      code: string
      msg?: string
      applyStatus?: "SUCCESS" | "FAIL" | "ERROR"
      unsigned?: boolean
      effect?: boolean
    }
  /**
   * HTTP 200 with what is no answer: an HTML page, nothing, half a JSON text (signed as it stands, so
   * that only the parser can object), or a connection that ends in the middle. With effect unless
   * denied.
   */
  | { kind: "garbage"; body: "html" | "empty" | "broken-json" | "truncated"; effect?: boolean }
  /** The right answer without `sign`. */
  | { kind: "unsigned" }
  /** The right answer, signed with a stranger's key. */
  | { kind: "wrongly-signed" }
  /** A correctly signed answer that speaks of another order. */
  | { kind: "other-order" }
  /** A correctly signed answer with a status word nobody documented (`IN_REVIEW` by default). */
  | { kind: "unknown-status"; word?: string }
  /** A correctly signed answer with another amount in AED (one more dirham by default). */
  | { kind: "wrong-amount"; amount?: string }

/** Which fault it is. */
export type CallFaultKind = CallFault["kind"]

/** A fault, and the calls it waits for. */
export interface PlannedCallFault {
  call: CallName | "*"
  /** Only calls that name this order (or this refund) by the merchant's number. */
  merchantOrderNo?: string
  /** How many calls it spoils; 1 by default. */
  times?: number
  /** How many matching calls it lets pass first. */
  skip?: number
  fault: CallFault
}

/** What a waiting fault is compared with. */
export interface CallIdentity {
  readonly call: CallName | null
  readonly numbers: readonly string[]
}

/** Faults waiting for calls, first come first served; one call takes at most one. */
export class FaultQueue {
  #waiting: (PlannedCallFault & { times: number; skip: number })[] = []

  add(planned: PlannedCallFault): void {
    this.#waiting.push({ ...planned, times: planned.times ?? 1, skip: planned.skip ?? 0 })
  }

  /** The fault for this call, taken out of the queue. */
  take(identity: CallIdentity): CallFault | undefined {
    const planned = this.#waiting.find((candidate) => fits(candidate, identity))
    if (!planned) return undefined
    if (planned.skip > 0) {
      planned.skip -= 1
      return undefined
    }
    planned.times -= 1
    if (planned.times <= 0) this.#waiting = this.#waiting.filter((other) => other !== planned)
    return planned.fault
  }

  pending(): PlannedCallFault[] {
    return this.#waiting.map((planned) => ({ ...planned }))
  }

  clear(): void {
    this.#waiting = []
  }
}

function fits(planned: PlannedCallFault, { call, numbers }: CallIdentity): boolean {
  const { merchantOrderNo } = planned
  return (
    (planned.call === "*" || planned.call === call) &&
    (merchantOrderNo === undefined || numbers.includes(merchantOrderNo))
  )
}

/** Whether PayBy does what was asked although the answer goes wrong. */
export function takesEffect(fault: CallFault | undefined): boolean {
  switch (fault?.kind) {
    case "drop-before":
      return false
    case "hang":
    case "http":
    case "code":
      return fault.effect ?? false
    case "garbage":
      return fault.effect ?? true
    default:
      return true
  }
}
