import type { Order } from "./books"

/** Pages a payer can be sent to, by scene. `ft` and `t` are what the real links carry as well. */
const PAGES: Readonly<Record<string, string>> = { DYNQR: "/qr", EWALLET: "/wallet" }

/** The pay link of an order: `tokenUrl`, or `deepLink` for a wallet. */
export function payLink(url: string, order: Order): string {
  const page = PAGES[order.scene] ?? "/checkout"
  return `${url}${page}?BIZ_TYPE=202&ft=${order.token}&t=${Math.floor(order.createdAt)}`
}
