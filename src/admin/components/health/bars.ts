import type { AdminPayByHealthHour } from "../../../api/admin/payby/contract"

/** How high the highest bar is drawn. */
export const CHART_HEIGHT = 60
/** A failure among thousands of calls is still seen. */
const LEAST = 2

/** An hour with the heights of its two bars. */
export interface Bar {
  readonly hour: AdminPayByHealthHour
  /** Of the calls that did not fail. */
  readonly answered: number
  readonly failed: number
}

/** The bars of a chart, the busiest hour as high as the chart. */
export function barsOf(hours: readonly AdminPayByHealthHour[]): readonly Bar[] {
  const most = Math.max(1, ...hours.map(({ calls }) => calls))
  return hours.map((hour) => {
    const failed = hour.errors === 0 ? 0 : Math.max(LEAST, (hour.errors / most) * CHART_HEIGHT)
    const whole = (hour.calls / most) * CHART_HEIGHT
    return { hour, failed, answered: Math.max(0, whole - failed) }
  })
}
