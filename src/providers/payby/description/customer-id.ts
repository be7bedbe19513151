import { createHash } from "node:crypto"

/**
 * The id under which PayBy keeps a customer's cards on its page: always the same for one customer of one
 * merchant, and of no use to anybody else. Medusa's ids hold 80 random bits, so that it cannot be guessed
 * backwards.
 */
export function opaqueCustomerId(partnerId: string, customerId: string): string {
  return createHash("sha256")
    .update(`medusa-payment-payby customer ${partnerId} ${customerId}`)
    .digest("hex")
    .slice(0, 40)
}
