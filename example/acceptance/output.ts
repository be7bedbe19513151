import { createWriteStream } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Where a program's words go that shares its process with a store. */
export interface Output {
  say(text: string): void
  /** The file that gets everything else, Medusa's log above all. */
  readonly logFile: string
}

/** Takes the standard output for ourselves, from now on. */
export function takeOutput(): Output {
  const logFile = join(tmpdir(), `payby-acceptance-${process.pid}.log`)
  const log = createWriteStream(logFile)
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = log.write.bind(log)
  return { say: (text) => void write(`${text}\n`), logFile }
}
