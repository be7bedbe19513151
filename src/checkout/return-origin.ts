import { z } from "@medusajs/framework/zod"
import { storedOrderTerms } from "../gateway"
import type { PayByOrder } from "../modules/payby/ledger/order"
import { ORIGIN_PARAMETER } from "../modules/payby/return-address"

const withRedirect = z.object({ paySceneParams: z.object({ redirectUrl: z.string() }) })

/**
 * The origin of the storefront that started the payment, as it was placed at PayBy: read from our own
 * row, not from the address somebody comes with. Null: the storefront named none.
 */
export function returnOriginOf(order: PayByOrder): string | null {
  const terms = withRedirect.safeParse(storedOrderTerms(order.terms))
  if (!terms.success) return null
  const { redirectUrl } = terms.data.paySceneParams
  return URL.canParse(redirectUrl) ? new URL(redirectUrl).searchParams.get(ORIGIN_PARAMETER) : null
}
