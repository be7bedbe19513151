import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { mutantsPage, mutationReport } from "./mutants-page"

const ROOT = join(__dirname, "..")
const TOOL = join(__dirname, "mutation")
const STRYKER = join(TOOL, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js")

/**
 * `npm run mutants [-- <Stryker's arguments>]`: which changes of the code no unit test notices; writes
 * `docs/mutants.md`. Takes half an hour and more. The tool is installed apart from the plugin's own
 * packages, because its Babel is another than Medusa's.
 */
function main(args: readonly string[]): void {
  if (!existsSync(STRYKER)) {
    execFileSync("npm", ["ci"], {
      cwd: TOOL,
      stdio: "inherit",
      shell: process.platform === "win32",
    })
  }
  execFileSync(process.execPath, [STRYKER, "run", join(TOOL, "stryker.config.mjs"), ...args], {
    cwd: ROOT,
    stdio: "inherit",
  })
  const found = readFileSync(join(TOOL, ".out", "report.json"), "utf8")
  const when = { date: new Date().toISOString().slice(0, 10), node: process.version }
  writeFileSync(
    join(ROOT, "docs", "mutants.md"),
    mutantsPage(mutationReport.parse(JSON.parse(found)), when),
  )
}

main(process.argv.slice(2))
