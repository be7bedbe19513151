import type {
  StorePayByOfferedScene,
  StorePayByScenesResponse,
} from "../api/store/payby/contract.ts"
import { failureOf, type Failure, type StoreSdk } from "./sdk.ts"

/** The ways to pay a cart with PayBy, the preferred one first. */
export type Offered =
  | {
      readonly kind: "offered"
      /** Empty where PayBy cannot be paid with. */
      readonly scenes: readonly StorePayByOfferedScene[]
      /** What PayBy is called in this region; null when there are no scenes. */
      readonly providerId: string | null
    }
  | Failure

/** Asks the store which ways to pay it offers for a cart. Never throws. */
export async function offered(sdk: StoreSdk, cart: string, signal?: AbortSignal): Promise<Offered> {
  try {
    const { scenes, provider_id: providerId } = await sdk.client.fetch<StorePayByScenesResponse>(
      "/store/payby/scenes",
      { query: { cart_id: cart }, ...(signal ? { signal } : {}) },
    )
    return { kind: "offered", scenes, providerId }
  } catch (thrown) {
    return failureOf(thrown)
  }
}
