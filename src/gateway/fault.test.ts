import { mayHaveHappened, type Fault } from "./fault"

describe("PayBy must be asked before anything is concluded", () => {
  it.each<[boolean, Fault]>([
    [true, { kind: "unknown-outcome", reason: "No answer came." }],
    [true, { kind: "untrusted-answer", reason: "The answer is not signed." }],
    [false, { kind: "unreachable", reason: "No connection." }],
    [false, { kind: "refused", meaning: "not-paid", code: "62015", message: "ORDER_NOT_PAID" }],
    [false, { kind: "rate-limited" }],
    [false, { kind: "misconfigured", code: "403", message: "UNAUTHORIZED", advice: "Ask." }],
  ])("%s after %j", (asked, fault) => {
    expect(mayHaveHappened(fault)).toBe(asked)
  })
})
