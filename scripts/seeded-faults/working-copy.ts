import { execFileSync } from "node:child_process"
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { planted, type SeededFault } from "./fault"

const ROOT = join(__dirname, "..", "..")

/** A copy of the repository's tracked files, as they are now, in which things may be broken. */
export interface WorkingCopy {
  readonly folder: string
  /** Takes the fault's guard out; returns the way to put it back. */
  plant(fault: SeededFault): () => void
  remove(): void
}

export function workingCopy(): WorkingCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "payby-faults-")))
  for (const file of trackedFiles()) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    copyFileSync(join(ROOT, file), join(folder, file))
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction")
  return {
    folder,
    plant(fault) {
      const path = placeOf(folder, fault)
      const whole = readFileSync(path, "utf8")
      writeFileSync(path, planted(whole, fault))
      return () => writeFileSync(path, whole)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Throws, naming every fault whose guard cannot be found, before anything has been run. */
export function assertPlaceable(faults: readonly SeededFault[]): void {
  const complaints = faults.flatMap((fault) => {
    try {
      planted(readFileSync(placeOf(ROOT, fault), "utf8"), fault)
      return []
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)]
    }
  })
  if (complaints.length > 0) throw new Error(complaints.join("\n"))
}

/** The file that has the fault's guard; in a folder without it, any file, which says the same. */
function placeOf(root: string, { name, file, guard }: SeededFault): string {
  const path = join(root, file)
  if (!existsSync(path)) throw new Error(`The fault ${name} needs a new place: ${file} is gone.`)
  if (!statSync(path).isDirectory()) return path
  const files = readdirSync(path).map((entry) => join(path, entry))
  const place = files.find((entry) => readFileSync(entry, "utf8").includes(guard)) ?? files[0]
  if (place === undefined) throw new Error(`The fault ${name} needs a new place: ${file} is empty.`)
  return place
}

function trackedFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, maxBuffer: 16 << 20 })
  return listed
    .toString()
    .split("\0")
    .filter((file) => file !== "" && existsSync(join(ROOT, file)))
}
