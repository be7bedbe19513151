import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startPostgres } from "./postgres"
import { testEnvironment } from "./testing/environment"
import { runJest } from "./testing/jest"
import { emptyTally, report, type Tally } from "./testing/tally"
import { chosenSuites, needsPostgres, suites } from "./testing/suites"

/**
 * `npm test [-- <jest arguments>]`: every suite of the project, on a PostgreSQL of its own unless
 * DATABASE_URL names one. `--suites unit,integration,heavy` chooses which.
 */
async function main(args: string[]): Promise<number> {
  const { names, rest } = chosenSuites(args)
  const results = mkdtempSync(join(tmpdir(), "payby-test-"))
  const postgres = needsPostgres(names) ? await startPostgres() : undefined
  try {
    const tally = emptyTally()
    for (const name of names) {
      await runJest(name, [...suites[name].flags, ...rest], {
        environment: testEnvironment(name, postgres),
        resultFile: join(results, `${name}.json`),
        tally,
      })
    }
    process.stdout.write(report(tally))
    return isGreen(tally) ? 0 : 1
  } finally {
    await postgres?.stop()
    rmSync(results, { recursive: true, force: true })
  }
}

function isGreen(tally: Tally): boolean {
  return tally.failed === 0 && !tally.broken && tally.passed > 0
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
