import type { Payment } from "./payment.ts"
import { failureOf, type Failure, type StoreSdk } from "./sdk.ts"

/** What came of giving up. How the payment ended is what `wait` tells. */
export type Cancelled = { readonly kind: "asked" } | Failure

/**
 * Says that the shopper no longer wants to pay: the store closes the payment at PayBy at once, and the
 * cart stays as it is. A payment that was made meanwhile is not undone; it becomes an order.
 */
export async function cancel(
  sdk: StoreSdk,
  { number }: Payment,
  signal?: AbortSignal,
): Promise<Cancelled> {
  try {
    await sdk.client.fetch(`/store/payby/payments/${encodeURIComponent(number)}/cancel`, {
      method: "POST",
      ...(signal ? { signal } : {}),
    })
    return { kind: "asked" }
  } catch (thrown) {
    return failureOf(thrown)
  }
}
