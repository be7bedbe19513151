import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { merged, results, type Result } from "../harness/result"

export const KEPT = join(__dirname, "..", "..", "docs", "performance.json")

/** The figures of the last runs, each measure's of the last that took it. */
export function kept(): Result[] {
  return existsSync(KEPT) ? results.parse(JSON.parse(readFileSync(KEPT, "utf8"))) : []
}

/** Puts newer figures in the place of older ones. */
export async function keep(found: readonly Result[]): Promise<void> {
  writeFileSync(KEPT, `${JSON.stringify(merged(kept(), found), null, 2)}\n`)
}
