import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { orderTerms } from "../../gateway"
import type { OrderTerms, OrderTermsInput } from "../../gateway"
import type { PayBySettings } from "../../modules/payby/options"

type SceneCode = PayBySettings["scenes"][number]

/** PayBy's terms without the part that says how the shopper pays. */
export type TermsWithoutScene = Omit<
  Extract<OrderTermsInput, { paySceneCode: "PAYPAGE" }>,
  "paySceneCode" | "paySceneParams"
>

/** Completes terms with the chosen scene; the shopper comes back to `redirectUrl`. */
export type ChosenScene = (terms: TermsWithoutScene, redirectUrl: string) => OrderTerms

/**
 * What a storefront may choose, in the session's `data`. Nothing else of it is read.
 * A wallet link wants the phone's system; the in-app SDK wants the app's ids.
 */
const choice = z.object({
  scene: z.enum(["PAYPAGE", "DYNQR", "EWALLET", "INAPP", "JSAPI"]).optional(),
  wallet: z.enum(["botim-pay", "ALIPAYPLUS"]).default("botim-pay"),
  sub_wallet: z.enum(["ALIPAYALL", "ALIPAYCN"]).default("ALIPAYALL"),
  os_type: z.enum(["IOS", "ANDROID"]).optional(),
  terminal_type: z.enum(["WEB", "WAP", "APP"]).optional(),
  device_id: z.string().min(1).max(512).optional(),
  app_id: z.string().min(1).max(17).optional(),
})

type Choice = z.output<typeof choice>

/** Reads the storefront's choice; the first scene the merchant enabled is the default. */
export function chosenScene(
  data: Record<string, unknown> | undefined,
  settings: PayBySettings,
): ChosenScene {
  const parsed = choice.safeParse(data ?? {})
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ")
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `The payment session's data is not understood: ${fields}. The README lists what a storefront may send.`,
    )
  }
  const scene = parsed.data.scene ?? settings.scenes[0] ?? "PAYPAGE"
  if (!settings.scenes.includes(scene)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `This shop does not offer the PayBy scene ${scene}, but ${settings.scenes.join(", ")}.`,
    )
  }
  return (terms, redirectUrl) => orderTerms(withScene(scene, parsed.data, terms, redirectUrl))
}

function withScene(
  scene: SceneCode,
  chosen: Choice,
  terms: TermsWithoutScene,
  redirectUrl: string,
): OrderTermsInput {
  switch (scene) {
    case "PAYPAGE":
      return { ...terms, paySceneCode: scene, paySceneParams: { redirectUrl } }
    case "DYNQR":
      return { ...terms, paySceneCode: scene }
    case "EWALLET":
      return { ...terms, paySceneCode: scene, paySceneParams: walletParams(chosen, redirectUrl) }
    case "INAPP":
      if (chosen.device_id === undefined || chosen.app_id === undefined) {
        throw new MedusaError(
          MedusaError.Types.INVALID_DATA,
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

function walletParams(chosen: Choice, redirectUrl: string) {
  const phone = {
    redirectUrl,
    ...(chosen.os_type === undefined ? {} : { osType: chosen.os_type }),
    ...(chosen.terminal_type === undefined ? {} : { terminalType: chosen.terminal_type }),
  }
  return chosen.wallet === "ALIPAYPLUS"
    ? { ...phone, eWalletCode: "ALIPAYPLUS" as const, subEWalletCode: chosen.sub_wallet }
    : { ...phone, eWalletCode: "botim-pay" as const }
}
