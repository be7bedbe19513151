import { readFileSync } from "node:fs"
import { MedusaError } from "@medusajs/framework/utils"
import type { z } from "@medusajs/framework/zod"
import { parsePrivateKey, parsePublicKey } from "../../gateway"
import { optionsSchema } from "./options-schema"
import { POLICIES, policySchema } from "./policy"
import type { Policy } from "./policy"
import type { StorefrontPages } from "./storefront-pages"

const ENVIRONMENTS = {
  uat: "https://uat.test2pay.com/sgs/api",
  production: "https://api.payby.com/sgs/api",
} as const

/**
 * The options as the merchant writes them in `medusa-config.ts`. `docs/options.md` tells every one with
 * its default, unit and bounds.
 */
export type PayByOptions = z.input<typeof optionsSchema>

type Parsed = z.output<typeof optionsSchema>

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
  readonly scenes: Readonly<Parsed["scenes"]>
  readonly wallets: Readonly<Parsed["wallets"]>
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

function policyOf(option: Parsed["policy"]): Policy {
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
