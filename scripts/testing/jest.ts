import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { whenOrphaned } from "../orphan"
import type { SuiteName } from "./suites"
import { add, type Tally } from "./tally"

const ROOT = join(__dirname, "..", "..")

/** Runs one suite in a jest of its own and adds what came out to the tally. */
export async function runJest(
  name: SuiteName,
  flags: readonly string[],
  run: { environment: NodeJS.ProcessEnv; resultFile: string; tally: Tally },
): Promise<void> {
  const code = await ended(
    [
      join(ROOT, "node_modules", "jest", "bin", "jest.js"),
      ...["--selectProjects", name, "--passWithNoTests", "--json", "--outputFile", run.resultFile],
      ...flags,
    ],
    run.environment,
  )
  const failedBefore = run.tally.failed
  const wrote = existsSync(run.resultFile)
  if (wrote) add(run.tally, JSON.parse(readFileSync(run.resultFile, "utf8")))
  // A crash, or a threshold jest did not reach, is a failure even when every test passed.
  if (code !== 0 && (!wrote || run.tally.failed === failedBefore)) run.tally.broken = true
}

function ended(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((done, fail) => {
    const jest = spawn(process.execPath, args, {
      cwd: ROOT,
      env: environment,
      stdio: ["inherit", "inherit", "inherit"],
    })
    // A terminal sends Ctrl+C to jest as well: wait for it, so that PostgreSQL ends last.
    const wait = () => {}
    const pass = () => void jest.kill("SIGTERM")
    process.on("SIGINT", wait)
    process.on("SIGTERM", pass)
    whenOrphaned(pass)
    jest.once("error", fail)
    jest.once("exit", (code) => {
      process.off("SIGINT", wait)
      process.off("SIGTERM", pass)
      done(code ?? 1)
    })
  })
}
