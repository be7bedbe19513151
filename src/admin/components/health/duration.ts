const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How long something is, before or after: whole hours, minutes or seconds, as the language says them. */
export function inWords(ms: number, locale: string): string {
  const [unit, size] = unitFor(Math.abs(ms))
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: "long",
    maximumFractionDigits: 0,
  }).format(Math.floor(Math.abs(ms) / size))
}

function unitFor(ms: number): [unit: string, size: number] {
  if (ms >= 2 * HOUR_MS) return ["hour", HOUR_MS]
  return ms >= MINUTE_MS ? ["minute", MINUTE_MS] : ["second", 1_000]
}
