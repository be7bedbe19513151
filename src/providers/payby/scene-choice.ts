import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { orderTerms } from "../../gateway"
import type { OrderTerms, OrderTermsInput, Scene } from "../../gateway"
import type { PayBySettings } from "../../modules/payby/options"

/** PayBy's terms without the part that says how the shopper pays. */
export type TermsWithoutScene = Omit<
  Extract<OrderTermsInput, { paySceneCode: "PAYPAGE" }>,
  "paySceneCode" | "paySceneParams"
>

/**
 * What a storefront may choose, in the session's `data`. Nothing else of it is read.
 * A wallet link wants the phone's system; the in-app SDK wants the app's ids.
 */
export const sessionInput = z.object({
  scene: z.enum(["PAYPAGE", "DYNQR", "EWALLET", "INAPP", "JSAPI"]).optional(),
  wallet: z.enum(["botim-pay", "ALIPAYPLUS"]).optional(),
  sub_wallet: z.enum(["ALIPAYALL", "ALIPAYCN"]).optional(),
  os_type: z.enum(["IOS", "ANDROID"]).optional(),
  terminal_type: z.enum(["WEB", "WAP", "APP"]).optional(),
  device_id: z.string().min(1).max(512).optional(),
  app_id: z.string().min(1).max(17).optional(),
  return_origin: z.string().max(255).optional(),
})

type Chosen = z.output<typeof sessionInput>

/** How the shopper wants to pay, checked against what the shop offers. */
export interface SceneChoice {
  /** What to place: what was asked for first, then whatever stands in for it where PayBy has not granted it. */
  readonly scenes: readonly Scene[]
  /** The origin the shopper comes back to; null: the shop's first. */
  readonly returnOrigin: string | null
  /** What PayBy grants or does not: the scene, with its wallet. */
  product(scene: Scene): string
  /** Completes terms with a scene; the shopper comes back to `redirectUrl`. */
  complete(scene: Scene, terms: TermsWithoutScene, redirectUrl: string): OrderTerms
}

/**
 * Reads the storefront's choice; the first scene the merchant enabled is the default.
 *
 * @param customerId under which PayBy may keep cards on its page; undefined: it may not
 */
export function sceneChoice(
  data: Record<string, unknown> | undefined,
  settings: PayBySettings,
  customerId?: string,
): SceneChoice {
  const parsed = sessionInput.safeParse(data ?? {})
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ")
    throw invalid(
      `The payment session's data is not understood: ${fields}. The README lists what a storefront may send.`,
    )
  }
  const chosen = parsed.data
  const scene = chosen.scene ?? settings.scenes[0] ?? "PAYPAGE"
  if (!settings.scenes.includes(scene)) {
    throw invalid(
      `This shop does not offer the PayBy scene ${scene}, but ${settings.scenes.join(", ")}.`,
    )
  }
  const wallet = chosen.wallet ?? settings.wallets[0] ?? "botim-pay"
  if (!settings.wallets.includes(wallet)) {
    throw invalid(
      `This shop does not take the wallet ${wallet}, but ${settings.wallets.join(", ")}.`,
    )
  }
  return {
    scenes: [scene, ...standIns(scene, chosen, settings)],
    returnOrigin: returnOrigin(chosen, settings),
    product: (one) => (one === "EWALLET" ? `${one} ${wallet}` : one),
    complete: (one, terms, redirectUrl) =>
      orderTerms(withScene(one, { ...chosen, wallet, customerId }, terms, redirectUrl)),
  }
}

/**
 * The enabled scenes that serve a shopper who asked for another one, in the merchant's order. A page and a
 * code work anywhere; a wallet's link needs a phone, the SDK needs its ids, and JSAPI the BOTIM app.
 */
function standIns(asked: Scene, chosen: Chosen, settings: PayBySettings): Scene[] {
  return settings.scenes.filter((scene) => {
    switch (scene) {
      case asked:
      case "JSAPI":
        return false
      case "PAYPAGE":
      case "DYNQR":
        return true
      case "EWALLET":
        return chosen.os_type !== undefined
      case "INAPP":
        return chosen.device_id !== undefined && chosen.app_id !== undefined
    }
  })
}

/** The first origin is named by nothing, so that sessions with and without it are the same to PayBy. */
function returnOrigin(chosen: Chosen, settings: PayBySettings): string | null {
  const wanted = chosen.return_origin
  if (wanted === undefined) return null
  const origins = settings.storefront?.origins ?? []
  if (!origins.includes(wanted)) {
    throw invalid("return_origin is none of the origins in the plugin's option `storefront`.")
  }
  return wanted === origins[0] ? null : wanted
}

interface Particulars extends Chosen {
  readonly wallet: PayBySettings["wallets"][number]
  readonly customerId: string | undefined
}

function withScene(
  scene: Scene,
  chosen: Particulars,
  terms: TermsWithoutScene,
  redirectUrl: string,
): OrderTermsInput {
  switch (scene) {
    case "PAYPAGE": {
      const { customerId } = chosen
      const card = customerId === undefined ? {} : { customerId }
      return { ...terms, paySceneCode: scene, paySceneParams: { redirectUrl, ...card } }
    }
    case "DYNQR":
      return { ...terms, paySceneCode: scene }
    case "EWALLET":
      return { ...terms, paySceneCode: scene, paySceneParams: walletParams(chosen, redirectUrl) }
    case "INAPP":
      if (chosen.device_id === undefined || chosen.app_id === undefined) {
        throw invalid(
          "The PayBy scene INAPP needs device_id and app_id in the payment session's data.",
        )
      }
      return {
        ...terms,
        paySceneCode: scene,
        paySceneParams: { iapDeviceId: chosen.device_id, appId: chosen.app_id },
      }
    case "JSAPI":
      return { ...terms, paySceneCode: scene }
  }
}

function walletParams(chosen: Particulars, redirectUrl: string) {
  const phone = {
    redirectUrl,
    ...(chosen.os_type === undefined ? {} : { osType: chosen.os_type }),
    ...(chosen.terminal_type === undefined ? {} : { terminalType: chosen.terminal_type }),
  }
  return chosen.wallet === "ALIPAYPLUS"
    ? {
        ...phone,
        eWalletCode: "ALIPAYPLUS" as const,
        subEWalletCode: chosen.sub_wallet ?? ("ALIPAYALL" as const),
      }
    : { ...phone, eWalletCode: "botim-pay" as const }
}

function invalid(sentence: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, sentence)
}
