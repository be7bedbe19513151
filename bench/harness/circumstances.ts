import { execFileSync } from "node:child_process"
import { availableParallelism, cpus, loadavg } from "node:os"
import { join } from "node:path"

/** Where and of what a measure was taken: no paths, no names of machines. */
export interface Circumstances {
  readonly date: string
  readonly commit: string
  readonly node: string
  readonly processor: string
  readonly cores: number
  /** Processes that wanted to run in the minute before it began: above 0.5 or so it was not alone. */
  readonly loadBefore: number
}

/** The circumstances as they are before a measure begins. */
export function circumstances(): Circumstances {
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commit(),
    node: process.version,
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  }
}

function commit(): string {
  return execFileSync("git", ["describe", "--always", "--dirty=+", "--exclude=*"], {
    cwd: join(__dirname, ".."),
  })
    .toString()
    .trim()
}
