/** Where everything about a payment is shown. */
export function paymentPath(merchantOrderNo: string): string {
  return `/payby/orders/${encodeURIComponent(merchantOrderNo)}`
}
