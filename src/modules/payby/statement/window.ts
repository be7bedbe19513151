/** From `start` to before `end`. */
export interface Window {
  readonly start: Date
  readonly end: Date
}

const DAY_MS = 24 * 60 * 60_000
/** How far PayBy's clock and its books may be apart at the end of a day. */
const EDGE_MS = 60_000
/** A statement that claims to cover more is not believed about it. */
const LONGEST_MS = 3 * DAY_MS

/** A day on PayBy's clock, which is Dubai's, UTC+4 all year; null when there is no such day. */
export function dubaiDay(day: string): Window | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null
  const start = new Date(`${day}T00:00:00+04:00`)
  if (Number.isNaN(start.getTime()) || dayOf(start) !== day) return null
  return { start, end: new Date(start.getTime() + DAY_MS) }
}

/** Which day it is on PayBy's clock. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + 4 * 60 * 60_000).toISOString().slice(0, 10)
}

/**
 * What a day's statement covers: what its first row says, because a merchant's day may end at another hour
 * than midnight; the day itself when it says nothing that could be.
 */
export function periodOf(day: Window, start: Date | null, end: Date | null): Window {
  if (start === null || end === null || end <= start) return day
  const far = Math.max(
    Math.abs(start.getTime() - day.start.getTime()),
    end.getTime() - start.getTime(),
  )
  return far > LONGEST_MS ? day : { start, end }
}

/**
 * Whether something that happened between two instants can only belong to this statement, and to no neighbour's.
 * PayBy's own sample covers 25 hours: the surplus may be in either.
 */
export function isSurelyWithin({ start, end }: Window, from: Date, until: Date): boolean {
  const surplus = Math.max(0, end.getTime() - start.getTime() - DAY_MS) + EDGE_MS
  return from.getTime() >= start.getTime() + surplus && until.getTime() < end.getTime() - surplus
}
