const UNITS: readonly [name: string, ms: number][] = [
  ["days", 86_400_000],
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
  ["ms", 1],
]

/** Milliseconds in the largest unit that divides them: "90 s", "10 min". */
export function duration(ms: number): string {
  // A single day is 24 h: it says better that it is no matter of midnights.
  const [name, size] = UNITS.find(
    ([name, size]) => ms % size === 0 && (name !== "days" || ms > size),
  ) ?? ["ms", 1]
  return `${ms / size} ${name}`
}
