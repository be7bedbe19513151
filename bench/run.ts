import { startPostgres } from "../scripts/postgres"
import { regenerateAll } from "../scripts/docs/generated"
import { circumstances } from "./harness/circumstances"
import type { Bench } from "./harness/measure"
import { resultOf, type Result } from "./harness/result"
import { measures } from "./measures"
import { keep } from "./report/keep"
import { table } from "./report/table"

/**
 * `npm run bench [-- --only NAME] [--quick]`: takes the measures side by side with what they are compared
 * with, prints a table, and keeps the figures in docs/performance.json, from which the page and its chart
 * are made. A quick run only prints.
 */
async function main(args: readonly string[]): Promise<void> {
  const quick = args.includes("--quick")
  const chosen = chosenMeasures(args)
  const postgres = await startPostgres()
  Object.assign(process.env, {
    DB_HOST: postgres.host === "127.0.0.1" ? "localhost" : postgres.host,
    DB_PORT: String(postgres.port),
    DB_USERNAME: postgres.user,
    DB_PASSWORD: postgres.password,
    // The modules that run in this process say nothing but what goes wrong.
    LOG_LEVEL: process.env.LOG_LEVEL ?? "error",
  })
  const bench: Bench = {
    postgres,
    size: (whole, small) => (quick ? small : whole),
    tell: (line) => void process.stderr.write(`${line}\n`),
  }
  const results: Result[] = []
  try {
    for (const measure of chosen) {
      bench.tell(`── ${measure.name} ──`)
      const here = circumstances()
      const rows = await measure.take(bench)
      const found = rows.map((row) => resultOf(measure.name, row, here))
      process.stdout.write(`${table(found)}\n`)
      results.push(...found)
      if (!quick) {
        keep(
          found,
          measures.map(({ name }) => name),
        )
        await regenerateAll()
      }
    }
  } finally {
    await postgres.stop()
  }
  process.stdout.write(`\n${table(results)}\n`)
}

function chosenMeasures(args: readonly string[]) {
  const at = args.indexOf("--only")
  if (at < 0) return measures
  const names = (args[at + 1] ?? "").split(",")
  const unknown = names.filter((name) => !measures.some((measure) => measure.name === name))
  if (unknown.length > 0) {
    throw new Error(`There are these: ${measures.map(({ name }) => name).join(", ")}.`)
  }
  return measures.filter(({ name }) => names.includes(name))
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
