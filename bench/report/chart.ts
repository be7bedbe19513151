import { verdictOf, type Result, type Verdict } from "../harness/result"
import { figure, goalInWords, unitInWords } from "./words"

const WIDTH = 860
const ROW = 44
const TOP = 46
/** Where the bars begin, and how long one is that exactly reaches its goal. */
const LEFT = 300
const GOAL = 260
const LONGEST = 400

/** As good as the goal is 1; twice as good is 2, whichever direction is the good one. Null without a goal. */
export function share(result: Pick<Result, "goal" | "median">): number | null {
  const { goal, median } = result
  if (goal === null) return null
  if ("atLeast" in goal) return median / goal.atLeast
  // Less than nothing is as good as a picture can show.
  return median <= 0 ? Infinity : goal.atMost / median
}

/**
 * The picture of `docs/performance.md`: every measure that has a goal as a bar, so long as it is good; the
 * line is the goal. Text takes the colours of a page in light or in dark.
 */
export function chart(results: readonly Result[]): string {
  const drawn = results.filter(({ goal }) => goal !== null)
  const height = TOP + drawn.length * ROW + 24
  const goalAt = LEFT + GOAL
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Measures against their goals">`,
    STYLE,
    `<rect class="page" width="${WIDTH}" height="${height}" rx="8"/>`,
    `<text class="name" x="20" y="28">Measured, as a share of the goal</text>`,
    ...drawn.map(bar),
    `<line class="goal" x1="${goalAt}" x2="${goalAt}" y1="${TOP - 8}" y2="${height - 14}"/>`,
    `<text class="small" x="${goalAt}" y="${TOP - 14}" text-anchor="middle">goal</text>`,
    "</svg>",
    "",
  ].join("\n")
}

function bar(result: Result, index: number): string {
  const y = TOP + index * ROW
  const length = Math.min(LONGEST, Math.max(3, (share(result) ?? 0) * GOAL))
  const value = `${figure(result.median)}${unitInWords(result.unit)}`
  const wanted = goalInWords(result.goal)
  const verdict: Verdict = verdictOf(result)
  return [
    `<text class="name" x="${LEFT - 16}" y="${y + 15}" text-anchor="end">${escaped(result.name)}</text>`,
    `<text class="small" x="${LEFT - 16}" y="${y + 30}" text-anchor="end">${escaped(`${value}, to reach ${wanted}`)}</text>`,
    `<rect class="${verdict}" x="${LEFT}" y="${y + 4}" width="${length.toFixed(1)}" height="22" rx="3"/>`,
    `<text class="small" x="${LEFT + LONGEST + 12}" y="${y + 20}">${verdict}</text>`,
  ].join("\n")
}

const STYLE = `<style>
text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
.small { font-size: 11px; fill: #59636e }
.page { fill: #ffffff }
.reached { fill: #1a7f37 }
.missed { fill: #bc4c00 }
.goal { stroke: #1f2328; stroke-width: 1.5; stroke-dasharray: 4 3 }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .small { fill: #9198a1 }
  .page { fill: #0d1117 }
  .reached { fill: #3fb950 }
  .missed { fill: #f0883e }
  .goal { stroke: #e6edf3 }
}
</style>`

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
}
