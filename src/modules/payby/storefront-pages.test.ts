import * as fc from "fast-check"
import { pageAddress, PLACEHOLDERS, storefrontPages } from "./storefront-pages"

const pages = {
  origins: ["https://shop.example", "https://shop.example.ae"],
  success: "/order/{order_id}/confirmed",
  waiting: "/wait?number={merchant_order_no}&cart={cart_id}",
  retry: "/checkout?was={status}",
}

const complaint = (changes: Record<string, unknown>): string | undefined =>
  storefrontPages.safeParse({ ...pages, ...changes }).error?.issues[0]?.message

it("fills in what is known and leaves empty what is not", () => {
  const facts = { order_id: "order_1", cart_id: null }
  expect(pageAddress(pages, "success", null, facts)).toBe(
    "https://shop.example/order/order_1/confirmed",
  )
  expect(pageAddress(pages, "waiting", "https://shop.example.ae", facts)).toBe(
    "https://shop.example.ae/wait?number=&cart=",
  )
})

it("goes to the first origin when it is asked for one that is not allowed", () => {
  for (const wanted of ["https://evil.example", "https://shop.example.evil", "", "null"]) {
    expect(pageAddress(pages, "retry", wanted, {})).toBe("https://shop.example/checkout?was=")
  }
})

it("stays on the merchant's origins with any value in any place of any page", () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      "//evil.example",
      "\\evil.example",
      "https://evil.example",
      "..",
      "/../..",
      "@",
    ),
  )
  const facts = fc.record(Object.fromEntries(PLACEHOLDERS.map((name) => [name, text])))
  const template = fc.constantFrom(
    ...PLACEHOLDERS.flatMap((name) => [`/a{${name}}`, `/a/{${name}}`, `/a?b={${name}}#{${name}}`]),
  )
  fc.assert(
    fc.property(template, text, facts, (success, wanted, known) => {
      expect(complaint({ success })).toBeUndefined()
      const address = new URL(pageAddress({ ...pages, success }, "success", wanted, known))
      expect(pages.origins).toContain(address.origin)
    }),
  )
})

it.each([
  ["success", "https://evil.example/", "must be a path"],
  ["success", "//evil.example/", "must be a path"],
  ["success", "/\\evil.example/", "must be a path"],
  ["success", "/{order_id}", "must be a path"],
  ["waiting", "/wait?{customer_email}", "not {customer_email}"],
  ["waiting", "/wait?{cart_id", "not {cart_id"],
  ["retry", "checkout", "must be a path"],
  ["retry", undefined, "is missing: where a shopper may start again"],
  ["origins", [], "at least one origin"],
  ["origins", ["https://shop.example/"], "bare origins"],
  ["origins", ["shop.example"], "bare origins"],
  ["origins", ["javascript:alert(1)"], "bare origins"],
])("refuses %s %j when the store starts", (option, value, words) => {
  expect(complaint({ [option]: value })).toContain(words)
})
