import type {
  IApiKeyModuleService,
  ISalesChannelModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

const NAME = "Example storefront"

/**
 * The sales channel and the key a storefront sends. Medusa makes a pair of its own at its first
 * start, which sees none of our products: ours are found by their names.
 */
export async function ensureChannel(
  container: MedusaContainer,
): Promise<{ channelId: string; publishableKey: string }> {
  const channels: ISalesChannelModuleService = container.resolve(Modules.SALES_CHANNEL)
  const keys: IApiKeyModuleService = container.resolve(Modules.API_KEY)
  const [knownChannel] = await channels.listSalesChannels({ name: NAME })
  const channel = knownChannel ?? (await channels.createSalesChannels({ name: NAME }))
  const [knownKey] = await keys.listApiKeys({ title: NAME, type: "publishable" })
  const key =
    knownKey ?? (await keys.createApiKeys({ title: NAME, type: "publishable", created_by: "seed" }))
  await container.resolve(ContainerRegistrationKeys.LINK).create({
    [Modules.API_KEY]: { publishable_key_id: key.id },
    [Modules.SALES_CHANNEL]: { sales_channel_id: channel.id },
  })
  return { channelId: channel.id, publishableKey: key.token }
}
