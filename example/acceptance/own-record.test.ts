import type { ObservedCall } from "../../src/gateway"
import { judgeCase } from "../../src/simulator"
import { keepOwnRecord } from "./own-record"

const START = 1_800_000_000_000

/** A store whose calls to PayBy end when the test says so. */
function aStore() {
  let now = START
  const listeners = new Set<(call: ObservedCall) => void>()
  const record = keepOwnRecord({
    clock: () => new Date(now),
    onCall: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  })
  const ended = (seconds: number, call: ObservedCall) => {
    now = START + seconds * 1_000
    for (const listener of listeners) listener(call)
  }
  return { record, ended }
}

const call = (name: ObservedCall["call"], more: Partial<ObservedCall> = {}): ObservedCall => ({
  call: name,
  number: "M1",
  attempts: 1,
  outcome: "ok",
  tookMs: 0,
  ...more,
})

it("tells when each call was sent, though it is told when it ended", () => {
  const { record, ended } = aStore()
  ended(8, call("placeOrder", { outcome: "unknown-outcome", tookMs: 8_000 }))
  ended(12.5, call("getOrder", { status: "CREATED", tookMs: 500 }))
  expect(record.of("M1", {}).calls).toMatchObject([
    { call: "placeOrder", at: START, code: null, status: null },
    { call: "getOrder", at: START + 12_000, code: "0", status: "CREATED" },
  ])
})

it("keeps each order's calls apart, and leaves out what the cases are not about", () => {
  const { record, ended } = aStore()
  ended(0, call("placeOrder"))
  ended(1, call("placeOrder", { number: "M2" }))
  ended(2, call("placeRefund"))
  expect(record.of("M1", {}).calls).toHaveLength(1)
})

it("tells the number of the next order, also when it could not be placed", async () => {
  const { record, ended } = aStore()
  ended(0, call("placeOrder"))
  const next = record.nextOrder()
  ended(1, call("getOrder"))
  ended(2, call("placeOrder", { number: "M2", outcome: "unknown-outcome" }))
  expect(await next).toBe("M2")
})

it("does not take a code for PayBy's word when its signature did not hold", () => {
  const { record, ended } = aStore()
  ended(0, call("placeOrder", { outcome: "untrusted-answer", code: "500" }))
  ended(4, call("getOrder", { outcome: "refused", code: "62004" }))
  expect(record.of("M1", {}).calls.map(({ code }) => code)).toEqual([null, "62004"])
})

it("leaves nothing of case 001 open but the header, and breaks the rules that it broke", () => {
  const { record, ended } = aStore()
  const judged = () => judgeCase("001", record.of("M1", { fils: 600_00 })).findings
  const broken = () => judged().filter(({ holds }) => holds === false)
  ended(0, call("placeOrder", { status: "CREATED" }))
  ended(4, call("getOrder", { status: "CREATED" }))
  expect(broken().map(({ required }) => required)).toEqual(["the last getOrder finds it paid"])
  ended(8, call("getOrder", { status: "PAID_SUCCESS" }))
  expect(broken()).toEqual([])
  const open = judged().filter(({ holds }) => holds === null)
  expect(open.map(({ seen }) => seen)).toEqual([expect.stringContaining("Partner-Id not visible")])
  ended(12, call("getOrder", { outcome: "unknown-outcome", code: "500" }))
  expect(broken().map(({ seen }) => seen)).toEqual(["failed with 500"])
})
