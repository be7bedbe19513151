import type { ObservedCall, Outcome, SignatureEcho } from "../../gateway"
import type { AdminPayByHealthCheck } from "../../api/admin/payby/contract"
import { finding } from "./finding"

/** The echo of PayBy's, and what was seen of its answer. */
export interface Echo {
  readonly outcome: Outcome<SignatureEcho>
  readonly call: ObservedCall | undefined
}

/** PayBy refuses requests that are further from its clock than this. */
const REFUSED_MS = 15 * 60_000
/** Nothing fails yet; but a clock that is a minute wrong is not being kept. */
const DOUBTFUL_MS = 60_000

/** Whether our keys and PayBy's agree with PayBy's side of them. */
export function checkKeys({ outcome, call }: Echo): AdminPayByHealthCheck {
  if (outcome.ok) {
    return finding(
      "keys",
      "ok",
      "ok",
      "PayBy accepted our signature, and its own verified with a configured key.",
      { signed_by: call?.signedBy ?? null },
    )
  }
  const { fault } = outcome
  switch (fault.kind) {
    case "misconfigured":
      return finding("keys", "failed", "signature_refused", fault.advice, { code: fault.code })
    case "untrusted-answer":
      return finding("keys", "failed", "answer_untrusted", fault.advice ?? fault.reason, {
        code: fault.claims?.code ?? null,
      })
    case "refused":
      return finding("keys", "failed", "refused", `PayBy refused to compare keys: ${fault.code}.`, {
        code: fault.code,
      })
    case "unreachable":
      return finding("keys", "failed", "unreachable", fault.reason)
    case "rate-limited":
      return finding("keys", "unknown", "rate_limited", "PayBy wants fewer calls; ask again later.")
    case "unknown-outcome":
      return finding("keys", "warning", "no_answer", fault.reason, { code: fault.code ?? null })
  }
}

/** Whether our clock is PayBy's, by the date of its answer, or by its refusal. */
export function checkClock({ call }: Echo): AdminPayByHealthCheck {
  const ahead = call?.clockAheadMs
  if (ahead === undefined) {
    return finding(
      "clock",
      "unknown",
      "no_answer",
      "PayBy did not answer, so its time is not known.",
    )
  }
  const facts = { ahead_ms: ahead }
  const which = ahead > 0 ? "behind" : "ahead of"
  const sentence = `This machine's clock is ${inWords(Math.abs(ahead))} ${which} PayBy's.`
  if (Math.abs(ahead) >= REFUSED_MS) {
    return finding(
      "clock",
      "failed",
      ahead > 0 ? "clock_behind" : "clock_ahead",
      `${sentence} PayBy refuses every call. Set it right, and keep it so with NTP.`,
      facts,
    )
  }
  if (Math.abs(ahead) >= DOUBTFUL_MS) {
    const message = `${sentence} PayBy refuses calls from 15 minutes on. Keep it right with NTP.`
    return finding("clock", "warning", "clock_drifts", message, facts)
  }
  return finding("clock", "ok", "ok", "This machine's clock agrees with PayBy's.", facts)
}

function inWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  return minutes >= 1 ? `${minutes} min` : `${Math.round(ms / 1_000)} s`
}
