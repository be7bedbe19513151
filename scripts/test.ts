import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startPostgres, type Postgres } from "./postgres"
import { runJest } from "./testing/jest"
import { emptyTally, report, type Tally } from "./testing/tally"
import { chosenSuites, needsPostgres, suites, type SuiteName } from "./testing/suites"

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

function testEnvironment(name: SuiteName, postgres: Postgres | undefined): NodeJS.ProcessEnv {
  return {
    ...withoutStore(process.env),
    NODE_ENV: "test",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
    MEDUSA_DISABLE_TELEMETRY: "1",
    NODE_OPTIONS: [process.env.NODE_OPTIONS, "--experimental-vm-modules", "--no-warnings"]
      .filter(Boolean)
      .join(" "),
    ...(postgres && suites[name].postgres ? databaseSettings(postgres) : {}),
  }
}

/** What configures somebody's own store must not leak into the stores that tests boot. */
function withoutStore(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(PORT|HOST|DATABASE_URL|REDIS_URL|PAYBY_.*|MEDUSA_WORKER_MODE)$/.test(name),
    ),
  )
}

/** The names by which Medusa's test runner knows its server. */
function databaseSettings(postgres: Postgres): NodeJS.ProcessEnv {
  return {
    // The runner switches TLS on for every host that is not called localhost.
    DB_HOST: postgres.host === "127.0.0.1" ? "localhost" : postgres.host,
    DB_PORT: String(postgres.port),
    DB_USERNAME: postgres.user,
    DB_PASSWORD: postgres.password,
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
