import { execFileSync } from "node:child_process"
import { copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { tidy } from "./docs/tidy"
import { mutantsPage, mutationReport } from "./mutants-page"

const ROOT = join(__dirname, "..")
const TOOL = join(__dirname, "mutation")
const STRYKER = join(TOOL, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js")
const OUT = join(TOOL, ".out")

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
 * `npm run mutants [-- decisions | gateway | connection]`: which changes of the code no unit test notices; writes
 * `docs/mutants.md` of what was judged here so far. Takes half an hour and more. The tool is installed
 * apart from the plugin's own packages, because its Babel is another than Medusa's.
 */
async function main(chosen: readonly string[]): Promise<void> {
  const unknown = chosen.filter((part) => !(part in PARTS))
  if (unknown.length > 0) throw new Error(`There are these: ${Object.keys(PARTS).join(", ")}.`)
  if (!existsSync(STRYKER)) {
    execFileSync("npm", ["ci"], {
      cwd: TOOL,
      stdio: "inherit",
      shell: process.platform === "win32",
    })
  }
  for (const [part, { files, tests }] of Object.entries(PARTS)) {
    if (chosen.length > 0 && !chosen.includes(part)) continue
    const config = join(TOOL, "stryker.config.mjs")
    execFileSync(process.execPath, [STRYKER, "run", config, "--mutate", files.join(",")], {
      cwd: ROOT,
      env: { ...process.env, JUDGES: tests },
      stdio: "inherit",
    })
    copyFileSync(join(OUT, "report.json"), reportOf(part))
  }
  const found = Object.keys(PARTS).filter((part) => existsSync(reportOf(part)))
  const reports = found.map((part) =>
    mutationReport.parse(JSON.parse(readFileSync(reportOf(part), "utf8"))),
  )
  const report = { files: Object.assign({}, ...reports.map(({ files }) => files)) }
  const when = { date: new Date().toISOString().slice(0, 10), node: process.version }
  const page = join(ROOT, "docs", "mutants.md")
  writeFileSync(page, await tidy(page, mutantsPage(report, when)))
}

function reportOf(part: string): string {
  return join(OUT, `${part}.json`)
}

void main(process.argv.slice(2))
