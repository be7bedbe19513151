import { spawn } from "node:child_process"
import { existsSync, readFileSync, rmSync } from "node:fs"
import { join, relative, sep } from "node:path"
import { stripVTControlCharacters } from "node:util"
import type { Postgres } from "../postgres"
import { testEnvironment } from "../testing/environment"
import { suites, type SuiteName } from "../testing/suites"

/** A run that takes longer has hung, milliseconds. */
const LONGEST_MS = 30 * 60_000

/** What jest writes with `--json`, as far as it is looked at. */
interface JestResult {
  testResults: {
    name: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

/** A test that ran, and what it complained about. */
export interface RanTest {
  readonly spec: string
  readonly name: string
  /** The first line of its complaint; null when it passed. */
  readonly complaint: string | null
}

/** What a run of jest brought: its tests, and the files that could not even be loaded. */
export interface JestRun {
  readonly tests: readonly RanTest[]
  readonly unloadable: readonly { spec: string; reason: string }[]
}

/** Where and with what jest runs. */
export interface Bench {
  readonly folder: string
  readonly postgres: Postgres | undefined
  readonly signal: AbortSignal
}

/** Runs tests of one suite, by parts of their names, in a folder that looks like this repository. */
export async function runTests(
  bench: Bench,
  suite: SuiteName,
  specs: readonly string[],
  names: readonly string[],
): Promise<JestRun> {
  const resultFile = join(bench.folder, "jest-result.json")
  rmSync(resultFile, { force: true })
  const args = [
    join(bench.folder, "node_modules", "jest", "bin", "jest.js"),
    ...["--selectProjects", suite, "--json", "--outputFile", resultFile],
    ...[...suites[suite].flags, "--testNamePattern", names.map(literal).join("|")],
    ...["--runTestsByPath", ...specs],
  ]
  await ended(bench, args, testEnvironment(suite, bench.postgres))
  if (!existsSync(resultFile)) throw new Error(`jest ended without a result: ${specs.join(", ")}`)
  const result: JestResult = JSON.parse(readFileSync(resultFile, "utf8"))
  return read(result, bench.folder)
}

export function suiteOf(spec: string): SuiteName {
  return suites.unit.folder.test(spec) ? "unit" : "integration"
}

function read({ testResults }: JestResult, folder: string): JestRun {
  const files = testResults.map((file) => ({
    ...file,
    spec: relative(folder, file.name).split(sep).join("/"),
  }))
  return {
    tests: files.flatMap(({ spec, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === "passed" || status === "failed")
        .map(({ status, fullName, failureMessages }) => ({
          spec,
          name: fullName,
          complaint: status === "failed" ? firstLine(failureMessages.join("\n")) : null,
        })),
    ),
    unloadable: files
      .filter(({ assertionResults }) => assertionResults.length === 0)
      .map(({ spec, message }) => ({ spec, reason: firstLine(message) })),
  }
}

/** The first lines of a complaint as one, without colours. */
function firstLine(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/\n\s+at .*/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 240)
}

function literal(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
}

function ended(bench: Bench, args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((done, fail) => {
    const jest = spawn(process.execPath, args, {
      cwd: bench.folder,
      env,
      // Jest's own words are for whoever writes the test; its result file is read instead.
      stdio: "ignore",
      signal: bench.signal,
      timeout: LONGEST_MS,
    })
    jest.once("error", fail)
    jest.once("exit", () => done())
  })
}
