import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { tidy } from "./docs/tidy"
import { whenOrphaned } from "./orphan"
import { startPostgres, type Postgres } from "./postgres"
import type { SeededFault } from "./seeded-faults/fault"
import { beforeHistories } from "./seeded-faults/before-histories"
import { runTests, suiteOf, type Bench } from "./seeded-faults/jest-run"
import { counts, line, markdown } from "./seeded-faults/report"
import { SEEDED_FAULTS } from "./seeded-faults/table"
import { complaintsAbout, tryFault, type Trial } from "./seeded-faults/trial"
import { assertPlaceable, workingCopy, type WorkingCopy } from "./seeded-faults/working-copy"

/** Half of the time is spent waiting for something that a fault prevents, so that two may run side by side. */
const LANES = 2

/**
 * `npm run faults`: takes the guards of the plugin out, one at a time, in a copy, and runs the test that
 * has to notice. Ends with an error when one does not. `-- --only NAME[,NAME]` chooses, `--report FILE`
 * writes what came out as Markdown. `--judge histories` plants only what the histories in memory can
 * meet, and lets them alone notice.
 */
async function main(args: readonly string[]): Promise<number> {
  const chosenOnes = chosen(valueOf(args, "--only"))
  const faults = judgedBy(valueOf(args, "--judge"), chosenOnes)
  assertPlaceable(faults)
  const occasion = { date: new Date(), commit: commit() }
  const stop = new AbortController()
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort())
  whenOrphaned(() => stop.abort())

  const needsPostgres = faults.some(({ spec }) => suiteOf(spec) === "integration")
  const postgres = needsPostgres ? await startPostgres() : undefined
  const copies = Array.from({ length: Math.min(LANES, faults.length) }, workingCopy)
  try {
    const lanes = copies.map((copy) => ({ copy, bench: benchIn(copy, postgres, stop.signal) }))
    const trials = await tryAll(faults, lanes)
    process.stdout.write(`\n${counts(trials)}\n`)
    const report = valueOf(args, "--report")
    if (report !== undefined) writeFileSync(report, await tidy(report, markdown(trials, occasion)))
    return trials.every(({ verdict }) => verdict === "caught") ? 0 : 1
  } finally {
    await postgres?.stop()
    for (const copy of copies) copy.remove()
  }
}

interface Lane {
  readonly copy: WorkingCopy
  readonly bench: Bench
}

function benchIn(copy: WorkingCopy, postgres: Postgres | undefined, signal: AbortSignal): Bench {
  return { folder: copy.folder, postgres, signal }
}

/** The trials in the order of the faults, after their tests have passed unchanged. */
async function tryAll(faults: readonly SeededFault[], lanes: readonly Lane[]): Promise<Trial[]> {
  process.stdout.write(`${faults.length} faults; first their tests as they are\n`)
  const [first] = lanes
  if (first === undefined) return []
  await assertSound(faults, first.bench)

  const trials: Trial[] = []
  // Those that boot a store take longest, and go first.
  const queue = [...faults].sort((a, b) => cost(b) - cost(a))
  const work = async ({ copy, bench }: Lane) => {
    for (let fault = queue.shift(); fault !== undefined; fault = queue.shift()) {
      const trial = await tryFault(fault, copy, bench)
      trials.push(trial)
      process.stdout.write(`${line(trial)}\n`)
    }
  }
  await Promise.all(lanes.map(work))
  return trials.sort((a, b) => faults.indexOf(a.fault) - faults.indexOf(b.fault))
}

/** A test that fails anyway, or is not there, would prove nothing. */
async function assertSound(faults: readonly SeededFault[], bench: Bench): Promise<void> {
  for (const suite of ["unit", "integration"] as const) {
    const mine = faults.filter(({ spec }) => suiteOf(spec) === suite)
    if (mine.length === 0) continue
    const specs = [...new Set(mine.map(({ spec }) => spec))]
    const names = [...new Set(mine.map(({ test }) => test))]
    const complaints = complaintsAbout(await runTests(bench, suite, specs, names), mine)
    if (complaints.length > 0) throw new Error(complaints.join("\n"))
  }
}

function commit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8" }).trim()
  const changed = git("status", "--porcelain", "--untracked-files=no") !== ""
  return `${git("rev-parse", "--short", "HEAD")}${changed ? ", with changes" : ""}`
}

function cost({ spec }: SeededFault): number {
  return suiteOf(spec) === "integration" ? 1 : 0
}

function chosen(names: string | undefined): readonly SeededFault[] {
  if (names === undefined) return SEEDED_FAULTS
  return names.split(",").map((name) => {
    const fault = SEEDED_FAULTS.find((one) => one.name === name)
    if (fault === undefined) throw new Error(`There is no fault called ${name}.`)
    return fault
  })
}

function judgedBy(
  judge: string | undefined,
  faults: readonly SeededFault[],
): readonly SeededFault[] {
  if (judge === undefined) return faults
  if (judge !== "histories") throw new Error(`There is no judge called ${judge}.`)
  return beforeHistories(faults)
}

function valueOf(args: readonly string[], flag: string): string | undefined {
  const at = args.indexOf(flag)
  return at < 0 ? undefined : args[at + 1]
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
