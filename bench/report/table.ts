import { verdictOf, type Result } from "../harness/result"
import { figure, goalInWords, unitInWords } from "./words"

/** The results as a table for a terminal. */
export function table(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.name,
    figure(result.median) + unitInWords(result.unit),
    `${figure(result.lower)} – ${figure(result.upper)}`,
    String(result.samples),
    goalInWords(result.goal),
    verdictOf(result),
    Object.entries(result.facts)
      .map(([name, value]) => `${name}: ${typeof value === "number" ? figure(value) : value}`)
      .join("; "),
  ])
  const lines = [["measure", "median", "quartiles", "samples", "to reach", "verdict", ""], ...rows]
  const widths = [0, 1, 2, 3, 4, 5].map((column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  return lines
    .map((line) => line.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  "))
    .join("\n")
}
