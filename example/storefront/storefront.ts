import { z } from "@medusajs/framework/zod"
import { caller, type StorefrontOptions } from "./store-api"

const id = z.object({ id: z.string() })
const session = z.object({
  id: z.string(),
  provider_id: z.string(),
  status: z.string(),
  amount: z.number(),
  data: z.record(z.string(), z.unknown()),
})
const cart = z.object({
  id: z.string(),
  currency_code: z.string(),
  total: z.number(),
  payment_collection: z
    .object({ id: z.string(), payment_sessions: z.array(session).nullish() })
    .nullish(),
})
const order = z.object({
  id: z.string(),
  display_id: z.number(),
  total: z.number(),
  currency_code: z.string(),
})
const completion = z.discriminatedUnion("type", [
  z.object({ type: z.literal("order"), order }),
  z.object({ type: z.literal("cart"), cart, error: z.unknown().optional() }),
])

export type Cart = z.infer<typeof cart>
export type Order = z.infer<typeof order>
export type PaymentSession = z.infer<typeof session>
/** Who buys, and where it goes. */
export interface Shopper {
  email: string
  shipping_address: Record<
    "first_name" | "last_name" | "address_1" | "city" | "country_code",
    string
  >
}

/** An order, or the cart as it still is and why it could not be completed. */
export type Completion = z.infer<typeof completion>
export type Storefront = ReturnType<typeof storefront>

/**
 * The calls of the Store API a checkout needs, as a storefront makes them: over HTTP, with nothing
 * but the publishable key.
 *
 * @throws StoreRefused when the store answers with an error
 */
export function storefront(options: StorefrontOptions) {
  const call = caller(options)
  return {
    async regions() {
      return (await call("GET", "/store/regions", z.object({ regions: z.array(id) }))).regions
    },
    async products(regionId: string) {
      const product = z.object({ id: z.string(), title: z.string(), variants: z.array(id) })
      const path = `/store/products?region_id=${regionId}&fields=id,title,*variants`
      return (await call("GET", path, z.object({ products: z.array(product) }))).products
    },
    async createCart(regionId: string): Promise<Cart> {
      return (await call("POST", "/store/carts", z.object({ cart }), { region_id: regionId })).cart
    },
    async addItem(cartId: string, variantId: string, quantity: number): Promise<Cart> {
      const path = `/store/carts/${cartId}/line-items`
      const body = { variant_id: variantId, quantity }
      return (await call("POST", path, z.object({ cart }), body)).cart
    },
    async setShopper(cartId: string, shopper: Shopper): Promise<Cart> {
      return (await call("POST", `/store/carts/${cartId}`, z.object({ cart }), shopper)).cart
    },
    async applyPromotion(cartId: string, code: string): Promise<Cart> {
      const path = `/store/carts/${cartId}/promotions`
      return (await call("POST", path, z.object({ cart }), { promo_codes: [code] })).cart
    },
    async shippingOptions(cartId: string) {
      const option = z.object({ id: z.string(), name: z.string() })
      const path = `/store/shipping-options?cart_id=${cartId}`
      const answer = await call("GET", path, z.object({ shipping_options: z.array(option) }))
      return answer.shipping_options
    },
    async chooseShipping(cartId: string, optionId: string): Promise<Cart> {
      const path = `/store/carts/${cartId}/shipping-methods`
      return (await call("POST", path, z.object({ cart }), { option_id: optionId })).cart
    },
    async paymentProviders(regionId: string) {
      const path = `/store/payment-providers?region_id=${regionId}`
      const answer = await call("GET", path, z.object({ payment_providers: z.array(id) }))
      return answer.payment_providers
    },
    async createPaymentCollection(cartId: string): Promise<{ id: string }> {
      const path = "/store/payment-collections"
      const answer = z.object({ payment_collection: id })
      return (await call("POST", path, answer, { cart_id: cartId })).payment_collection
    },
    /** Starts a payment, or starts it anew: Medusa replaces the session the cart had. */
    async createPaymentSession(
      collectionId: string,
      providerId: string,
      data?: Record<string, unknown>,
    ): Promise<PaymentSession> {
      const path = `/store/payment-collections/${collectionId}/payment-sessions`
      const collection = z.object({ payment_sessions: z.array(session) })
      const answer = z.object({ payment_collection: collection })
      const body = { provider_id: providerId, ...(data ? { data } : {}) }
      const { payment_sessions } = (await call("POST", path, answer, body)).payment_collection
      const started = payment_sessions.find((one) => one.provider_id === providerId)
      if (!started) throw new Error(`The store started no payment session with ${providerId}`)
      return started
    },
    async complete(cartId: string): Promise<Completion> {
      return call("POST", `/store/carts/${cartId}/complete`, completion)
    },
    async cart(cartId: string): Promise<Cart> {
      return (await call("GET", `/store/carts/${cartId}`, z.object({ cart }))).cart
    },
    async order(orderId: string): Promise<Order> {
      return (await call("GET", `/store/orders/${orderId}`, z.object({ order }))).order
    },
  }
}
