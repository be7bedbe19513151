import type { CallName } from "./calls"
import type { Fault } from "./fault"

/** One call, for logs and counters: names and shapes, no values that could be secret or personal. */
export interface ObservedCall {
  readonly call: CallName
  /** The merchant's number of the order or refund, where the call names one. */
  readonly number?: string
  /** How often it was tried: 2 after a repeat. */
  readonly attempts: number
  readonly outcome: "ok" | Fault["kind"]
  /** The status a believed answer told: one of PayBy's words, or "unknown" for any other. */
  readonly status?: string
  /** PayBy's code, signed or claimed. */
  readonly code?: string
  /** For PayBy's support. */
  readonly traceCode?: string
  /** The fingerprint of PayBy's key with which the answer's signature held. */
  readonly signedBy?: string
  /** By how much the answer's `Date` is ahead of the client's clock. It has whole seconds, and nobody signs it. */
  readonly clockAheadMs?: number
  /** By the client's clock. */
  readonly tookMs: number
}

export type Observer = (call: ObservedCall) => void

/** An observer that throws must not change what a caller learns about money. It becomes a process warning. */
export function tell(observer: Observer | undefined, call: ObservedCall): void {
  try {
    observer?.(call)
  } catch {
    process.emitWarning("A PayBy call observer threw; the call itself is not affected.")
  }
}

/** The code and trace code of a fault, wherever it carries them. */
export function marksOf(fault: Fault): { code?: string; traceCode?: string } {
  const code = fault.kind === "untrusted-answer" ? fault.claims?.code : codeOf(fault)
  return { code, traceCode: "traceCode" in fault ? fault.traceCode : undefined }
}

function codeOf(fault: Fault): string | undefined {
  return "code" in fault ? fault.code : undefined
}
