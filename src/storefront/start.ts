import type { StorePayBySessionData } from "../api/store/payby/contract.ts"
import type { Choice, Link, Payment } from "./payment.ts"
import { failureOf, type Failure, type StoreSdk } from "./sdk.ts"
import { look } from "./seen.ts"
import { browser, pause, type Surroundings } from "./surroundings.ts"

/** What came of an attempt to start. */
export type Started =
  /** Show the link, and wait. */
  | { readonly kind: "payable"; readonly payment: Payment; readonly link: Link }
  /** PayBy has the money already: there is nothing to show, only to wait for the order. */
  | { readonly kind: "paid"; readonly payment: Payment }
  /** An earlier payment of this cart is still being decided; nothing is lost. Start again later. */
  | { readonly kind: "busy" }
  | Failure

/** What `start` may be told besides the way to pay. */
export interface StartOptions {
  /** As the region lists it; `pp_payby_payby` unless the merchant called it otherwise. */
  readonly providerId?: string
  readonly signal?: AbortSignal
  readonly around?: Surroundings
}

/** The provider's id in Medusa, when the merchant gives it the id `payby`, as the README does. */
export const PROVIDER = "pp_payby_payby"

/** How long to wait before each further attempt, while the store asks for a few seconds. */
const AGAIN_AFTER_MS: readonly number[] = [2_000, 3_000, 5_000]
/** With these words the store's sentences end when it is worth starting again. */
const AGAIN = /try again in a few seconds/i

/** Starts under way, by cart. */
const underWay = new Map<string, { wish: string; started: Promise<Started> }>()

/**
 * Starts the payment of a cart, or takes up the one that is under way: while amount and choice stay the
 * same, PayBy's order stays the same, so nobody can pay twice. A second call for the same cart while
 * the first has no answer yet gets that answer; with another choice it waits its turn.
 *
 * Never throws: what can happen is in the answer.
 */
export function start(
  sdk: StoreSdk,
  cart: string,
  choice: Choice = {},
  options: StartOptions = {},
): Promise<Started> {
  const wish = JSON.stringify([options.providerId ?? PROVIDER, choice])
  const before = underWay.get(cart)
  if (before?.wish === wish) return before.started
  const started = (before?.started ?? Promise.resolve())
    .then(() => attempts(sdk, cart, choice, options))
    .finally(() => {
      if (underWay.get(cart)?.started === started) underWay.delete(cart)
    })
  underWay.set(cart, { wish, started })
  return started
}

async function attempts(
  sdk: StoreSdk,
  cart: string,
  choice: Choice,
  options: StartOptions,
): Promise<Started> {
  for (const wait of AGAIN_AFTER_MS) {
    const started = await attempt(sdk, cart, choice, options)
    if (started.kind !== "busy" || options.signal?.aborted) return started
    await pause(options.around ?? browser, wait, options.signal)
  }
  return attempt(sdk, cart, choice, options)
}

async function attempt(
  sdk: StoreSdk,
  cart: string,
  choice: Choice,
  { providerId = PROVIDER, signal, around = browser }: StartOptions,
): Promise<Started> {
  const call = { method: "POST", ...(signal ? { signal } : {}) } as const
  try {
    // Medusa answers with the collection the cart has, if it has one.
    const made = await sdk.client.fetch<Answer>("/store/payment-collections", {
      ...call,
      body: { cart_id: cart },
    })
    const before = numberIn(made, providerId)
    if (before !== undefined && (await isPaid(sdk, before, around, signal))) {
      return { kind: "paid", payment: { number: before } }
    }
    const begun = await sdk.client.fetch<Answer>(
      `/store/payment-collections/${made.payment_collection?.id ?? ""}/payment-sessions`,
      { ...call, body: { provider_id: providerId, data: choice } },
    )
    return startedBy(dataIn(begun, providerId))
  } catch (thrown) {
    const failure = failureOf(thrown)
    return failure.kind === "refused" && AGAIN.test(failure.message) ? { kind: "busy" } : failure
  }
}

/** What is read of Medusa's answers here. */
interface Answer {
  payment_collection?: {
    id?: string
    payment_sessions?: { provider_id?: string; data?: Partial<StorePayBySessionData> }[]
  }
}

/** What the session of our provider shows; Medusa answers with the sessions of all of them. */
function dataIn(answer: Answer, providerId: string): Partial<StorePayBySessionData> {
  const sessions = answer.payment_collection?.payment_sessions ?? []
  return sessions.find((session) => session.provider_id === providerId)?.data ?? {}
}

function numberIn(answer: Answer, providerId: string): string | undefined {
  return dataIn(answer, providerId).merchant_order_no
}

/**
 * Whether the payment the cart has is paid. Medusa throws a session away when another is made, also
 * while the cart is being completed with it: what is paid must not be started again.
 */
async function isPaid(
  sdk: StoreSdk,
  number: string,
  around: Surroundings,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const seen = await look(sdk, { number }, { around, ...(signal ? { signal } : {}) })
  if (seen === undefined) return false
  return seen.end ? seen.outcome.kind === "order" : seen.standing.kind === "paid"
}

function startedBy(data: Partial<StorePayBySessionData>): Started {
  const { merchant_order_no: number, pay_url: url, scene } = data
  if (number === undefined) return { kind: "unreachable" }
  if (data.status === "paid") return { kind: "paid", payment: { number } }
  const expiresAt = Date.parse(data.expires_at ?? "")
  if (!url || scene === undefined || Number.isNaN(expiresAt)) return { kind: "busy" }
  return { kind: "payable", payment: { number }, link: { scene, url, expiresAt } }
}
