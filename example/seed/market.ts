import type {
  IRegionModuleService,
  IStoreModuleService,
  ITaxModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

const COUNTRY = "ae"
const CURRENCY = "aed"
/** The standard rate of VAT in the Emirates, in per cent. */
const VAT = 5

/** The Emirates as a region that pays in dirhams through the given provider, with its tax. */
export async function ensureMarket(
  container: MedusaContainer,
  wanted: { channelId: string; providerId: string },
): Promise<string> {
  await ensureCurrency(container, wanted.channelId)
  await ensureTax(container)
  const regionId = await ensureRegion(container)
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.REGION]: { region_id: regionId },
    [Modules.PAYMENT]: { payment_provider_id: wanted.providerId },
  })
  return regionId
}

async function ensureCurrency(container: MedusaContainer, channelId: string): Promise<void> {
  const stores: IStoreModuleService = container.resolve(Modules.STORE)
  const [store] = await stores.listStores({}, { relations: ["supported_currencies"] })
  if (!store || store.default_sales_channel_id === channelId) return
  await stores.updateStores(store.id, {
    name: "Example store",
    supported_currencies: [{ currency_code: CURRENCY, is_default: true }],
    default_sales_channel_id: channelId,
  })
}

async function ensureTax(container: MedusaContainer): Promise<void> {
  const taxes: ITaxModuleService = container.resolve(Modules.TAX)
  const [known] = await taxes.listTaxRegions({ country_code: COUNTRY })
  if (known) return
  await taxes.createTaxRegions({
    country_code: COUNTRY,
    provider_id: "tp_system",
    default_tax_rate: { name: "VAT", code: "VAT", rate: VAT },
  })
}

async function ensureRegion(container: MedusaContainer): Promise<string> {
  const regions: IRegionModuleService = container.resolve(Modules.REGION)
  const known = await regions.listRegions({ currency_code: CURRENCY }, { relations: ["countries"] })
  const here = known.find((region) => region.countries.some(({ iso_2 }) => iso_2 === COUNTRY))
  if (here) return here.id
  const made = await regions.createRegions({
    name: "United Arab Emirates",
    currency_code: CURRENCY,
    countries: [COUNTRY],
  })
  return made.id
}
