/** Dubai is four hours ahead of UTC all year. */
const DUBAI_AHEAD_MS = 4 * 3_600_000
const DAY_MS = 24 * 3_600_000

/** The last day that is over in Dubai, as YYYY-MM-DD: the newest one PayBy can have a statement of. */
export function lastDubaiDay(now: Date): string {
  return new Date(now.getTime() + DUBAI_AHEAD_MS - DAY_MS)
    .toISOString()
    .slice(0, "YYYY-MM-DD".length)
}
