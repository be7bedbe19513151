import type { IPricingModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

const priced = z.array(
  z.object({ price_set_link: z.object({ price_set_id: z.string() }).nullish() }),
)

/** Gives a variant or a shipping option its price, unless it has one. */
export async function ensurePrice(
  container: MedusaContainer,
  thing: {
    entity: "product_variant" | "shipping_option"
    id: string
    /** The thing's side of its link to a price set. */
    key: Record<string, Record<string, string>>
    dirhams: number
  },
): Promise<void> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: thing.entity,
    fields: ["id", "price_set_link.price_set_id"],
    filters: { id: thing.id },
  })
  if (priced.parse(data)[0]?.price_set_link) return
  const pricing: IPricingModuleService = container.resolve(Modules.PRICING)
  const set = await pricing.createPriceSets({
    prices: [{ amount: thing.dirhams, currency_code: "aed" }],
  })
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    ...thing.key,
    [Modules.PRICING]: { price_set_id: set.id },
  })
}
