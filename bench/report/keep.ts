import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { merged, results, type Result } from "../harness/result"
import { chart } from "./chart"

const CHART = join(__dirname, "..", "..", "docs", "images", "performance.svg")
const KEPT = join(__dirname, "..", "..", "docs", "performance.json")

/** The figures of the last runs, each measure's of the last that took it. */
export function kept(): Result[] {
  return existsSync(KEPT) ? results.parse(JSON.parse(readFileSync(KEPT, "utf8"))) : []
}

/** Puts newer figures in the place of older ones, in the order of the measures, and draws the chart anew. */
export function keep(found: readonly Result[], order: readonly string[]): void {
  const place = ({ measure }: Result) => order.indexOf(measure)
  const all = merged(kept(), found).sort((a, b) => place(a) - place(b))
  writeFileSync(KEPT, `${JSON.stringify(all, null, 2)}\n`)
  writeFileSync(CHART, chart(all))
}
