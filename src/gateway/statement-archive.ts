import { createWriteStream } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { crc32 } from "node:zlib"
import { openPromise, type Entry, type ZipFile } from "yauzl"
import { StatementInterrupted, type Statement } from "./statement"

/** One file of a statement's zip, and its bytes as they are unpacked. Read it before the next one. */
export interface StatementFile {
  readonly name: string
  readonly bytes: AsyncIterable<Buffer>
}

/** What was downloaded completely is no statement that could be read. */
export class MalformedStatement extends Error {
  override readonly name = "MalformedStatement"
}

/**
 * The files of a statement, one after the other. The zip lies in a folder of our own meanwhile, because only
 * its directory, at its end, tells for certain what is in it; PayBy's rows may name payers, so it is gone afterwards.
 *
 * @throws StatementInterrupted where the download breaks off
 * @throws MalformedStatement where the zip is not whole
 */
export async function* filesOf(statement: Statement): AsyncGenerator<StatementFile> {
  const folder = await mkdtemp(join(tmpdir(), "payby-statement-"))
  try {
    const path = join(folder, "statement.zip")
    await pipeline(Readable.from(statement.zip), createWriteStream(path, { mode: 0o600 }))
    const archive = await openPromise(path)
    for await (const entry of archive.eachEntry()) {
      if (!entry.fileName.endsWith("/")) {
        yield { name: entry.fileName, bytes: unpacked(archive, entry) }
      }
    }
  } catch (error) {
    throw readable(error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The zip library checks sizes only; a flipped digit would look like a difference in somebody's books. */
async function* unpacked(archive: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0
  const bytes: AsyncIterable<Buffer> = await archive.openReadStreamPromise(entry)
  for await (const chunk of bytes) {
    sum = crc32(chunk, sum)
    yield chunk
  }
  if (sum !== entry.crc32) throw new MalformedStatement("A file of the statement is damaged.")
}

function readable(error: unknown): unknown {
  if (error instanceof StatementInterrupted || error instanceof MalformedStatement) return error
  const isOfTheSystem = error instanceof Error && "code" in error
  // The library's messages speak of offsets and file names of this machine.
  return isOfTheSystem ? error : new MalformedStatement("The statement's zip cannot be read.")
}
