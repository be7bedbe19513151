import { updateInventoryLevelsWorkflow } from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import type { Shop } from "./shop"

/** Nothing is left of the product, and none can be ordered ahead. Returns the way back. */
export async function emptyTheShelves(shop: Shop): Promise<() => Promise<void>> {
  const products = shop.ctx.container.resolve(Modules.PRODUCT)
  const inventory = shop.ctx.container.resolve(Modules.INVENTORY)
  const levels = await inventory.listInventoryLevels({})
  const stock = (quantity: (level: (typeof levels)[number]) => number) =>
    updateInventoryLevelsWorkflow(shop.ctx.container).run({
      input: {
        updates: levels.map((level) => ({
          inventory_item_id: level.inventory_item_id,
          location_id: level.location_id,
          stocked_quantity: quantity(level),
        })),
      },
    })
  const orderAhead = (allow_backorder: boolean) =>
    products.updateProductVariants(shop.store.seeded.variantId, { allow_backorder })
  await orderAhead(false)
  await stock((level) => level.reserved_quantity)
  return async () => {
    await stock((level) => level.stocked_quantity)
    await orderAhead(true)
  }
}
