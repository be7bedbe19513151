import type { Cart, PaymentSession, Shopper, Storefront } from "./storefront"

/** Somebody who buys in the Emirates. */
export const SHOPPER: Shopper = {
  email: "mariam@example.com",
  shipping_address: {
    first_name: "Mariam",
    last_name: "Example",
    address_1: "Corniche Road 1",
    city: "Abu Dhabi",
    country_code: "ae",
  },
}

/** A checkout that has come to the point where the shopper has to pay. */
export interface Checkout {
  cart: Cart
  collectionId: string
  session: PaymentSession
}

/** What to buy, where it is not simply one of the first thing the store shows. */
export interface Choice {
  variantId?: string
  quantity?: number
  providerId?: string
  data?: Record<string, unknown>
}

/** The first ten of a checkout's eleven calls: everything before the shopper pays. */
export async function checkOut(shop: Storefront, choice: Choice = {}): Promise<Checkout> {
  const region = first(await shop.regions(), "region")
  const product = first(await shop.products(region.id), "product")
  const { id: cartId } = await shop.createCart(region.id)
  const variantId = choice.variantId ?? first(product.variants, "variant").id
  await shop.addItem(cartId, variantId, choice.quantity ?? 1)
  await shop.setShopper(cartId, SHOPPER)
  const option = first(await shop.shippingOptions(cartId), "shipping option")
  const cart = await shop.chooseShipping(cartId, option.id)
  const providers = await shop.paymentProviders(region.id)
  const providerId = choice.providerId ?? first(providers, "payment provider").id
  const { id: collectionId } = await shop.createPaymentCollection(cartId)
  const session = await shop.createPaymentSession(collectionId, providerId, choice.data)
  return { cart, collectionId, session }
}

function first<T>(list: readonly T[], what: string): T {
  const [one] = list
  if (one === undefined) throw new Error(`The store offers no ${what}`)
  return one
}
