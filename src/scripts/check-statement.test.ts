import { exitCodeOf, readCommand } from "./check-statement"

// Half past eleven in the evening in London, the next morning in Dubai.
const NOW = new Date("2026-11-22T23:30:00Z")

it("checks yesterday, as Dubai has it, unless told otherwise", () => {
  expect(readCommand([], NOW)).toEqual({ day: "2026-11-22", json: false, files: [] })
  expect(readCommand(["2026-11-20", "json", "a.csv", "b.json"], NOW)).toEqual({
    day: "2026-11-20",
    json: true,
    files: ["a.csv", "b.json"],
  })
})

it.each([["--json"], ["22.11.2026"], ["2026-11-20", "2026-11-21"]])("refuses %j", (...words) => {
  expect(() => readCommand(words, NOW)).toThrow(/is not understood/)
})

it.each([
  ["done", 0, 0],
  ["done", 3, 2],
  ["failed", 0, 1],
] as const)("ends a check that is %s with %d differences with %d", (status, differences, code) => {
  const check = {
    id: "pbcheck_1",
    day: "2026-11-22",
    requested_by: null,
    started_at: NOW.toISOString(),
    ended_at: null,
    failure: null,
    period_start: null,
    period_end: null,
    lines: 0,
    notes: 5,
    totals: null,
  }
  expect(exitCodeOf({ ...check, status, differences })).toBe(code)
})
