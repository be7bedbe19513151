import type { CallCount } from "../../modules/payby/monitoring/call-counts"
import type { AdminPayByHealthHour } from "../../api/admin/payby/contract"
import { isError } from "./check-work"

const HOUR_MS = 3_600_000

/** The beginning of the hour that is the first of the last 24. */
export function firstOfDay(now: Date): Date {
  return new Date((Math.floor(now.getTime() / HOUR_MS) - 23) * HOUR_MS)
}

/** The last 24 hours, the oldest first; hours without calls are there with zeros. */
export function lastHours(counts: readonly CallCount[], now: Date): AdminPayByHealthHour[] {
  const first = firstOfDay(now).getTime()
  return Array.from({ length: 24 }, (_, index) => {
    const hour = new Date(first + index * HOUR_MS)
    return hourOf(
      hour,
      counts.filter((count) => count.hour.getTime() === hour.getTime()),
    )
  })
}

function hourOf(hour: Date, counts: readonly CallCount[]): AdminPayByHealthHour {
  const by_call: Record<string, number> = {}
  const by_error: Record<string, number> = {}
  let calls = 0
  let errors = 0
  for (const count of counts) {
    calls += count.calls
    by_call[count.call] = (by_call[count.call] ?? 0) + count.calls
    if (!isError(count.outcome)) continue
    errors += count.calls
    by_error[count.outcome] = (by_error[count.outcome] ?? 0) + count.calls
  }
  return { hour: hour.toISOString(), calls, answered: calls - errors, errors, by_call, by_error }
}
