/**
 * What this kit uses of `@medusajs/js-sdk`: an instance of `Medusa` fits, of whatever version, and so
 * does anything else that makes the same calls.
 */
export interface StoreSdk {
  readonly client: {
    /** Calls the store; rejects with an error that has a `status` where the answer is not 2xx. */
    fetch<T>(path: string, init?: StoreCall): Promise<T>
  }
}

/** What goes with a call: as `fetch`, with `query` and `body` as objects. */
export interface StoreCall {
  method?: "GET" | "POST"
  query?: Record<string, string | number>
  body?: object
  signal?: AbortSignal
  cache?: "no-store"
}

/** Why a call did not bring what was asked for. */
export type Failure =
  /** Nobody answered, or something between us and the store did: it is worth asking again. */
  | { readonly kind: "unreachable" }
  /** The store said no; `message` is its sentence, in English and fit to be shown. */
  | { readonly kind: "refused"; readonly status: number; readonly message: string }

/** Answers of the store's own house rather than its word on the matter: proxies, restarts, rate limits. */
const PASSING = new Set([408, 425, 429, 502, 503, 504])

/**
 * What a thrown thing means. The SDK throws errors with a `status` for answers that are not 2xx, and
 * whatever `fetch` throws when there was no answer.
 */
export function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof Error) || !("status" in thrown)) return { kind: "unreachable" }
  const { status, message } = thrown
  if (typeof status !== "number" || PASSING.has(status)) return { kind: "unreachable" }
  return { kind: "refused", status, message }
}
