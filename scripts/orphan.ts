import { readFileSync } from "node:fs"

const LOOK_EVERY_MS = 250

/**
 * Calls back once when the `npm run` that started this process is gone. npm runs a script through a
 * shell that dies of the signal npm passes on, without passing it on itself: whoever ends npm would
 * otherwise leave us running. Does nothing where npm did not start us.
 */
export function whenOrphaned(callback: () => void): void {
  if (!process.env.npm_lifecycle_event) return
  const ancestors = lineage()
  const timer = setInterval(() => {
    if (lineage() === ancestors) return
    clearInterval(timer)
    callback()
  }, LOOK_EVERY_MS)
  timer.unref()
}

/** Our parent, which is the shell, and its parent, which is npm. */
function lineage(): string {
  const shell = process.ppid
  return `${shell} ${parentOf(shell) ?? ""}`
}

/** The parent of another process, where the system tells (Linux). */
function parentOf(pid: number): string | undefined {
  try {
    // "pid (name) state parent …"; a name may hold blanks and brackets.
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]
  } catch {
    // No such file system, or no such process any more: our own parent tells soon.
    return undefined
  }
}
