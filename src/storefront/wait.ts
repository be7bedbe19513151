import { complete } from "./complete.ts"
import type { Outcome } from "./outcome.ts"
import { backOff } from "./pace.ts"
import type { Payment } from "./payment.ts"
import type { StoreSdk } from "./sdk.ts"
import { look, type LookOptions, type Seen, type Standing } from "./seen.ts"
import { browser, pause, within, type Surroundings } from "./surroundings.ts"

/** How long the store may hold an answer back until there is something new. */
const HELD_SECONDS = 25
/** A look that takes this much longer is given up and made again. */
const LATE_MS = 10_000
/** Completing the cart waits for the store's lock on it, which may take 30 seconds. */
const COMPLETE_MS = 45_000
/** How long not to try again to complete what could not be completed. */
const COMPLETE_AGAIN_MS = 5_000

/** What a page may show meanwhile. */
export type Progress =
  | Standing
  /** Nobody answers; it is tried again by itself. */
  | { readonly kind: "offline" }

/** What `wait` may be told. */
export interface WaitOptions {
  /** Ends the waiting, not the payment. */
  readonly signal?: AbortSignal
  /** Told whenever something is known that was not known before. */
  readonly onProgress?: (progress: Progress) => void
  readonly around?: Surroundings
}

/**
 * Waits until the payment has ended. The store holds its answer back until there is something to say,
 * and is asked at the pace it asks for; when it cannot be reached, at growing intervals; and at once
 * when the tab is looked at again. Completes the cart as soon as PayBy has the money.
 *
 * Nothing depends on anybody waiting: the store makes the order by itself. Never throws.
 */
export async function wait(
  sdk: StoreSdk,
  payment: Payment,
  { signal, onProgress, around = browser }: WaitOptions = {},
): Promise<Outcome> {
  let version: string | null = null
  let failures = 0
  let completedAt = -Infinity
  while (!signal?.aborted) {
    const { seen, woken } = await oneLook(sdk, payment, version, around, signal)
    if (signal?.aborted) break
    if (seen === undefined) {
      // What was cut short because the tab woke up says nothing about the network.
      if (woken) continue
      failures += 1
      version = null
      onProgress?.({ kind: "offline" })
      await pause(around, backOff(failures), signal)
      continue
    }
    if (seen.end) return seen.outcome
    failures = 0
    if (seen.version !== version) onProgress?.(seen.standing)
    version = seen.version
    const mayComplete = around.now() - completedAt >= COMPLETE_AGAIN_MS
    if (seen.standing.kind === "paid" && seen.cart !== null && mayComplete) {
      completedAt = around.now()
      const order = await oneCompletion(sdk, seen.cart, around, signal)
      if (order !== undefined) return { kind: "order", order }
    }
    await pause(around, seen.askAgainMs, signal)
  }
  return { kind: "stopped" }
}

/** The first look is answered at once; later ones are held back until there is something new. */
async function oneLook(
  sdk: StoreSdk,
  payment: Payment,
  version: string | null,
  around: Surroundings,
  signal: AbortSignal | undefined,
): Promise<{ seen: Seen | undefined; woken: boolean }> {
  const hold: LookOptions["hold"] =
    version === null ? undefined : { seconds: HELD_SECONDS, seen: version }
  const patienceMs = LATE_MS + (hold ? HELD_SECONDS * 1_000 : 0)
  const { value, cut } = await within(around, patienceMs, signal, (inTime) =>
    look(sdk, payment, { around, signal: inTime, ...(hold ? { hold } : {}) }),
  )
  return { seen: value, woken: cut === "woken" }
}

async function oneCompletion(
  sdk: StoreSdk,
  cart: string,
  around: Surroundings,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  const { value } = await within(around, COMPLETE_MS, signal, (inTime) =>
    complete(sdk, cart, inTime),
  )
  return value
}
