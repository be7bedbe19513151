import type { ObservedCall } from "../../gateway"
import { after, START } from "./order.test-support"
import { Pace } from "./pace"

const call = (outcome: ObservedCall["outcome"]): ObservedCall => ({
  call: "getOrder",
  attempts: 1,
  outcome,
  tookMs: 1,
})

it("does not pause while PayBy says nothing about the pace", () => {
  const pace = new Pace()
  pace.heed(call("unknown-outcome"), START)
  expect(pace.isPaused(START)).toBe(false)
})

it("pauses when PayBy asks for fewer calls, twice as long each time, a minute at most", () => {
  const pace = new Pace()
  let now = START
  for (const pause of [5, 10, 20, 40, 60, 60]) {
    pace.heed(call("rate-limited"), now)
    expect(pace.isPaused(after(pause * 1_000 - 1, now))).toBe(true)
    now = after(pause * 1_000, now)
    expect(pace.isPaused(now)).toBe(false)
  }
})

it("counts rejections of calls that were under way together as one", () => {
  const pace = new Pace()
  for (let i = 0; i < 8; i++) pace.heed(call("rate-limited"), START)
  expect(pace.isPaused(after(5_000))).toBe(false)
})

it("begins anew after a call that was answered", () => {
  const pace = new Pace()
  pace.heed(call("rate-limited"), START)
  pace.heed(call("ok"), after(6_000))
  pace.heed(call("rate-limited"), after(7_000))
  expect(pace.isPaused(after(12_000))).toBe(false)
})
