import { Modules } from "@medusajs/framework/utils"
import type { Shop } from "./shop"

/** The first event of a name about this order of PayBy's, from now on. */
export function heard(
  shop: Shop,
  name: string,
  merchantOrderNo: string,
): Promise<Record<string, unknown>> {
  const bus = shop.ctx.container.resolve(Modules.EVENT_BUS)
  return new Promise((done) => {
    bus.subscribe(name, async ({ data }) => {
      if (typeof data !== "object" || data === null) return
      const event: Record<string, unknown> = { ...data }
      if (event["merchant_order_no"] === merchantOrderNo) done(event)
    })
  })
}
