import Medusa from "@medusajs/js-sdk"

/** What the server wrote into the page. */
interface ShopConfig {
  publishableKey: string
  regionId: string
  variantId: string
  shippingOptionId: string
  providerId: string
  frameScript: string | null
}

function readConfig(): ShopConfig {
  return JSON.parse(document.getElementById("shop")?.textContent ?? "{}")
}

export const config = readConfig()

export const sdk = new Medusa({
  baseUrl: window.location.origin,
  publishableKey: config.publishableKey,
})

/** The shop's only customer: a real shop would ask. */
const CUSTOMER = {
  email: "mariam@example.com",
  shipping_address: {
    first_name: "Mariam",
    last_name: "Example",
    address_1: "Corniche Road 1",
    city: "Abu Dhabi",
    country_code: "ae",
  },
}

/** A cart with everything a payment needs: something in it, an address, a way of delivery. */
export async function newCart(quantity: number): Promise<string> {
  const { cart } = await sdk.store.cart.create({
    region_id: config.regionId,
    items: [{ variant_id: config.variantId, quantity }],
    ...CUSTOMER,
  })
  await sdk.store.cart.addShippingMethod(cart.id, { option_id: config.shippingOptionId })
  return cart.id
}

/** The shop's pages, by their addresses. */
export const address = {
  product: () => page("/shop/", {}),
  checkout: (cart: string) => page("/shop/checkout", { cart_id: cart }),
  order: (order: string) => page("/shop/order", { order_id: order }),
}

/** Keeps the language. */
function page(path: string, query: Record<string, string>): string {
  const lang = new URLSearchParams(location.search).get("lang")
  const all = new URLSearchParams({ ...query, ...(lang ? { lang } : {}) }).toString()
  return all ? `${path}?${all}` : path
}
