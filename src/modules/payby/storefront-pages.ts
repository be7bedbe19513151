import { z } from "@medusajs/framework/zod"

/** What the merchant's pages may be told; each name in braces is replaced. */
export const PLACEHOLDERS = [
  "order_id",
  "cart_id",
  "session_id",
  "merchant_order_no",
  "status",
  "country_code",
] as const

export type Placeholder = (typeof PLACEHOLDERS)[number]
export type PageFacts = Readonly<Partial<Record<Placeholder, string | null>>>

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  error: "must be bare origins, such as https://shop.example.com: scheme and host, no path",
})

/**
 * A path on one of the origins. Whatever a browser would read as another host ("//host", "/\host") is no
 * path, with any value in its braces.
 */
const page = (what: string) =>
  z
    .string({ error: `is missing: ${what}` })
    .regex(/^\/(?![/\\{])[^\\\s]*$/, {
      error: `must be a path that begins with "/" and a name: ${what}`,
    })
    .refine((text) => unknownNames(text).length === 0, {
      error: ({ input }) =>
        `knows {${PLACEHOLDERS.join("}, {")}}, not ${unknownNames(String(input)).join(", ")}`,
    })

/** Where shoppers come back to: pages of the merchant's own origins, and nothing else. */
export const storefrontPages = z
  .object({
    origins: z
      .array(origin)
      .min(1, "needs at least one origin, such as https://shop.example.com")
      .meta({
        description:
          "The origins of your storefronts: scheme and host, no path, such as `https://shop.example.com`. Shoppers are sent to no other; the first is the default.",
        form: "origins",
      }),
    success: page("where a shopper with an order goes, such as /order/{order_id}/confirmed").meta({
      description: "Where a shopper with an order goes, such as `/order/{order_id}/confirmed`.",
      form: "path, with names in braces",
    }),
    waiting: page("where a shopper waits, such as /checkout/payby?number={merchant_order_no}").meta(
      {
        description:
          "Where a shopper waits, such as `/checkout/payby?merchant_order_no={merchant_order_no}`.",
        form: "path, with names in braces",
      },
    ),
    retry: page("where a shopper may start again, such as /checkout?step=payment").meta({
      description: "Where a shopper may start again, such as `/checkout?step=payment`.",
      form: "path, with names in braces",
    }),
  })
  .strict()

/** The option `storefront`, checked. */
export type StorefrontPages = Readonly<z.output<typeof storefrontPages>>

/**
 * The address of one of the merchant's pages. What is not known is left empty.
 *
 * @throws Error when it were not on that origin, which no checked template and no value can bring about
 */
export function pageAddress(
  pages: StorefrontPages,
  page: "success" | "waiting" | "retry",
  wanted: string | null,
  facts: PageFacts,
): string {
  const home = pages.origins.find((one) => one === wanted) ?? pages.origins[0]
  const path = pages[page].replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(valueOf(facts, name) ?? ""),
  )
  const address = new URL(path, home)
  if (address.origin !== home) throw new Error("a storefront page left its origin")
  return address.href
}

function valueOf(facts: PageFacts, name: string): string | null | undefined {
  const placeholder = PLACEHOLDERS.find((one) => one === name)
  return placeholder === undefined ? undefined : facts[placeholder]
}

function unknownNames(template: string): string[] {
  const known: readonly string[] = PLACEHOLDERS
  return [...template.matchAll(/\{([^}]*)(\}?)/g)]
    .filter(([, name = "", end]) => end === "" || !known.includes(name))
    .map(([braces]) => braces)
}
