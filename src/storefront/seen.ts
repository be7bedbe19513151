import type {
  StorePayByPayment,
  StorePayByPaymentQuery,
  StorePayByPaymentResponse,
} from "../api/store/payby/contract.ts"
import type { Outcome } from "./outcome.ts"
import type { Link, Payment, Reason } from "./payment.ts"
import { failureOf, type StoreSdk } from "./sdk.ts"
import type { Surroundings } from "./surroundings.ts"

/** How a payment stands that has not ended. */
export type Standing =
  /** PayBy has not answered yet. */
  | { readonly kind: "starting" }
  /** It can be paid. `scanned`: somebody has scanned the code, and has to confirm in the app. */
  | { readonly kind: "waiting"; readonly link: Link | null; readonly scanned: boolean }
  /** PayBy has the money; the order is being made. */
  | { readonly kind: "paid" }
  /** It is being closed, and may still turn out to be paid. */
  | { readonly kind: "closing"; readonly why: Reason }

/** What the store said: how the payment stands, or how it ended. */
export type Seen =
  | {
      readonly end: false
      readonly standing: Standing
      /** The cart that is being paid for; null for the payment of an order edit. */
      readonly cart: string | null
      readonly version: string
      readonly askAgainMs: number
    }
  | { readonly end: true; readonly outcome: Outcome }

/** The store's advice is followed within these bounds. */
const SOONEST_MS = 250
const LATEST_MS = 60_000

export interface LookOptions {
  readonly around: Surroundings
  /** How long the store may hold its answer back while it would say the same as `seen`. */
  readonly hold?: { readonly seconds: number; readonly seen: string }
  readonly signal?: AbortSignal
}

/** Asks the store how a payment stands; undefined when no answer came that can be understood. Never throws. */
export async function look(
  sdk: StoreSdk,
  { number }: Payment,
  { around, hold, signal }: LookOptions,
): Promise<Seen | undefined> {
  const query: StorePayByPaymentQuery = hold ? { wait: hold.seconds, seen: hold.seen } : {}
  try {
    const { payment } = await sdk.client.fetch<Partial<StorePayByPaymentResponse>>(
      `/store/payby/payments/${encodeURIComponent(number)}`,
      { cache: "no-store", query: { ...query }, ...(signal ? { signal } : {}) },
    )
    return payment && read(payment, around.now())
  } catch (thrown) {
    const failure = failureOf(thrown)
    const unknown = failure.kind === "refused" && failure.status === 404
    return unknown ? { end: true, outcome: { kind: "unknown" } } : undefined
  }
}

function read(payment: StorePayByPayment, now: number): Seen | undefined {
  const why = payment.reason ?? "other"
  switch (payment.status) {
    case "starting":
    case "paid":
      return standing(payment, { kind: payment.status })
    case "waiting":
      return standing(payment, {
        kind: "waiting",
        link: linkIn(payment, now),
        scanned: payment.scanned,
      })
    case "closing":
      return standing(payment, { kind: "closing", why })
    case "ordered":
      return payment.order_id === null
        ? standing(payment, { kind: "paid" })
        : { end: true, outcome: { kind: "order", order: payment.order_id } }
    case "closed":
      return { end: true, outcome: { kind: "closed", why } }
    case "returning":
    case "returned":
      return { end: true, outcome: { kind: "returned", why } }
    default:
      // A later version of the store may have words this kit does not know: asking again is all it can do.
      return undefined
  }
}

function standing(payment: StorePayByPayment, how: Standing): Seen {
  const advice = payment.retry_after_ms ?? LATEST_MS
  return {
    end: false,
    standing: how,
    cart: payment.cart_id,
    version: payment.version,
    askAgainMs: Math.min(LATEST_MS, Math.max(SOONEST_MS, advice)),
  }
}

/** The server counts the time that is left: this browser's clock may be wrong. */
function linkIn(payment: StorePayByPayment, now: number): Link | null {
  const { pay_url: url, scene, expires_in_ms: left } = payment
  return url === null ? null : { scene, url, expiresAt: now + left }
}
