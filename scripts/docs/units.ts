const UNITS: readonly [name: string, ms: number][] = [
  ["h", 3_600_000],
  ["min", 60_000],
  ["s", 1_000],
  ["ms", 1],
]

/** Milliseconds in the largest unit that divides them: "90 s", "10 min". */
export function duration(ms: number): string {
  const [name, size] = UNITS.find(([, size]) => ms % size === 0) ?? ["ms", 1]
  return `${ms / size} ${name}`
}
