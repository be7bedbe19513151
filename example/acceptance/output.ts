import { createWriteStream } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Where a program's words go that shares its process with a store. */
export interface Output {
  say(text: string): void
  /** On standard error. */
  complain(text: string): void
  /** The file that gets everything else, Medusa's log above all. */
  readonly logFile: string
}

/** Takes standard output and standard error for ourselves, from now on. */
export function takeOutput(): Output {
  const logFile = join(tmpdir(), `payby-acceptance-${process.pid}.log`)
  const log = createWriteStream(logFile)
  const write = process.stdout.write.bind(process.stdout)
  const complain = process.stderr.write.bind(process.stderr)
  process.stdout.write = log.write.bind(log)
  process.stderr.write = log.write.bind(log)
  return {
    say: (text) => void write(`${text}\n`),
    complain: (text) => void complain(`${text}\n`),
    logFile,
  }
}
