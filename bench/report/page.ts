import { verdictOf, type Result, type Verdict } from "../harness/result"
import { figure, goalInWords, unitInWords } from "./words"

const SIGNS: Record<Verdict, string> = {
  reached: "reached",
  missed: "**missed**",
  reported: "reported",
}

/** The generated part of `docs/performance.md`: every measure, what it is compared with, and what limits it. */
export function performance(results: readonly Result[]): string {
  if (results.length === 0) return "No run has been kept yet."
  const reached = results.filter((result) => verdictOf(result) === "reached").length
  const missed = results.filter((result) => verdictOf(result) === "missed").length
  return [
    `${reached} goals reached, ${missed} missed, ${results.length - reached - missed} figures without a goal.`,
    "",
    "| What | Against | Median | Half of the samples | To reach | |",
    "| --- | --- | ---: | --- | --- | --- |",
    ...results.map(row),
    "",
    "## What limits each",
    "",
    ...results.flatMap(limit),
    "## Where it was measured",
    "",
    "| Measure | Samples | Date | Commit | Node | Machine | Load before |",
    "| --- | ---: | --- | --- | --- | --- | ---: |",
    ...results.map(where),
  ].join("\n")
}

function row(result: Result): string {
  const { what, against, unit, median, lower, upper, goal } = result
  const spread = result.samples > 1 ? `${figure(lower)} – ${figure(upper)}` : ""
  const cells = [
    what,
    against,
    figure(median) + unitInWords(unit),
    spread,
    goalInWords(goal),
    SIGNS[verdictOf(result)],
  ]
  return `| ${cells.join(" | ")} |`
}

function limit({ name, limit, facts }: Result): string[] {
  const seen = Object.entries(facts).map(
    ([fact, value]) => `${fact}: ${typeof value === "number" ? figure(value) : value}`,
  )
  return [`**\`${name}\`** ${limit} ${seen.length > 0 ? `(${seen.join("; ")}.)` : ""}`.trim(), ""]
}

function where({ name, samples, circumstances }: Result): string {
  const { date, commit, node, processor, cores, loadBefore } = circumstances
  const machine = `${processor}, ${cores} cores`
  return `| \`${name}\` | ${[samples, date, commit, node, machine, loadBefore].join(" | ")} |`
}
