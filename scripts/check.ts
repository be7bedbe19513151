import { execFileSync, spawn } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

/**
 * `npm run check [-- --only <step>]`: all that has to hold before a release, from the cheapest to the
 * dearest. What came out last is kept in docs/last-check.md, for each step with its commit, so that one
 * that failed can be taken again by itself.
 */
const STEPS: readonly [name: string, script: string][] = [
  ["Lint", "lint"],
  ["Format", "format:check"],
  ["Types", "typecheck"],
  ["Reference", "docs:check"],
  ["Build", "build"],
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

async function main(args: readonly string[]): Promise<number> {
  const only = args[args.indexOf("--only") + 1]
  const steps = STEPS.filter(([name]) => !args.includes("--only") || name === only)
  if (steps.length === 0) {
    throw new Error(`There are these steps: ${STEPS.map(([name]) => name).join(", ")}.`)
  }
  const outcomes: Outcome[] = []
  for (const [name, script] of steps) {
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

/** The page, with the new outcomes in the place of those that the steps had before. */
function written(outcomes: readonly Outcome[]): string {
  const before = existsSync(RESULT) ? readFileSync(RESULT, "utf8").split("\n") : []
  const at = `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC`
  const rows = STEPS.flatMap(([step]) => {
    const taken = outcomes.find(({ name }) => name === step)
    if (taken === undefined) return before.filter((line) => line.startsWith(`| ${step} |`))
    const { passed, seconds, counts } = taken
    const result = passed ? "passed" : "**failed**"
    return [`| ${step} | ${result} | ${seconds} s | ${counts} | ${commit()}, ${at} |`]
  })
  return [
    "# The last check",
    "",
    `What \`npm run check\` came to, on Node ${process.version}.`,
    "",
    "| Step | Result | Time | Tests | Of |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n")
}

/** The commit that was checked; a star means that something in the tree was not committed. */
function commit(): string {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: ROOT }).toString().trim()
  return git("describe", "--always", "--dirty=*", "--exclude=*")
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
