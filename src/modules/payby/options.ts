import { readFileSync } from "node:fs"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { parsePrivateKey, parsePublicKey, TERMS_LIMITS } from "../../gateway"
import { POLICIES, policySchema } from "./policy"
import type { Policy } from "./policy"
import { storefrontPages } from "./storefront-pages"
import type { StorefrontPages } from "./storefront-pages"
import { SUBJECT_PLACEHOLDERS, unknownPlaceholders } from "./subject-template"

const ENVIRONMENTS = {
  uat: "https://uat.test2pay.com/sgs/api",
  production: "https://api.payby.com/sgs/api",
} as const

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

const optionsSchema = z
  .object({
    environment: z
      .enum(["uat", "production"], {
        error: 'must be "uat" or "production"; there is no default, because a guess moves money',
      })
      .optional(),
    baseUrl: url("the API root of a simulator, with its path").optional(),
    partnerId: z
      .string({ error: "is missing: your merchant id (Partner ID) in PayBy's merchant portal" })
      .regex(/^\d{1,12}$/, {
        error:
          "must be at most 12 digits: your merchant id (Partner ID) in PayBy's merchant portal",
      }),
    privateKey: z.string({
      error:
        "is missing: the PEM text, or the file, of the RSA key whose public half you uploaded to PayBy's portal",
    }),
    paybyPublicKeys: z
      .array(z.string(), {
        error: "is missing: a list with PayBy's public key for your account, from PayBy's portal",
      })
      .min(1, "needs at least one key: PayBy's public key for your account, from PayBy's portal"),
    notifyUrl: url("where PayBy reaches your store, https://<your backend>/hooks/payby").max(
      200,
      "is longer than PayBy's 200 characters",
    ),
    returnUrl: url("the page of your storefront the shopper comes back to")
      .max(400, "is too long: PayBy takes 512 characters with the order number appended")
      .optional(),
    storefront: storefrontPages.optional(),
    scenes: z
      .array(z.enum(scenes, { error: `knows ${scenes.join(", ")}` }))
      .min(1, "needs at least one scene")
      .default(["PAYPAGE"]),
    wallets: z
      .array(z.enum(wallets, { error: `knows ${wallets.join(", ")}` }))
      .min(1, "needs at least one wallet")
      .default(["botim-pay"]),
    subject: subjectTemplate(TERMS_LIMITS.subject).default("Online order"),
    subjectAr: subjectTemplate(TERMS_LIMITS.subjectAr).optional(),
    describePurchase: z.boolean().default(true),
    savedCards: z.boolean().default(false),
    expiresInMinutes: z
      .number()
      .int()
      .min(1)
      .max(LONGEST_LIFE_MINUTES, "is longer than PayBy's 48 hours")
      .default(30),
    policy: z
      .union([
        z.enum(["default", "acceptance"]),
        policySchema
          .partial()
          .extend({ preset: z.enum(["default", "acceptance"]).default("default") }),
      ])
      .default("default"),
    latePayment: z
      .literal("return", { error: 'must be "return": what is paid too late is given back' })
      .default("return"),
    acknowledge: z.enum(["json", "text"], { error: 'must be "json" or "text"' }).default("json"),
    deadlineMs: z
      .number()
      .int()
      .min(500)
      .max(10_000, "must stay within 10 s: Medusa holds the cart's lock meanwhile")
      .default(8_000),
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

/** The options as the merchant writes them in `medusa-config.ts`. */
export type PayByOptions = z.input<typeof optionsSchema>

/** The options, complete and checked. */
export interface PayBySettings {
  /** Which PayBy it is; `custom`: the one at `baseUrl`. */
  readonly environment: "uat" | "production" | "custom"
  readonly baseUrl: string
  readonly partnerId: string
  readonly privateKey: ReturnType<typeof parsePrivateKey>
  readonly paybyPublicKeys: ReturnType<typeof parsePublicKey>[]
  readonly notifyUrl: string
  /** Where PayBy sends the shopper: a page of the storefront or, with `storefront`, the return route. */
  readonly returnUrl: string
  /** Where the return route sends the shopper on to; null: it is not used. */
  readonly storefront: StorefrontPages | null
  readonly scenes: readonly (typeof scenes)[number][]
  readonly wallets: readonly (typeof wallets)[number][]
  /** Templates of what PayBy shows the payer. */
  readonly subject: string
  readonly subjectAr: string | null
  /** Whether PayBy is told what is bought, and the VAT in it. */
  readonly describePurchase: boolean
  /** Whether PayBy may keep cards under an opaque id of the customer. */
  readonly savedCards: boolean
  readonly expiresInMinutes: number
  readonly policy: Policy
  readonly acknowledge: "json" | "text"
  /** How long one call to PayBy may take, milliseconds. */
  readonly deadlineMs: number
}

/**
 * Parses the plugin's options once, completely. A wrong one stops the store's start with a sentence
 * that names it and says where the right value is found; values themselves are never repeated.
 */
export function parseOptions(options: unknown): PayBySettings {
  const parsed = optionsSchema.safeParse(withoutMedusas(options))
  if (!parsed.success) throw refused(parsed.error.issues.map(sentence))
  const o = parsed.data
  const problems: string[] = []
  const privateKey = attempt("privateKey", problems, () => parsePrivateKey(pem(o.privateKey)))
  const paybyPublicKeys = o.paybyPublicKeys.flatMap((text, i) => {
    const key = attempt(`paybyPublicKeys[${i}]`, problems, () => parsePublicKey(pem(text)))
    return key === null ? [] : [key]
  })
  if (privateKey === null || problems.length > 0) throw refused(problems)
  return {
    environment: o.environment ?? "custom",
    baseUrl: o.baseUrl ?? ENVIRONMENTS[o.environment ?? "uat"],
    partnerId: o.partnerId,
    privateKey,
    paybyPublicKeys,
    notifyUrl: o.notifyUrl,
    returnUrl: o.returnUrl ?? `${o.notifyUrl.replace(/\/+$/, "")}/return`,
    storefront: o.storefront ?? null,
    scenes: o.scenes,
    wallets: o.wallets,
    subject: o.subject,
    subjectAr: o.subjectAr ?? null,
    describePurchase: o.describePurchase,
    savedCards: o.savedCards,
    expiresInMinutes: o.expiresInMinutes,
    policy: policyOf(o.policy),
    acknowledge: o.acknowledge,
    deadlineMs: o.deadlineMs,
  }
}

/** Medusa adds its `database` to the options of every module. */
function withoutMedusas(options: unknown): unknown {
  if (typeof options !== "object" || options === null) return {}
  return Object.fromEntries(Object.entries(options).filter(([name]) => name !== "database"))
}

type PolicyOption = z.output<typeof optionsSchema>["policy"]

function policyOf(option: PolicyOption): Policy {
  if (typeof option === "string") return POLICIES[option]
  const { preset, ...overrides } = option
  return policySchema.parse({ ...POLICIES[preset], ...overrides })
}

/** A key given as text, or as the path of a file that holds it. */
function pem(textOrFile: string): string {
  const isPath = /^(\.{0,2}\/|[A-Za-z]:\\|file:)/.test(textOrFile) && !textOrFile.includes("\n")
  if (!isPath || textOrFile.length > 1_000) return textOrFile
  return readFileSync(textOrFile.startsWith("file:") ? new URL(textOrFile) : textOrFile, "utf8")
}

function attempt<T>(option: string, problems: string[], read: () => T): T | null {
  try {
    return read()
  } catch (error) {
    problems.push(`${option} ${error instanceof Error ? error.message : "cannot be read"}`)
    return null
  }
}

function sentence(issue: z.core.$ZodIssue): string {
  const name = issue.path.length === 0 ? "" : `${issue.path.join(".")} `
  return `${name}${issue.message}`
}

function refused(problems: string[]): MedusaError {
  return new MedusaError(
    MedusaError.Types.INVALID_DATA,
    [
      "PayBy cannot start, the options of medusa-payment-payby in medusa-config.ts need your attention:",
      ...problems.map((problem) => `  - ${problem}`),
    ].join("\n"),
  )
}
