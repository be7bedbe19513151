import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { Scene } from "../gateway"
import type { PayBySettings } from "../modules/payby/options"
import type { Context } from "../settlement"

/** Where a shopper is: the region of a cart, or one named by the storefront. */
export type Where = { readonly cartId: string } | { readonly regionId: string }

interface OfferedScene {
  readonly scene: Scene
  /** Of `EWALLET`; empty for every other scene. */
  readonly wallets: PayBySettings["wallets"]
}

/** What can be offered there. */
export interface Offer {
  readonly scenes: readonly OfferedScene[]
  /** Medusa's id of our provider in the region. */
  readonly providerId: string | null
}

/** Medusa's id of a provider begins with this and our identifier; the merchant's own id follows. */
const OURS = /^pp_payby_/

const NOTHING: Offer = { scenes: [], providerId: null }

const regionShape = z.object({
  currency_code: z.string(),
  payment_providers: z
    .array(z.object({ id: z.string(), is_enabled: z.boolean().nullish() }).nullable())
    .nullish(),
})

/**
 * The ways to pay in a region: the merchant's scenes where the currency is AED and the region has our
 * provider, without those PayBy lately said it has not granted. Null: there is no such cart or region.
 */
export async function offeredScenes(ctx: Context, where: Where): Promise<Offer | null> {
  const region = await regionOf(ctx, where)
  if (region === null) return null
  const provider = region.payment_providers?.find(
    (one) => one !== null && one.is_enabled !== false && OURS.test(one.id),
  )
  if (!provider || region.currency_code.toUpperCase() !== "AED") return NOTHING
  const { settings } = ctx.payby
  const scenes = settings.scenes.flatMap((scene): OfferedScene[] => {
    const wallets = scene === "EWALLET" ? settings.wallets : []
    const granted = wallets.filter((wallet) => mayBeGranted(ctx, `${scene} ${wallet}`))
    if (scene === "EWALLET") return granted.length === 0 ? [] : [{ scene, wallets: granted }]
    return mayBeGranted(ctx, scene) ? [{ scene, wallets }] : []
  })
  return { scenes, providerId: provider.id }
}

function mayBeGranted(ctx: Context, product: string): boolean {
  return ctx.payby.grants.mayBeGranted(product, ctx.payby.clock())
}

async function regionOf(ctx: Context, where: Where): Promise<z.output<typeof regionShape> | null> {
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const fields = ["currency_code", "payment_providers.id", "payment_providers.is_enabled"]
  if ("regionId" in where) {
    const { data } = await query.graph({
      entity: "region",
      fields,
      filters: { id: where.regionId },
    })
    return regionShape.optional().parse(data[0]) ?? null
  }
  const { data } = await query.graph({
    entity: "cart",
    fields: ["currency_code", ...fields.map((field) => `region.${field}`)],
    filters: { id: where.cartId },
  })
  const cart = z
    .object({ currency_code: z.string(), region: regionShape.nullish() })
    .optional()
    .parse(data[0])
  if (cart === undefined) return null
  // The cart's own currency is what will be paid; without a region nothing can be.
  return { ...cart.region, currency_code: cart.currency_code }
}
