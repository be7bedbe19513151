import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { tidy } from "./docs/tidy"
import { mutantsPage, mutationReport } from "./mutants-page"
import type { MutationReport } from "./mutants-page"

const ROOT = join(__dirname, "..")
const TOOL = join(__dirname, "mutation")
const STRYKER = join(TOOL, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js")
const OUT = join(TOOL, ".out")
const KEPT = join(OUT, "judged.json")

/** The gateway's way to PayBy and back, whose tests wait for real sockets. */
const CONNECTION = [
  ...["call-line", "client", "deadline", "exchange", "observed-call", "retry", "transport"],
  ...["statement-archive", "statement-call", "verify-sign-call", "watch", "whole-body"],
].map((name) => `src/gateway/${name}.ts`)

/** What is changed, in parts that can be taken by themselves, and where the tests are that may notice. */
const PARTS = {
  decisions: {
    tests: "{modules,settlement}",
    files: [
      ...["agreement", "next-move", "pace", "payment-facts", "refund-request", "scene-grants"],
      ...["closing", "completion-turns", "order-watch", "work-in-hand", "ledger/together"],
    ]
      .map((name) => `src/modules/payby/${name}.ts`)
      .concat(
        ["being-recorded", "has-money", "may-settle"].map((name) => `src/settlement/${name}.ts`),
      ),
  },
  gateway: {
    tests: "gateway",
    files: [
      ...["src/gateway/*.ts", "!src/gateway/*.test.ts", "!src/gateway/*.test-support.ts"],
      ...CONNECTION.map((file) => `!${file}`),
    ],
  },
  connection: { tests: "gateway", files: CONNECTION },
}

/**
 * `npm run mutants [-- PART or FILE ...]`: which changes of the code no unit test notices; writes
 * `docs/mutants.md` of what was judged here so far, each file as it was judged last. Takes half an hour and
 * more. The tool is installed apart from the plugin's own packages, because its Babel is another than Medusa's.
 */
async function main(chosen: readonly string[]): Promise<void> {
  const runs = chosen.length === 0 ? Object.values(PARTS) : chosen.map(named)
  if (!existsSync(STRYKER)) {
    execFileSync("npm", ["ci"], {
      cwd: TOOL,
      stdio: "inherit",
      shell: process.platform === "win32",
    })
  }
  for (const { tests, files } of runs) {
    const config = join(TOOL, "stryker.config.mjs")
    execFileSync(process.execPath, [STRYKER, "run", config, "--mutate", files.join(",")], {
      cwd: ROOT,
      env: { ...process.env, JUDGES: tests },
      stdio: "inherit",
    })
    const all = { ...judged(KEPT), ...judged(join(OUT, "report.json")) }
    writeFileSync(KEPT, JSON.stringify({ files: all }))
  }
  const when = { date: new Date().toISOString().slice(0, 10), node: process.version }
  const page = join(ROOT, "docs", "mutants.md")
  writeFileSync(page, await tidy(page, mutantsPage({ files: judged(KEPT) }, when)))
}

/** What is judged under this name: a part, or a file of one. */
function named(name: string): { tests: string; files: readonly string[] } {
  for (const [part, { tests, files }] of Object.entries(PARTS)) {
    if (part === name) return { tests, files }
    if (files.includes(name)) return { tests, files: [name] }
  }
  if (name.startsWith("src/gateway/")) return { tests: PARTS.gateway.tests, files: [name] }
  throw new Error(`There are these parts, and their files: ${Object.keys(PARTS).join(", ")}.`)
}

function judged(report: string): MutationReport["files"] {
  if (!existsSync(report)) return {}
  return mutationReport.parse(JSON.parse(readFileSync(report, "utf8"))).files
}

void main(process.argv.slice(2))
