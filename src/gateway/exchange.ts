import axios from "axios"
import type { Agent } from "node:http"
import type { Readable } from "node:stream"
import { z } from "@medusajs/framework/zod"
import { endedBy, type EndedBy } from "./deadline"
import { Watch } from "./watch"

/** One signed request, ready to be sent any number of times as the same bytes. */
export interface Letter {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

/** PayBy, or something in its place, began to answer. The body is still on its way. */
export interface Answered {
  readonly kind: "answered"
  readonly status: number
  readonly header: (name: string) => string | undefined
  readonly body: Readable
}

/** No answer came. */
export interface Broken {
  readonly kind: "broken"
  readonly mayHaveLeft: boolean
  readonly reused: boolean
  readonly answerBegan: boolean
  readonly endedBy: EndedBy | null
  /** An error code such as ECONNRESET, never a message. */
  readonly cause: string
}

const answerShape = z.object({ status: z.number(), headers: z.looseObject({}) })

/**
 * Sends a letter once. The only place that knows axios: its errors carry our headers and bodies, so that none of
 * them leaves here.
 */
export async function exchange(
  letter: Letter,
  agent: Agent,
  signal: AbortSignal,
): Promise<Answered | Broken> {
  const secure = letter.url.startsWith("https:")
  const watch = new Watch()
  try {
    const response = await axios.request<Readable>({
      method: "POST",
      url: letter.url,
      headers: { ...letter.headers },
      data: letter.bytes,
      signal,
      httpAgent: agent,
      httpsAgent: agent,
      transport: watch.transport(secure),
      responseType: "stream",
      maxRedirects: 0, // a redirect would carry a signed request to somebody else
      proxy: false, // the merchant's allow-listed address is this machine's own
      validateStatus: () => true, // PayBy's errors come with any status, HTTP 200 included
    })
    response.data.on("error", () => undefined) // whoever reads the body meets the error there
    const { status, headers } = answerShape.parse({
      status: response.status,
      headers: { ...response.headers },
    })
    const header = (name: string) => {
      const value = headers[name.toLowerCase()]
      return typeof value === "string" ? value : undefined
    }
    return { kind: "answered", status, header, body: response.data }
  } catch (error) {
    return {
      kind: "broken",
      mayHaveLeft: watch.mayHaveLeft,
      reused: watch.reused,
      answerBegan: watch.answerBegan,
      endedBy: endedBy(signal),
      cause: causeOf(error),
    }
  }
}

/** The error's code when it has one that looks like one. */
export function causeOf(error: unknown): string {
  const code = isNodeError(error) ? error.code : undefined
  return code !== undefined && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? code : "network error"
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && typeof error.code === "string"
}
