import type { Payment } from "./payment.ts"

/** The plugin appends it to `returnUrl` by itself. */
const NUMBER = "merchant_order_no"

/**
 * Writes a payment into an address, so that whoever opens it can take the payment up again: after a
 * reload, or in another browser. With `history.replaceState` while a code or a frame is shown.
 */
export function withPayment(address: string, { number }: Payment): string {
  const url = new URL(address)
  url.searchParams.set(NUMBER, number)
  return url.href
}

/** The same address without the payment: once it has ended, a reload should not find it again. */
export function withoutPayment(address: string): string {
  const url = new URL(address)
  url.searchParams.delete(NUMBER)
  return url.href
}

/** The payment an address tells of (`?merchant_order_no=…`); null when it tells of none. */
export function paymentIn(address: string): Payment | null {
  const number = new URL(address).searchParams.get(NUMBER)
  return number ? { number } : null
}
