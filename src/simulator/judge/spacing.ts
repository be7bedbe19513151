import type { Finding } from "./finding"

/** Bounds of an interval in milliseconds, both included. */
export interface Bounds {
  readonly atLeast: number
  readonly atMost: number
}

/** The time between two calls of the same kind that follow each other, epoch milliseconds. */
export interface Interval {
  readonly from: number
  readonly to: number
  /** Of the call at its beginning: 1 is the first. */
  readonly nth: number
}

/** More intervals than these are told by their shortest and their longest. */
const LISTED = 6

/**
 * Judges how far apart calls are. Too early is always wrong; too late only while the merchant is
 * obliged to go on, for as long as `obliged` says.
 */
export function spacing(
  call: string,
  moments: readonly number[],
  bounds: Bounds,
  obliged: (interval: Interval) => boolean = () => true,
): Finding {
  const intervals = moments.slice(1).map((to, i) => ({ from: moments[i] ?? to, to, nth: i + 1 }))
  const governed = intervals.filter((one) => obliged(one) || length(one) < bounds.atLeast)
  const outside = governed.filter(
    (one) => length(one) < bounds.atLeast || length(one) > bounds.atMost,
  )
  return {
    required: `${call} ${bounds.atLeast / 1_000}–${bounds.atMost / 1_000} s apart`,
    seen: outside.length > 0 ? offence(call, outside) : summary(call, governed),
    holds: outside.length === 0,
  }
}

/** `4.1 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(1)} s`
}

/** To the millisecond: what is barely outside must not look as if it were inside. */
export function exactSeconds(ms: number): string {
  return `${(ms / 1_000).toFixed(3)} s`
}

function summary(call: string, intervals: readonly Interval[]): string {
  if (intervals.length === 0) return `no two ${call} whose interval counts`
  const lengths = intervals.map(length)
  if (lengths.length <= LISTED) return `${lengths.map(seconds).join(", ")} apart`
  const shortest = seconds(Math.min(...lengths))
  return `${lengths.length} intervals, ${shortest} to ${seconds(Math.max(...lengths))}`
}

function offence(call: string, outside: readonly Interval[]): string {
  return outside
    .map((one) => `${exactSeconds(length(one))} between ${call} ${one.nth} and ${one.nth + 1}`)
    .join(", ")
}

function length({ from, to }: Interval): number {
  return to - from
}
