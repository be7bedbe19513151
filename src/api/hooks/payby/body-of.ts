import type { IncomingMessage } from "node:http"
import getRawBody from "raw-body"

/** Far more than PayBy's notifications, which are about 2 KiB. */
const LARGEST = 256 * 1024

/** How long a sender may take to deliver the body, milliseconds. */
const PATIENCE_MS = 10_000

export type Body = { ok: true; bytes: Buffer } | { ok: false; status: 400 | 413 }

/**
 * The body as it came over the wire: no parser has touched it, no encoding was undone, for PayBy signs
 * exactly these bytes.
 */
export async function bodyOf(request: IncomingMessage): Promise<Body> {
  const impatience = setTimeout(() => request.destroy(), PATIENCE_MS)
  try {
    const length = request.headers["content-length"]
    return { ok: true, bytes: await getRawBody(request, { limit: LARGEST, length }) }
  } catch (error) {
    const tooLarge =
      typeof error === "object" &&
      error !== null &&
      "type" in error &&
      error.type === "entity.too.large"
    return { ok: false, status: tooLarge ? 413 : 400 }
  } finally {
    clearTimeout(impatience)
  }
}
