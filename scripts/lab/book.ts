import { existsSync, readFileSync } from "node:fs"
import { z } from "@medusajs/framework/zod"

const entry = z.object({
  chapter: z.string(),
  figures: z.record(z.string(), z.union([z.number(), z.string()])),
})

/** A chapter's figures: counts of all its runs added up, the rest as it was noted last. */
export type Figures = Readonly<Record<string, number | string>>

/** Reads what the tests noted, by chapter. */
export function readBook(file: string): Map<string, Figures> {
  const book = new Map<string, Figures>()
  if (!existsSync(file)) return book
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line === "") continue
    const { chapter, figures } = entry.parse(JSON.parse(line))
    book.set(chapter, together(book.get(chapter) ?? {}, figures))
  }
  return book
}

/** What is measured, or chosen, is not added up. */
const NO_COUNT =
  /^seed$|kinds|calls of|ways| ms\b| MiB\b|p99|per second|seconds,|minutes|handles|hours/

function together(before: Figures, more: Figures): Figures {
  const sum = { ...before }
  for (const [name, value] of Object.entries(more)) {
    const old = sum[name]
    const adds = typeof old === "number" && typeof value === "number" && !NO_COUNT.test(name)
    sum[name] = adds ? old + value : value
  }
  return sum
}
