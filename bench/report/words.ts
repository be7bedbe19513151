import type { Goal } from "../harness/measure"

/** A figure as people read it: no more digits than mean something. */
export function figure(value: number): string {
  const size = Math.abs(value)
  if (size >= 1_000) return Math.round(value).toLocaleString("en-US")
  if (size >= 100) return value.toFixed(0)
  if (size >= 10) return value.toFixed(1)
  return value.toFixed(2)
}

export function goalInWords(goal: Goal): string {
  if (goal === null) return "reported"
  return "atLeast" in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`
}

/** A ratio says so itself; everything else has a unit. */
export function unitInWords(unit: string): string {
  return unit === "ratio" ? " ×" : ` ${unit}`
}
