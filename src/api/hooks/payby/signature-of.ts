import type { IncomingMessage } from "node:http"

/**
 * The `sign` header, spelled either way; Node lowers names. More than one is no signature: which of
 * them was meant, and by whom, cannot be told.
 */
export function signatureOf(request: IncomingMessage): string | undefined {
  return headerOf(request, "sign")
}

/** A header that was sent exactly once. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const given = request.headersDistinct[name]
  return given?.length === 1 ? given[0] : undefined
}
