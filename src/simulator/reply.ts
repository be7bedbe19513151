import type { ServerResponse } from "node:http"

/** What goes back over the wire, ready to be sent: the bytes are those that were signed. */
export interface Reply {
  readonly http: number
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

export function jsonReply(text: string, sign?: (bytes: Buffer) => string): Reply {
  const bytes = Buffer.from(text, "utf8")
  const headers = { "content-type": "application/json;charset=UTF-8" }
  return { http: 200, bytes, headers: sign ? { ...headers, sign: sign(bytes) } : headers }
}

export function htmlReply(http: number, html: string): Reply {
  return { http, headers: { "content-type": "text/html; charset=utf-8" }, bytes: Buffer.from(html) }
}

export function scriptReply(script: string): Reply {
  const headers = { "content-type": "text/javascript; charset=utf-8" }
  return { http: 200, headers, bytes: Buffer.from(script) }
}

export function redirectReply(location: string): Reply {
  return { http: 303, headers: { location }, bytes: Buffer.alloc(0) }
}

export function sendReply(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.http, { ...reply.headers, "content-length": reply.bytes.length })
  response.end(reply.bytes)
}
