import type { Readable } from "node:stream"
import { causeOf } from "./exchange"

/** The end of reading a body: all of it, more than we take, or it broke off. */
export type WholeBody =
  | { readonly kind: "whole"; readonly bytes: Buffer }
  | { readonly kind: "too-large" }
  | { readonly kind: "broken-off"; readonly cause: string }

/** PayBy's answers are a few kilobytes; one that is larger than this is none of them. */
export const MAX_ANSWER_BYTES = 1024 * 1024

/** Bytes stay bytes until their signature has been verified. */
export async function readWhole(
  body: AsyncIterable<Buffer> | Readable,
  maxBytes = MAX_ANSWER_BYTES,
): Promise<WholeBody> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      const bytes = Buffer.from(chunk)
      size += bytes.length
      if (size > maxBytes) return { kind: "too-large" }
      chunks.push(bytes)
    }
  } catch (error) {
    return { kind: "broken-off", cause: causeOf(error) }
  }
  return { kind: "whole", bytes: Buffer.concat(chunks) }
}
