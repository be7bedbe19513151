import type {
  IFulfillmentModuleService,
  IStockLocationService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { ensurePrice } from "./price"

const NAME = "Dubai warehouse"
const OPTION = "Courier"
const CARRIER = "manual_manual"
/** Dirhams, before tax. */
const CHARGE = 15

interface Delivery {
  locationId: string
  profileId: string
  shippingOptionId: string
}

/** A warehouse that serves the channel, and a courier who brings things from it to the Emirates. */
export async function ensureDelivery(
  container: MedusaContainer,
  channelId: string,
): Promise<Delivery> {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const locationId = await ensureLocation(container)
  const { setId, zoneId } = await ensureZone(container)
  await link.create([
    {
      [Modules.SALES_CHANNEL]: { sales_channel_id: channelId },
      [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
    },
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
      [Modules.FULFILLMENT]: { fulfillment_provider_id: CARRIER },
    },
    {
      [Modules.STOCK_LOCATION]: { stock_location_id: locationId },
      [Modules.FULFILLMENT]: { fulfillment_set_id: setId },
    },
  ])
  const profileId = await ensureProfile(container)
  const shippingOptionId = await ensureOption(container, { zoneId, profileId })
  return { locationId, profileId, shippingOptionId }
}

async function ensureLocation(container: MedusaContainer): Promise<string> {
  const locations: IStockLocationService = container.resolve(Modules.STOCK_LOCATION)
  const [known] = await locations.listStockLocations({ name: NAME })
  if (known) return known.id
  const made = await locations.createStockLocations({
    name: NAME,
    address: { address_1: "Sheikh Zayed Road 1", city: "Dubai", country_code: "AE" },
  })
  return made.id
}

async function ensureZone(container: MedusaContainer): Promise<{ setId: string; zoneId: string }> {
  const fulfilment: IFulfillmentModuleService = container.resolve(Modules.FULFILLMENT)
  const [known] = await fulfilment.listFulfillmentSets(
    { name: NAME },
    { relations: ["service_zones"] },
  )
  const set =
    known ??
    (await fulfilment.createFulfillmentSets({
      name: NAME,
      type: "shipping",
      service_zones: [{ name: NAME, geo_zones: [{ type: "country", country_code: "ae" }] }],
    }))
  const [zone] = set.service_zones
  if (!zone) throw new Error(`The fulfilment set "${NAME}" has lost its service zone`)
  return { setId: set.id, zoneId: zone.id }
}

async function ensureProfile(container: MedusaContainer): Promise<string> {
  const fulfilment: IFulfillmentModuleService = container.resolve(Modules.FULFILLMENT)
  const [known] = await fulfilment.listShippingProfiles({ type: "default" })
  const profile =
    known ?? (await fulfilment.createShippingProfiles({ name: "Default", type: "default" }))
  return profile.id
}

async function ensureOption(
  container: MedusaContainer,
  place: { zoneId: string; profileId: string },
): Promise<string> {
  const fulfilment: IFulfillmentModuleService = container.resolve(Modules.FULFILLMENT)
  const [known] = await fulfilment.listShippingOptions({ name: OPTION })
  const option =
    known ??
    (await fulfilment.createShippingOptions({
      name: OPTION,
      price_type: "flat",
      provider_id: CARRIER,
      service_zone_id: place.zoneId,
      shipping_profile_id: place.profileId,
      type: { label: "Courier", description: "The next working day.", code: "courier" },
      rules: [
        { attribute: "enabled_in_store", operator: "eq", value: "true" },
        { attribute: "is_return", operator: "eq", value: "false" },
      ],
    }))
  await ensurePrice(container, {
    entity: "shipping_option",
    id: option.id,
    key: { [Modules.FULFILLMENT]: { shipping_option_id: option.id } },
    dirhams: CHARGE,
  })
  return option.id
}
