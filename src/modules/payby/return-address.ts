import type { MerchantOrderNo } from "../../gateway"

/** Which of the merchant's origins the shopper started at; absent where that is the first. */
export const ORIGIN_PARAMETER = "origin"

/** Names the order a shopper comes back from. */
export const NUMBER_PARAMETER = "merchant_order_no"

/** Where PayBy sends the shopper; the number is for the page to ask about, a return proves nothing. */
export function returnAddress(
  returnUrl: string,
  no: MerchantOrderNo,
  origin: string | null,
): string {
  const address = new URL(returnUrl)
  address.searchParams.set(NUMBER_PARAMETER, no)
  if (origin !== null) address.searchParams.set(ORIGIN_PARAMETER, origin)
  return address.href
}
