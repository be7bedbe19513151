import type { Readable } from "node:stream"
import { endedBy, type Deadline } from "./deadline"

/** A day's statement. PayBy does not sign the zip, so it is for comparing with, and moves nothing by itself. */
export interface Statement {
  /** PayBy's name of the file, or one of ours when PayBy's is no plain file name. */
  readonly fileName: string
  /**
   * The zip's bytes as they arrive; `pipeline` and `Readable.from` take it. Read it to its end or stop early, once.
   * Throws {@link StatementInterrupted} where the download breaks off.
   */
  readonly zip: AsyncIterable<Buffer>
}

/** The download broke off, took too long, or was larger than allowed. Nothing is known to be complete. */
export class StatementInterrupted extends Error {
  override readonly name = "StatementInterrupted"
}

const ZIP_BEGINNINGS = [Buffer.from("PK\x03\x04"), Buffer.from("PK\x05\x06")]

/** Tells a zip from an error by its first four bytes: what stands in the headers is anybody's claim. */
export function isZip(beginning: Buffer): boolean {
  return ZIP_BEGINNINGS.some((magic) => beginning.subarray(0, 4).equals(magic))
}

/** A body that has been looked into, and still yields all of its bytes. */
export interface OpenedBody {
  readonly beginning: Buffer
  readonly all: AsyncIterable<Buffer>
}

/** Waits for a body's first four bytes. A body that breaks off before them throws when it is read. */
export async function lookInto(body: Readable): Promise<OpenedBody> {
  const chunks: AsyncIterator<unknown> = body[Symbol.asyncIterator]()
  const seen: Buffer[] = []
  let broken: unknown = null
  try {
    while (Buffer.concat(seen).length < 4) {
      const next = await chunks.next()
      if (next.done) break
      seen.push(bytesOf(next.value))
    }
  } catch (error) {
    broken = error
  }
  const beginning = Buffer.concat(seen)

  async function* all(): AsyncGenerator<Buffer> {
    try {
      if (beginning.length > 0) yield beginning
      if (broken !== null) throw broken
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
        yield bytesOf(next.value)
      }
    } finally {
      body.destroy()
    }
  }
  return { beginning, all: all() }
}

/** The same bytes, but never more than allowed, and with errors that carry nothing of the connection. */
export async function* guarded(
  all: AsyncIterable<Buffer>,
  maxBytes: number,
  deadline: Deadline,
): AsyncGenerator<Buffer> {
  let size = 0
  try {
    for await (const chunk of all) {
      size += chunk.length
      if (size > maxBytes) {
        throw new StatementInterrupted("The statement is larger than the limit for statements.")
      }
      yield chunk
    }
  } catch (error) {
    if (error instanceof StatementInterrupted) throw error
    throw new StatementInterrupted(
      endedBy(deadline.signal) === "deadline"
        ? "The statement took longer than the limit for statements."
        : "The statement broke off.",
    )
  } finally {
    deadline.end()
  }
}

/** From Content-Disposition, as long as it is a plain name that no file system can misread. */
export function statementFileName(disposition: string | undefined, day: string): string {
  const named = /filename="?([\w-][\w.-]{0,150}\.zip)"?\s*(?:;|$)/i.exec(disposition ?? "")?.[1]
  return named ?? `payby_statement_${day}.zip`
}

function bytesOf(chunk: unknown): Buffer {
  if (Buffer.isBuffer(chunk)) return chunk
  return Buffer.from(String(chunk), "utf8")
}
