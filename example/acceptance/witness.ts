import type { IEventBusModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { merchantOrderNo } from "../../src/gateway"
import { contextOf } from "../../src/settlement"

/** What the merchant's own people can see of a case. */
export interface Witness {
  /** How a person was told that this order needs one; null: nobody was. */
  told(merchantOrderNo: string): string | null
  /** What became of a cart in Medusa; null: no order. */
  processed(cartId: string): Promise<string | null>
  /** Whether the store has nothing left to do about an order at PayBy. */
  atRest(merchantOrderNo: string): Promise<boolean>
}

const ATTENTION = "payby.order.attention"
const attention = z.object({ merchant_order_no: z.string(), reason: z.string() })

/** Listens to a running store, from now on. */
export function witness(container: MedusaContainer): Witness {
  const reasons = new Map<string, string>()
  const bus: IEventBusModuleService = container.resolve(Modules.EVENT_BUS)
  bus.subscribe(ATTENTION, async ({ data }) => {
    const { merchant_order_no, reason } = attention.parse(data)
    reasons.set(merchant_order_no, reason)
  })
  const { payby } = contextOf(container)
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  return {
    told: (no) => {
      const reason = reasons.get(no)
      return reason === undefined ? null : `${reason} (log at error level, event ${ATTENTION})`
    },
    processed: async (cartId) => {
      const { data } = await query.graph({
        entity: "order_cart",
        fields: ["order_id"],
        filters: { cart_id: cartId },
      })
      return data.length === 0 ? null : "the cart became an order"
    },
    atRest: async (no) => {
      const order = await payby.orders.find(merchantOrderNo(no))
      return order !== null && order.finishedAt !== null
    },
  }
}
