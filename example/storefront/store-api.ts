import { z } from "@medusajs/framework/zod"

/** What a storefront knows about the store it belongs to. */
export interface StorefrontOptions {
  /** The store's address, without a path. */
  store: string
  publishableKey: string
  /** Told of every call when its answer is there. */
  observe?: (call: StoreCall) => void
}

export interface StoreCall {
  method: "GET" | "POST"
  path: string
  status: number
}

/** The store answered, and not with what was asked for. */
export class StoreRefused extends Error {
  override readonly name = "StoreRefused"
  constructor(
    readonly call: StoreCall,
    /** Medusa's word for the kind of error, for example `not_allowed`. */
    readonly type: string | undefined,
    message: string,
  ) {
    super(`${call.method} ${call.path} answered ${call.status}: ${message}`)
  }
}

/** How long a call may take; creating a payment session waits for PayBy. */
const PATIENCE_MS = 60_000

const complaint = z.object({ type: z.string().optional(), message: z.string() })

/** A function that makes one call of the Store API and answers with what the schema says. */
export function caller({ store, publishableKey, observe }: StorefrontOptions) {
  return async <T extends z.ZodType>(
    method: "GET" | "POST",
    path: string,
    answer: T,
    body?: unknown,
  ): Promise<z.infer<T>> => {
    const response = await fetch(`${store}${path}`, {
      method,
      headers: {
        "Content-Type": "application/json",
        "x-publishable-api-key": publishableKey,
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const call: StoreCall = { method, path, status: response.status }
    observe?.(call)
    const text = await response.text()
    if (response.ok) return answer.parse(JSON.parse(text))
    const said = complaint.safeParse(parsedOr(text))
    throw new StoreRefused(call, said.data?.type, said.data?.message ?? "without a reason")
  }
}

function parsedOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Something between us and the store answered in its own words.
    return undefined
  }
}
