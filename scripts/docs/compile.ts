import { execFileSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { ROOT } from "./page"

/** Within the repository, where packages are found as the source finds them. */
const CACHE = join(ROOT, ".cache")

/** What the compiler has to say about these files in a project of their own; "" when it is content. */
export function compilerErrors(
  project: string,
  config: object,
  files: Readonly<Record<string, string>>,
): string {
  const folder = join(CACHE, project)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const all = { ...files, "tsconfig.json": JSON.stringify({ ...config, include: ["./*"] }) }
  for (const [name, text] of Object.entries(all)) writeFileSync(join(folder, name), text)
  const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc")
  try {
    execFileSync(process.execPath, [compiler, "-p", folder])
    return ""
  } catch (error) {
    // What Node throws is no Error of a test's own world.
    const told = typeof error === "object" && error !== null && "stdout" in error
    return String(told ? error.stdout : error)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
