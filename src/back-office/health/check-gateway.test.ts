import type { Fault, ObservedCall } from "../../gateway"
import { checkClock, checkKeys } from "./check-gateway"

const call = (seen: Partial<ObservedCall>): ObservedCall => ({
  call: "verifySign",
  attempts: 1,
  outcome: "ok",
  tookMs: 3,
  ...seen,
})
const heard = { ok: true, value: { verified: true } } as const
const failed = (fault: Fault) => ({ ok: false, fault }) as const
const MINUTE = 60_000

describe("the clock", () => {
  it.each([
    [0, "ok", "ok"],
    [-30_000, "ok", "ok"],
    [2 * MINUTE, "warning", "clock_drifts"],
    [-2 * MINUTE, "warning", "clock_drifts"],
    [16 * MINUTE, "failed", "clock_behind"],
    [-16 * MINUTE, "failed", "clock_ahead"],
  ])("when PayBy's is ahead by %d ms is %s: %s", (clockAheadMs, status, found) => {
    const check = checkClock({ outcome: heard, call: call({ clockAheadMs }) })
    expect(check).toMatchObject({ status, finding: found, facts: { ahead_ms: clockAheadMs } })
  })

  it("is told in words, and with what to do", () => {
    const check = checkClock({ outcome: heard, call: call({ clockAheadMs: 16 * MINUTE }) })
    expect(check.message).toMatch(/16 min behind PayBy's.* NTP/)
  })

  it("is not known while nobody answers", () => {
    const outcome = failed({ kind: "unreachable", reason: "No connection to PayBy." })
    expect(checkClock({ outcome, call: call({}) }).status).toBe("unknown")
  })
})

describe("the keys", () => {
  it("agree when PayBy's echo verified, and say with which of PayBy's keys", () => {
    const check = checkKeys({ outcome: heard, call: call({ signedBy: "0123456789abcdef" }) })
    expect(check).toMatchObject({ status: "ok", facts: { signed_by: "0123456789abcdef" } })
  })

  it("are wrong when PayBy refuses our signature, and the sentence says where the right one is", () => {
    const advice = "The private key and the public key in PayBy's portal must be a pair."
    const fault: Fault = { kind: "misconfigured", code: "58002", message: "SIGN_ERROR", advice }
    expect(checkKeys({ outcome: failed(fault), call: undefined })).toMatchObject({
      status: "failed",
      finding: "signature_refused",
      message: advice,
    })
  })

  it("are wrong when no configured key of PayBy's verifies the answer", () => {
    const fault: Fault = { kind: "untrusted-answer", reason: "The signature does not hold." }
    expect(checkKeys({ outcome: failed(fault), call: undefined })).toMatchObject({
      status: "failed",
      finding: "answer_untrusted",
    })
  })

  it("are not blamed for an answer that never came", () => {
    const fault: Fault = { kind: "unknown-outcome", reason: "No answer came." }
    expect(checkKeys({ outcome: failed(fault), call: undefined }).status).toBe("warning")
  })
})
