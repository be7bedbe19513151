import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { Context } from "./context"

const linkShape = z.array(z.object({ payment_collection_id: z.string() }))

/**
 * Staff cancelled an order. The core swallows a refund that failed meanwhile, and never touches a
 * payment that is still open: whatever can be paid is closed, and what was paid gets a second look.
 */
export async function orderCancelled(ctx: Context, orderId: string): Promise<void> {
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_payment_collection",
    fields: ["payment_collection_id"],
    filters: { order_id: orderId },
  })
  const { orders, clock } = ctx.payby
  for (const { payment_collection_id } of linkShape.parse(data)) {
    for (const { merchantOrderNo, settlement } of await orders.ofCollection(
      payment_collection_id,
    )) {
      if (settlement === null) {
        await orders.intend(merchantOrderNo, "close", "order-cancelled", clock())
      }
      await orders.noteCancel(merchantOrderNo, clock())
    }
  }
}
