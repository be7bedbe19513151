import { updateRegionsWorkflow } from "@medusajs/medusa/core-flows"
import type { Shop } from "./shop"

/** Medusa's own, which takes no money and is always content. */
export const OTHER_PROVIDER = "pp_system_default"

/** The shop's region offers another provider beside ours from now on. */
export async function offerTheOther(shop: Shop): Promise<void> {
  const { regionId, providerId } = shop.store.seeded
  await updateRegionsWorkflow(shop.ctx.container).run({
    input: {
      selector: { id: regionId },
      update: { payment_providers: [providerId, OTHER_PROVIDER] },
    },
  })
}
