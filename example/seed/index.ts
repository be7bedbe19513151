import type { MedusaContainer } from "@medusajs/framework/types"
import { ensureAdministrator, type Administrator } from "./administrator"
import { ensureProduct } from "./catalogue"
import { ensureChannel } from "./channel"
import { ensureMarket } from "./market"
import { ensureDelivery } from "./delivery"

/** What a storefront and a member of staff need to know about the seeded store. */
export interface Seeded {
  publishableKey: string
  admin: Administrator
  regionId: string
  variantId: string
  shippingOptionId: string
  /** The payment provider's id in Medusa. */
  providerId: string
}

/** `pp_`, the provider's identifier, and the id it has in `medusa-config.ts`. */
const PROVIDER = "pp_payby_payby"

/**
 * A shop in the Emirates with one product, or whatever is missing to it: every row is looked for
 * before it is made, and every link may be made twice. So it can run at each start, and completes
 * what an earlier run, killed half-way, left undone.
 */
export async function seedStore(container: MedusaContainer): Promise<Seeded> {
  const { channelId, publishableKey } = await ensureChannel(container)
  const regionId = await ensureMarket(container, { channelId, providerId: PROVIDER })
  const { locationId, profileId, shippingOptionId } = await ensureDelivery(container, channelId)
  const variantId = await ensureProduct(container, { channelId, locationId, profileId })
  const admin = await ensureAdministrator(container)
  return {
    publishableKey,
    admin,
    regionId,
    variantId,
    shippingOptionId,
    providerId: PROVIDER,
  }
}
