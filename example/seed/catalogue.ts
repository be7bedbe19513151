import type {
  IInventoryService,
  IProductModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { ensurePrice } from "./price"

const HANDLE = "brass-dallah"
const SKU = "DALLAH-1"
/** Dirhams, before tax. */
const PRICE = 120
/** More than any trial of the store will sell. */
const STOCK = 1_000_000

/** The one product: a coffee pot that is in stock, in any quantity. Returns its variant's id. */
export async function ensureProduct(
  container: MedusaContainer,
  place: { channelId: string; locationId: string; profileId: string },
): Promise<string> {
  const { productId, variantId } = await ensureVariant(container)
  const inventoryId = await ensureStock(container, place.locationId)
  await ensurePrice(container, {
    entity: "product_variant",
    id: variantId,
    key: { [Modules.PRODUCT]: { variant_id: variantId } },
    dirhams: PRICE,
  })
  await container.resolve(ContainerRegistrationKeys.LINK).create([
    {
      [Modules.PRODUCT]: { product_id: productId },
      [Modules.SALES_CHANNEL]: { sales_channel_id: place.channelId },
    },
    {
      [Modules.PRODUCT]: { product_id: productId },
      [Modules.FULFILLMENT]: { shipping_profile_id: place.profileId },
    },
    {
      [Modules.PRODUCT]: { variant_id: variantId },
      [Modules.INVENTORY]: { inventory_item_id: inventoryId },
      data: { required_quantity: 1 },
    },
  ])
  return variantId
}

async function ensureVariant(
  container: MedusaContainer,
): Promise<{ productId: string; variantId: string }> {
  const products: IProductModuleService = container.resolve(Modules.PRODUCT)
  const [known] = await products.listProducts({ handle: HANDLE }, { relations: ["variants"] })
  const product =
    known ??
    (await products.createProducts({
      title: "Brass dallah",
      handle: HANDLE,
      description: "A coffee pot as it is poured from all over the Gulf.",
      status: "published",
      options: [{ title: "Size", values: ["One litre"] }],
      variants: [
        {
          title: "One litre",
          sku: SKU,
          options: { Size: "One litre" },
          manage_inventory: true,
          allow_backorder: true,
        },
      ],
    }))
  const [variant] = product.variants
  if (!variant) throw new Error(`The product "${HANDLE}" has lost its variant`)
  return { productId: product.id, variantId: variant.id }
}

async function ensureStock(container: MedusaContainer, locationId: string): Promise<string> {
  const inventory: IInventoryService = container.resolve(Modules.INVENTORY)
  const [known] = await inventory.listInventoryItems({ sku: SKU })
  const item = known ?? (await inventory.createInventoryItems({ sku: SKU, title: "Brass dallah" }))
  const [level] = await inventory.listInventoryLevels({
    inventory_item_id: item.id,
    location_id: locationId,
  })
  if (!level) {
    await inventory.createInventoryLevels({
      inventory_item_id: item.id,
      location_id: locationId,
      stocked_quantity: STOCK,
    })
  }
  return item.id
}
