import { CASE_NUMBERS, type CaseNumber } from "./cases"
import { judgeCase, verdictLines } from "./judge"
import type { CaseRecord, JudgedCall } from "./record"

const START = 1_800_000_000_000
const FAILED = { code: "500", status: null }
const PAID = { status: "PAID_SUCCESS" }

type Kind = JudgedCall["call"]

/** A call so many seconds after placeOrder, in order unless said otherwise. */
function at(second: number, call: Kind, more: Partial<JudgedCall> = {}): JudgedCall {
  const usual = { code: "0", status: call === "cancelOrder" ? "FAILURE" : "CREATED" }
  const identity = { partnerId: "200000990001", merchantOrderNo: "M1" }
  return { call, at: START + Math.round(second * 1_000), ...identity, ...usual, ...more }
}

const place = (more: Partial<JudgedCall> = {}) => at(0, "placeOrder", { fils: 500_00, ...more })
const get = (second: number, more: Partial<JudgedCall> = {}) => at(second, "getOrder", more)
const cancel = (second: number, more: Partial<JudgedCall> = {}) => at(second, "cancelOrder", more)
const told = { told: "an error in the log" }
const ack = { status: "PAID_SUCCESS", answered: "HTTP 200 SUCCESS", acknowledged: true }

/** One order each, handled as PayBy wants it. */
const GOOD: Readonly<Record<CaseNumber, CaseRecord>> = {
  "001": { calls: [place(), get(4), get(8.1), get(12, PAID)] },
  "002": { calls: [place(), get(4), get(8), cancel(20)] },
  "003": { calls: [place(FAILED), get(4, { code: "62004" }), cancel(60, { code: "62004" })] },
  "004": { calls: [place({ code: null, status: null }), get(12), get(14), cancel(120)] },
  "005": { calls: [place(), get(4), cancel(30, FAILED), cancel(33, FAILED), cancel(43)] },
  "006": {
    calls: [place(), get(4), cancel(30, FAILED), cancel(36, FAILED), cancel(42, FAILED)],
    merchant: told,
  },
  "007": { calls: [place(), get(4, FAILED), get(8, FAILED), get(12, PAID)] },
  "008": {
    calls: [place(), get(4, FAILED), get(8, FAILED), get(12, FAILED)],
    merchant: told,
  },
  "009": { calls: [place()], notifications: [ack], merchant: { processed: "an order" } },
}

it.each(CASE_NUMBERS)("passes case %s when every rule is kept, and sees every rule", (number) => {
  const { passed, unseen, findings } = judgeCase(number, GOOD[number])
  expect(findings.filter(({ holds }) => holds !== true)).toEqual([])
  expect({ passed, unseen }).toEqual({ passed: true, unseen: 0 })
})

it.each(CASE_NUMBERS)("fails case %s when nothing at all happened", (number) => {
  const nothing = { calls: [], notifications: [], merchant: { told: null, processed: null } }
  expect(judgeCase(number, nothing).passed).toBe(false)
})

/** The same with other calls. */
const calls = (...list: JudgedCall[]) => ({ calls: list })

it.each<[CaseNumber, string, Partial<CaseRecord>, string]>([
  ["001", "a request without Partner-Id", calls(place({ partnerId: null })), "Partner-Id"],
  ["001", "a request by PayBy's number", calls(get(4, { merchantOrderNo: null })), "Partner-Id"],
  ["001", "AED 499.99", calls(place({ fils: 499_99 }), get(4, PAID)), "AED 500"],
  ["001", "placeOrder that fails", calls(place(FAILED), get(4, PAID)), "answers CREATED"],
  ["001", "an order that was paid before", calls(place(PAID), get(4, PAID)), "answers CREATED"],
  ["001", "no query", calls(place()), "at least once"],
  ["001", "queries 1.999 s apart", calls(place(), get(4), get(5.999, PAID)), "2–6 s apart"],
  ["001", "queries 6.001 s apart", calls(place(), get(4), get(10.001, PAID)), "2–6 s apart"],
  ["001", "a last query that finds it unpaid", calls(place(), get(4, PAID), get(8)), "finds it"],
  ["001", "a last query that fails", calls(place(), get(4), get(8, FAILED)), "finds it paid"],
  ["002", "no cancel", calls(place(), get(4), get(8)), "20–120 s after"],
  ["002", "a cancel after 19.999 s", calls(place(), get(4), cancel(19.999)), "20–120 s after"],
  ["002", "a cancel after 120.001 s", calls(place(), get(4), cancel(120.001)), "20–120 s after"],
  ["003", "placeOrder that succeeds", calls(place(), get(4), cancel(30)), "SYSTEM_ERROR"],
  ["003", "no query before the cancel", calls(place(FAILED), cancel(30)), "at least once"],
  ["004", "placeOrder that succeeds", calls(place(), get(4), cancel(30)), "no answer in time"],
  ["004", "a refusal", calls(place({ code: "62008" }), get(4), cancel(30)), "no answer in time"],
  [
    "005",
    "two cancels",
    calls(place(), get(4), cancel(30, FAILED), cancel(35)),
    "only the last succeeds",
  ],
  [
    "005",
    "cancels that never succeed",
    calls(place(), get(4), cancel(30, FAILED), cancel(35, FAILED), cancel(40, FAILED)),
    "only the last succeeds",
  ],
  [
    "005",
    "a cancel after one that succeeded",
    calls(place(), get(4), cancel(30, FAILED), cancel(35), cancel(40)),
    "only the last succeeds",
  ],
  [
    "005",
    "cancels 2.999 s apart",
    calls(place(), get(4), cancel(30, FAILED), cancel(32.999, FAILED), cancel(40)),
    "3–10 s apart",
  ],
  [
    "005",
    "cancels 10.001 s apart, though they have failed for long",
    calls(
      place(),
      get(4),
      ...[30, 35, 40, 45].map((second) => cancel(second, FAILED)),
      cancel(55.001),
    ),
    "3–10 s apart",
  ],
  ["006", "nobody told", { merchant: { told: null } }, "notified"],
  [
    "006",
    "two cancels",
    calls(place(), get(4), cancel(30, FAILED), cancel(36, FAILED)),
    "none of which succeeds",
  ],
  [
    "006",
    "a cancel that succeeds",
    calls(place(), get(4), cancel(30, FAILED), cancel(36, FAILED), cancel(42)),
    "none of which succeeds",
  ],
  [
    "006",
    "a second cancel that comes late",
    calls(place(), get(4), cancel(30, FAILED), cancel(41, FAILED), cancel(46, FAILED)),
    "3–10 s apart",
  ],
  [
    "006",
    "a cancel in a hurry after people were told",
    calls(place(), get(4), ...[30, 36, 42, 42.5].map((second) => cancel(second, FAILED))),
    "3–10 s apart",
  ],
  ["007", "two queries", calls(place(), get(4, FAILED), get(8, PAID)), "at least 3 times"],
  [
    "007",
    "queries that give up",
    calls(place(), get(4, FAILED), get(8, FAILED), get(12, FAILED)),
    "until it succeeds",
  ],
  ["007", "a query that never failed", calls(place(), get(4), get(8), get(12)), "until it"],
  ["008", "nobody told", { merchant: { told: null } }, "notified"],
  [
    "008",
    "a query that succeeds",
    calls(place(), get(4, FAILED), get(8, FAILED), get(12)),
    "every getOrder fails",
  ],
  [
    "008",
    "a third query that comes late",
    calls(place(), get(4, FAILED), get(8, FAILED), get(14.001, FAILED)),
    "2–6 s apart",
  ],
  [
    "009",
    "an answer of another kind",
    { notifications: [{ ...ack, acknowledged: false }] },
    "every",
  ],
  [
    "009",
    "a SUCCESS only for the repeat",
    { notifications: [{ ...ack, acknowledged: false }, ack] },
    "SUCCESS",
  ],
  [
    "009",
    "a notification of something else",
    { notifications: [{ ...ack, status: null }] },
    "every",
  ],
  ["009", "a notification that led to nothing", { merchant: { processed: null } }, "processed"],
])("fails case %s for %s", (number, _what, change, rule) => {
  const { passed, findings } = judgeCase(number, { ...GOOD[number], ...change })
  expect(passed).toBe(false)
  const broken = findings.filter(({ holds }) => holds === false)
  expect(broken.map(({ required }) => required).join("; ")).toContain(rule)
})

it("takes every documented bound as allowed", () => {
  const queries = [2, 4, 10].map((second) => get(second))
  const cancels = [120, 123, 133].map((second, i) => cancel(second, i < 2 ? FAILED : {}))
  expect(judgeCase("005", { calls: [place(), ...queries, ...cancels] }).passed).toBe(true)
  expect(judgeCase("002", { calls: [place(), get(2), cancel(20)] }).passed).toBe(true)
})

it("lets failing calls slow down once a person's turn has come", () => {
  const cancels = [30, 36, 42, 87].map((second) => cancel(second, FAILED))
  expect(judgeCase("006", { calls: [place(), get(4), ...cancels], merchant: told }).passed).toBe(
    true,
  )
  const queries = [4, 8, 12, 16, 60].map((second) => get(second, FAILED))
  expect(judgeCase("008", { calls: [place(), ...queries], merchant: told }).passed).toBe(true)
})

it("judges by the time of the calls, in whatever order they were recorded", () => {
  const record = { ...GOOD["005"], calls: [...GOOD["005"].calls].reverse() }
  expect(judgeCase("005", record)).toEqual(judgeCase("005", GOOD["005"]))
})

it("does not count as a breach what the record cannot show, and says so", () => {
  const blind = GOOD["001"].calls.map((call) => ({
    ...call,
    partnerId: undefined,
    status: undefined,
  }))
  const verdict = judgeCase("001", { calls: blind })
  expect(verdict).toMatchObject({ passed: true, unseen: 3 })
  expect(verdictLines(verdict)).toContain(
    "  ? the last getOrder finds it paid: not visible in this record",
  )
  expect(judgeCase("009", { calls: [place()] })).toMatchObject({ passed: true, unseen: 2 })
})

it("tells every rule with what was required and what was seen", () => {
  expect(verdictLines(judgeCase("001", GOOD["001"]))).toEqual([
    "001 Payment with password authentication triggered: passed",
    "  ✓ every request carries Partner-Id and merchantOrderNo: 4 requests, all with both",
    "  ✓ an amount of AED 500 or more: AED 500.00",
    "  ✓ placeOrder answers CREATED: CREATED",
    "  ✓ getOrder at least once: 3 times",
    "  ✓ getOrder 2–6 s apart: 4.1 s, 3.9 s apart",
    "  ✓ the last getOrder finds it paid: PAID_SUCCESS",
  ])
})

it("names the interval that is out of bounds to the millisecond", () => {
  const late = calls(place(), get(4), get(8), get(14.004), cancel(30))
  const lines = verdictLines(judgeCase("002", { ...GOOD["002"], ...late }))
  expect(lines[0]).toBe("002 Payment expires: failed")
  expect(lines).toContain("  ✗ getOrder 2–6 s apart: 6.004 s between getOrder 2 and 3")
})

it("tells many intervals by the shortest and the longest", () => {
  const queries = Array.from({ length: 12 }, (_, i) => get(4 * i + (i === 11 ? 0.5 : 0)))
  const lines = verdictLines(judgeCase("002", calls(place(), ...queries, cancel(60))))
  expect(lines.join("\n")).toContain("11 intervals, 4.0 s to 4.5 s")
})
