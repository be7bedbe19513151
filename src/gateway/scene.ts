import { z } from "@medusajs/framework/zod"

/** Ways to pay that a web shop can offer. The others are in person, by agreement, or take raw card data. */
export type Scene = "PAYPAGE" | "DYNQR" | "EWALLET" | "INAPP" | "JSAPI"

/** PayBy's scene parameters are texts, flags included. */
const flag = z.enum(["true", "false"]).optional()
const text = z.string().max(512).optional()
const redirectUrl = z.string().max(512).optional()

const botim = z.strictObject({
  redirectUrl,
  oneTimePayment: flag,
  eWalletCode: z.literal("botim-pay"),
  osType: z.enum(["IOS", "ANDROID"]).optional(),
  terminalType: z.enum(["WEB", "WAP", "APP"]).optional(),
})

const alipayPlus = botim.extend({
  eWalletCode: z.literal("ALIPAYPLUS"),
  subEWalletCode: z.enum(["ALIPAYALL", "ALIPAYCN"]),
})

/** `paySceneCode` with the `paySceneParams` that belong to it (PayBy, "Create Order"). */
export const SCENES = {
  /** PayBy's hosted page, or the same link in PayBy's iframe. */
  PAYPAGE: {
    paySceneCode: z.literal("PAYPAGE"),
    paySceneParams: z
      .strictObject({
        redirectUrl,
        customerId: text,
        changePayer: flag,
        oneTimePayment: flag,
        email: text,
        eid: text,
      })
      .optional(),
  },
  /** A QR code the shop shows and the payer scans with BOTIM. */
  DYNQR: {
    paySceneCode: z.literal("DYNQR"),
    paySceneParams: z
      .strictObject({ changePayer: flag, oneTimePayment: flag, email: text, eid: text })
      .optional(),
  },
  /** Opens a wallet app. */
  EWALLET: {
    paySceneCode: z.literal("EWALLET"),
    paySceneParams: z.discriminatedUnion("eWalletCode", [botim, alipayPlus]),
  },
  /** PayBy's SDK inside the merchant's own app. */
  INAPP: {
    paySceneCode: z.literal("INAPP"),
    paySceneParams: z.strictObject({
      iapDeviceId: z.string().min(1).max(512),
      appId: z.string().min(1).max(17),
      email: text,
      eid: text,
    }),
  },
  /** A shop inside the BOTIM app. */
  JSAPI: {
    paySceneCode: z.literal("JSAPI"),
    paySceneParams: z
      .strictObject({ payerMid: z.string().max(12).optional(), oneTimePayment: flag })
      .optional(),
  },
} as const
