import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { z } from "@medusajs/framework/zod"
import { CHAPTERS } from "./chapters"

const chapterRun = z.object({
  chapter: z.string(),
  passed: z.boolean(),
  seconds: z.number(),
  figures: z.record(z.string(), z.union([z.number(), z.string()])),
  // Where and of what the run was made: no paths, no names.
  date: z.string(),
  commit: z.string(),
  node: z.string(),
  cores: z.number(),
})

/** What a chapter came to when it was last run. */
export type ChapterRun = z.infer<typeof chapterRun>

/** Puts new runs in the place of earlier ones of the same chapters, in the order of the report. */
export function keep(file: string, runs: readonly ChapterRun[]): ChapterRun[] {
  const before = existsSync(file)
    ? z.array(chapterRun).parse(JSON.parse(readFileSync(file, "utf8")))
    : []
  const kept = CHAPTERS.flatMap(({ name }) => {
    const run = [...runs, ...before].find(({ chapter }) => chapter === name)
    return run === undefined ? [] : [run]
  })
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`)
  return kept
}
