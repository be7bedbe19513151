/** Dubai is four hours ahead of UTC all year. */
const DUBAI_AHEAD_MS = 4 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** The day it is in Dubai, as YYYY-MM-DD. */
export function dubaiDay(instant: Date): string {
  return new Date(instant.getTime() + DUBAI_AHEAD_MS).toISOString().slice(0, "YYYY-MM-DD".length)
}

/** The last day that is over in Dubai: the newest one PayBy can have a whole statement of. */
export function lastDubaiDay(now: Date): string {
  return dubaiDay(new Date(now.getTime() - DAY_MS))
}
