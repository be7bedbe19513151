import type { AdminPayByHealthHour } from "../../../api/admin/payby/contract"
import { barsOf, CHART_HEIGHT } from "./bars"

const hour = (calls: number, errors: number): AdminPayByHealthHour => ({
  hour: "2026-11-23T10:00:00.000Z",
  calls,
  answered: calls - errors,
  errors,
  by_call: {},
  by_error: {},
})
const heights = (...hours: AdminPayByHealthHour[]) =>
  barsOf(hours).map(({ answered, failed }) => [answered, failed])

it("draws the busiest hour as high as the chart, and the others in proportion", () => {
  expect(heights(hour(100, 0), hour(50, 10), hour(0, 0))).toEqual([
    [CHART_HEIGHT, 0],
    [CHART_HEIGHT * 0.4, CHART_HEIGHT * 0.1],
    [0, 0],
  ])
})

it("shows a single failure among thousands of calls, and never draws out of the chart", () => {
  const [[answered, failed] = []] = heights(hour(100_000, 1))
  expect(failed).toBeGreaterThanOrEqual(1)
  expect(Number(answered) + Number(failed)).toBeLessThanOrEqual(CHART_HEIGHT)
})

it("draws a day without calls as nothing", () => {
  expect(heights(hour(0, 0), hour(0, 0))).toEqual([
    [0, 0],
    [0, 0],
  ])
})
