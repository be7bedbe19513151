import { execFileSync, spawn } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

/**
 * `npm run check`: all that has to hold before a release, from the cheapest to the dearest. The
 * result of the last run is kept in docs/last-check.md.
 */
const STEPS: readonly [name: string, script: string][] = [
  ["Lint", "lint"],
  ["Format", "format:check"],
  ["Types", "typecheck"],
  ["Reference", "docs:check"],
  ["Package", "package:check"],
  ["Everyday tests", "test"],
  ["Heavier tests", "test:heavy"],
]
const ROOT = join(__dirname, "..")
const RESULT = join(ROOT, "docs", "last-check.md")

interface Outcome {
  name: string
  passed: boolean
  seconds: number
  /** What a run of tests says last: how many passed, failed and were skipped. */
  counts: string
}

async function main(): Promise<number> {
  const outcomes: Outcome[] = []
  for (const [name, script] of STEPS) {
    process.stdout.write(`\n── ${name} ──\n`)
    outcomes.push(await take(name, script))
  }
  const result = written(outcomes)
  mkdirSync(dirname(RESULT), { recursive: true })
  writeFileSync(RESULT, result)
  process.stdout.write(`\n${result}`)
  return outcomes.every(({ passed }) => passed) ? 0 : 1
}

async function take(name: string, script: string): Promise<Outcome> {
  const began = performance.now()
  const { code, output } = await npmRun(script)
  const seconds = Math.round((performance.now() - began) / 1000)
  const counts = /^\d+ passed, \d+ failed, \d+ skipped$/m.exec(output)?.[0] ?? ""
  return { name, passed: code === 0, seconds, counts }
}

function npmRun(script: string): Promise<{ code: number | null; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn("npm", ["run", "--silent", script], {
      cwd: ROOT,
      stdio: ["inherit", "pipe", "inherit"],
      shell: process.platform === "win32",
    })
    let output = ""
    child.stdout.on("data", (chunk: Buffer) => {
      output += chunk.toString()
      process.stdout.write(chunk)
    })
    child.once("error", fail)
    child.once("close", (code) => done({ code, output }))
  })
}

function written(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(
    ({ name, passed, seconds, counts }) =>
      `| ${name} | ${passed ? "passed" : "**failed**"} | ${seconds} s | ${counts} |`,
  )
  const when = new Date().toISOString().slice(0, 16).replace("T", " ")
  return [
    "# The last check",
    "",
    `\`npm run check\` on ${when} UTC, commit ${commit()}, Node ${process.version}.`,
    "",
    "| Step | Result | Time | Tests |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n")
}

/** The commit that was checked; a star means that something in the tree was not committed. */
function commit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: ROOT }).toString().trim()
  return git("describe", "--always", "--dirty=*", "--exclude=*")
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
