import { dayOf, dubaiDay, isSurelyWithin, periodOf } from "./window"
import type { Window } from "./window"

const day: Window = {
  start: new Date("2026-11-21T20:00:00Z"),
  end: new Date("2026-11-22T20:00:00Z"),
}
const HOUR = 3_600_000
const plus = (instant: Date, ms: number) => new Date(instant.getTime() + ms)

it("begins and ends a day with Dubai's midnight", () => {
  expect(dubaiDay("2026-11-22")).toEqual(day)
  expect([dayOf(day.start), dayOf(plus(day.start, -1)), dayOf(day.end)]).toEqual([
    "2026-11-22",
    "2026-11-21",
    "2026-11-23",
  ])
})

it.each(["2026-02-30", "2026-13-01", "22.11.2026", "20261122", ""])("knows no day %j", (text) => {
  expect(dubaiDay(text)).toBeNull()
})

it("believes the statement about when the merchant's day ends, within reason", () => {
  const evening = { start: plus(day.start, -6 * HOUR), end: plus(day.end, -6 * HOUR) }
  expect(periodOf(day, evening.start, evening.end)).toEqual(evening)
  expect(periodOf(day, null, evening.end)).toBe(day)
  expect(periodOf(day, day.end, day.start)).toBe(day)
  expect(periodOf(day, plus(day.start, -100 * HOUR), plus(day.end, -100 * HOUR))).toBe(day)
})

it("takes for granted only what lies well within, from its first to its last possible moment", () => {
  const noon = plus(day.start, 12 * HOUR)
  expect(isSurelyWithin(day, noon, noon)).toBe(true)
  expect(isSurelyWithin(day, plus(day.start, -1), noon)).toBe(false)
  expect(isSurelyWithin(day, noon, plus(day.end, 1))).toBe(false)
  expect(isSurelyWithin(day, plus(day.end, -1_000), plus(day.end, -1_000))).toBe(false)
})

it("leaves the hour that two statements share to either of them", () => {
  const long = { start: day.start, end: plus(day.end, HOUR) }
  for (const shared of [plus(day.end, 30 * 60_000), plus(day.start, 30 * 60_000)]) {
    expect(isSurelyWithin(long, shared, shared)).toBe(false)
  }
})
