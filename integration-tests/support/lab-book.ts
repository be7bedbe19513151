import { appendFileSync } from "node:fs"

/** What a run found out about one subject: counts and medians, never names or addresses. */
export type Figures = Record<string, number | string>

/** Writes figures down for the report that `npm run lab` makes. Everyday runs keep none. */
export function noteFigures(chapter: string, figures: Figures): void {
  const { LAB_BOOK } = process.env
  if (LAB_BOOK) appendFileSync(LAB_BOOK, `${JSON.stringify({ chapter, figures })}\n`)
}

/** How much of something a run does: the environment's wish, else what suits every day. */
export function size(name: string, everyDay: number): number {
  const wanted = Number(process.env[name] ?? everyDay)
  if (!Number.isInteger(wanted) || wanted < 0) throw new Error(`${name} is no number`)
  return wanted
}

/** What a run's chance begins with: the environment's, so that it can be played again, else a new one. */
export function seed(): number {
  return process.env.SEED ? Number(process.env.SEED) : Date.now() % 0x7fffffff
}
