import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { availableParallelism, tmpdir } from "node:os"
import { join } from "node:path"
import { tidy } from "./docs/tidy"
import { readBook } from "./lab/book"
import { CHAPTERS, type Chapter } from "./lab/chapters"
import { keep, type ChapterRun } from "./lab/kept"
import { broken, report } from "./lab/report"
import { startPostgres, type Postgres } from "./postgres"
import { testEnvironment } from "./testing/environment"
import { runJest } from "./testing/jest"
import { suites } from "./testing/suites"
import { emptyTally } from "./testing/tally"

/**
 * `npm run lab [-- --only <chapter>]`: the long forms of everything that tries to break the plugin, and
 * `docs/reliability.md` out of what they found. With `--only` one chapter is taken again; the figures of
 * the others stay.
 */
const DOCS = join(__dirname, "..", "docs")

async function main(args: readonly string[]): Promise<number> {
  const only = args[args.indexOf("--only") + 1]
  const isPart = args.includes("--only")
  const chapters = CHAPTERS.filter(({ name }) => !isPart || name === only)
  if (chapters.length === 0) {
    throw new Error(`There are these chapters: ${CHAPTERS.map(({ name }) => name).join(", ")}.`)
  }
  const results = mkdtempSync(join(tmpdir(), "payby-lab-"))
  const postgres = await startPostgres()
  try {
    const runs: ChapterRun[] = []
    for (const chapter of chapters) runs.push(await take(chapter, postgres, results))
    const kept = keep(join(DOCS, "reliability.json"), runs)
    const page = join(DOCS, "reliability.md")
    writeFileSync(page, await tidy(page, report(kept)))
    return runs.every((run) => run.passed && broken(run).length === 0) ? 0 : 1
  } finally {
    await postgres.stop()
    rmSync(results, { recursive: true, force: true })
  }
}

async function take(chapter: Chapter, postgres: Postgres, results: string): Promise<ChapterRun> {
  const { suite, file, tests, sizes = {} } = chapter
  const book = join(results, `${chapter.name}.jsonl`)
  const tally = emptyTally()
  const began = performance.now()
  await runJest(suite, [...suites[suite].flags, file, ...(tests ? ["-t", tests] : [])], {
    environment: {
      ...testEnvironment(suite, postgres),
      ...Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, String(size)])),
      LAB_BOOK: book,
    },
    resultFile: join(results, `${chapter.name}.json`),
    tally,
  })
  return {
    chapter: chapter.name,
    passed: tally.failed === 0 && !tally.broken && tally.passed > 0,
    seconds: Math.round((performance.now() - began) / 1_000),
    figures: readBook(book).get(chapter.name) ?? {},
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    node: process.version,
    cores: availableParallelism(),
  }
}

function commit(): string {
  return execFileSync("git", ["describe", "--always", "--exclude=*"], { cwd: __dirname })
    .toString()
    .trim()
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
