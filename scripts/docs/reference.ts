import { execFile } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"

const ROOT = join(__dirname, "..", "..")
const PAGES = join(ROOT, "docs", "reference")
const CONFIG = join(__dirname, "reference", "typedoc.config.mjs")
const TYPEDOC = join(ROOT, "node_modules", "typedoc", "bin", "typedoc")

/** What TypeDoc has to say besides what is wrong with the comments: models and their types share theirs. */
const CHATTER = /multiple declarations with a comment|The comments for|^\s+\.\/|^\[info\]|^Found/

/**
 * `npm run docs:reference` writes docs/reference from the doc comments of what the package exports.
 * With `--check` it writes nothing, and ends with an error when the pages say something else. Either
 * way a name that is exported and says nothing of itself is an error.
 */
async function main(check: boolean): Promise<void> {
  if (!check) return generate(PAGES)
  const fresh = mkdtempSync(join(tmpdir(), "payby-reference-"))
  try {
    await generate(fresh)
    const stale = differences(textsIn(PAGES), textsIn(fresh))
    if (stale.length === 0) return
    throw new Error(
      `docs/reference is not what the code says (npm run docs:reference): ${stale.join(", ")}`,
    )
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

async function generate(folder: string): Promise<void> {
  const args = [TYPEDOC, "--options", CONFIG, "--out", folder]
  const run = promisify(execFile)(process.execPath, args, { cwd: ROOT, maxBuffer: 1e8 })
  await run.catch((error: { stdout?: string; stderr?: string }) => {
    throw new Error(complaints(`${error.stdout ?? ""}\n${error.stderr ?? ""}`))
  })
}

function complaints(output: string): string {
  return output
    .split("\n")
    .filter((line) => line.trim() !== "" && !CHATTER.test(line))
    .join("\n")
}

/** The pages in a folder, by their paths in it. */
function textsIn(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  const pages = files.filter((name) => name.endsWith(".md"))
  return new Map(pages.map((name) => [name, readFileSync(join(folder, name), "utf8")]))
}

function differences(present: Map<string, string>, fresh: Map<string, string>): string[] {
  const names = new Set([...present.keys(), ...fresh.keys()])
  return [...names].filter((name) => present.get(name) !== fresh.get(name))
}

main(process.argv.includes("--check")).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
