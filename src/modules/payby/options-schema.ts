import { z } from "@medusajs/framework/zod"
import { TERMS_LIMITS } from "../../gateway"
import { policySchema } from "./policy"
import { storefrontPages } from "./storefront-pages"
import { SUBJECT_PLACEHOLDERS, unknownPlaceholders } from "./subject-template"

/** PayBy refuses a longer life at creation ("Create Order": 48 hours). */
const LONGEST_LIFE_MINUTES = 48 * 60

const url = (what: string) =>
  z
    .string({ error: `is missing: ${what}` })
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
      error: `is not an http(s) address: ${what}`,
    })

const scenes = ["PAYPAGE", "DYNQR", "EWALLET", "INAPP", "JSAPI"] as const
const wallets = ["botim-pay", "ALIPAYPLUS"] as const
const presets = ["default", "acceptance"] as const

/** What is put in is cut to PayBy's limit; the merchant's own words have to fit. */
const subjectTemplate = (limit: number) =>
  z
    .string()
    .min(1)
    .refine((text) => text.replace(/\{\w+\}/g, "").length <= limit, {
      error: `is longer than PayBy's ${limit} characters`,
    })
    .refine((text) => unknownPlaceholders(text).length === 0, {
      error: ({ input }) =>
        `knows {${SUBJECT_PLACEHOLDERS.join("}, {")}}, not ${unknownPlaceholders(String(input)).join(", ")}`,
    })

/**
 * Every option, with its bounds, its default and what it means. `docs/options.md` is generated from
 * here: a description speaks to the merchant's developer, in Markdown; `unit` is what a number counts,
 * `form` what a text or a list has to look like where the schema's own bounds do not say it, and
 * `absent` what holds without it.
 */
export const optionsSchema = z
  .object({
    environment: z
      .enum(["uat", "production"], {
        error: 'must be "uat" or "production"; there is no default, because a guess moves money',
      })
      .optional()
      .meta({
        description:
          "Which PayBy: its test environment, or the one with real money. There is no default, because a guess moves money.",
        absent: "required, unless there is `baseUrl`",
      }),
    baseUrl: url("the API root of a simulator, with its path").optional().meta({
      description:
        "Instead of `environment`: the API root of a simulator, with its path, such as `http://127.0.0.1:4010/sgs/api`.",
      absent: "PayBy's own, by `environment`",
      form: "http(s) address",
    }),
    partnerId: z
      .string({ error: "is missing: your merchant id (Partner ID) in PayBy's merchant portal" })
      .regex(/^\d{1,12}$/, {
        error:
          "must be at most 12 digits: your merchant id (Partner ID) in PayBy's merchant portal",
      })
      .meta({
        description: "Your merchant id, _Partner ID_ in PayBy's merchant portal.",
        form: "1 to 12 digits",
      }),
    privateKey: z
      .string({
        error:
          "is missing: the PEM text, or the file, of the RSA key whose public half you uploaded to PayBy's portal",
      })
      .meta({
        description:
          "The RSA key whose public half you uploaded to PayBy's portal: its PEM text (PKCS#8 or PKCS#1), or the path of a file that holds it, beginning with `/`, `./`, `../` or `file:`.",
        form: "RSA key of at least 2048 bits",
      }),
    paybyPublicKeys: z
      .array(z.string(), {
        error: "is missing: a list with PayBy's public key for your account, from PayBy's portal",
      })
      .min(1, "needs at least one key: PayBy's public key for your account, from PayBy's portal")
      .meta({
        description:
          "PayBy's public key for your account, from PayBy's portal, as text or as a file; several while PayBy's key is being changed.",
        form: "RSA keys",
      }),
    notifyUrl: url("where PayBy reaches your store, https://<your backend>/hooks/payby")
      .max(200, "is longer than PayBy's 200 characters")
      .meta({
        description: "Where PayBy reaches your backend: `https://<your backend>/hooks/payby`.",
        form: "http(s) address",
      }),
    returnUrl: url("the page of your storefront the shopper comes back to")
      .max(400, "is too long: PayBy takes 512 characters with the order number appended")
      .optional()
      .meta({
        description:
          "Without `storefront`: the page the shopper comes back to, with `merchant_order_no` appended; a return proves nothing. With it: the address of the plugin's return route.",
        absent: "required; with `storefront`: `<notifyUrl>/return`",
        form: "http(s) address",
      }),
    storefront: storefrontPages.optional().meta({
      description:
        "Your pages that shoppers come back to, on origins you allow: see [the way back](store-api.md#the-way-back). The fields are [below](#storefront).",
      absent: "shoppers come straight to `returnUrl`",
    }),
    scenes: z
      .array(z.enum(scenes, { error: `knows ${scenes.join(", ")}` }))
      .min(1, "needs at least one scene")
      .default(["PAYPAGE"])
      .meta({
        description:
          "What shoppers may choose; the first is what they get who choose nothing. PayBy has to have granted each: see [products](payby-account.md#1-an-account-and-products).",
      }),
    wallets: z
      .array(z.enum(wallets, { error: `knows ${wallets.join(", ")}` }))
      .min(1, "needs at least one wallet")
      .default(["botim-pay"])
      .meta({ description: "For the scene `EWALLET`: the wallets; the first is the default." }),
    subject: subjectTemplate(TERMS_LIMITS.subject)
      .default("Online order")
      .meta({
        description:
          "What PayBy shows the payer. `{store}` (the store's name), `{cart_id}`, `{item}` (the first) and `{items}` (how many pieces) are filled in; what is too long then is cut.",
        form: `text of 1 to ${TERMS_LIMITS.subject} characters, names in braces not counted`,
      }),
    subjectAr: subjectTemplate(TERMS_LIMITS.subjectAr)
      .optional()
      .meta({
        description: "The same in Arabic.",
        absent: "PayBy is given none",
        form: `text of 1 to ${TERMS_LIMITS.subjectAr} characters, names in braces not counted`,
      }),
    describePurchase: z.boolean().default(true).meta({
      description:
        "Whether PayBy is told what is bought: names, quantities, amounts, and the VAT in them.",
    }),
    savedCards: z.boolean().default(false).meta({
      description:
        "Whether PayBy may keep the cards of customers who are logged in, under an opaque id, and offer them again on its page.",
    }),
    expiresInMinutes: z
      .number()
      .int()
      .min(1)
      .max(LONGEST_LIFE_MINUTES, "is longer than PayBy's 48 hours")
      .default(30)
      .meta({
        description: "How long a pay link works. What is unpaid then is closed.",
        unit: "minutes",
      }),
    policy: z
      .union([
        z.enum(presets),
        policySchema.partial().extend({
          preset: z.enum(presets).default("default").meta({
            description: "Which preset the schedules that are not given come from.",
          }),
        }),
      ])
      .default("default")
      .meta({
        description:
          "How often PayBy is asked and when things are given up: a preset (`acceptance` is for [PayBy's review](going-live.md)), or [schedules of your own](#policy).",
      }),
    latePayment: z
      .literal("return", { error: 'must be "return": what is paid too late is given back' })
      .default("return")
      .meta({
        description:
          "What happens to money that can no longer become an order: it is given back. There is no other way yet.",
      }),
    acknowledge: z
      .enum(["json", "text"], { error: 'must be "json" or "text"' })
      .default("json")
      .meta({
        description:
          'How a notification is acknowledged: with `{"response":"SUCCESS"}`, or with the bare word. PayBy documents both.',
      }),
    deadlineMs: z
      .number()
      .int()
      .min(500)
      .max(10_000, "must stay within 10 s: Medusa holds the cart's lock meanwhile")
      .default(8_000)
      .meta({
        description:
          "How long one call to PayBy may take, from connecting to the last byte of the answer. Medusa holds the cart's lock meanwhile.",
        unit: "ms",
      }),
  })
  .strict()
  .refine((o) => o.environment !== undefined || o.baseUrl !== undefined, {
    path: ["environment"],
    error:
      'must be "uat" or "production" (or give baseUrl for a simulator); there is no default, because a guess moves money',
  })
  .refine((o) => o.environment === undefined || o.baseUrl === undefined, {
    path: ["baseUrl"],
    error: "cannot be given together with environment: which one is meant?",
  })
  .refine((o) => o.returnUrl !== undefined || o.storefront !== undefined, {
    path: ["returnUrl"],
    error:
      "is missing: the page of your storefront the shopper comes back to (or give storefront, and the plugin's return route sends them on)",
  })
