import type { StoreSdk } from "./sdk.ts"

interface Completion {
  type?: string
  order?: { id?: string }
}

/**
 * Turns a paid cart into its order, or finds the order it became: the store does the same when PayBy's
 * notification arrives, at the same moment perhaps, and only one of the two makes it. Undefined when
 * that cannot be told now; the store goes on by itself, so it is enough to look again.
 */
export async function complete(
  sdk: StoreSdk,
  cart: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { type, order } = await sdk.client.fetch<Completion>(
      `/store/carts/${encodeURIComponent(cart)}/complete`,
      { method: "POST", signal },
    )
    return type === "order" ? order?.id : undefined
  } catch {
    // A cart that somebody else is completing answers 409 or 500; the next look finds its order.
    return undefined
  }
}
