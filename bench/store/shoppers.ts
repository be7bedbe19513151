import { z } from "@medusajs/framework/zod"
import { checkOut } from "../../example/storefront"
import { eventually } from "../../integration-tests/support/eventually"
import type { Simulator } from "../../src/simulator"
import type { StripeStub } from "../peers/stripe-stub"
import type { Connection } from "./connection"
import type { BenchStore } from "./store"

export const PAYBY = "pp_payby_payby"
export const SYSTEM = "pp_system_default"
export const STRIPE = "pp_stripe_stripe"

/** A store, its ledger, and the PayBy it is pointed at. */
export interface Surroundings {
  readonly store: BenchStore
  readonly simulator: Simulator
  readonly ledger: Connection
}

const placed = z.object({ payment: z.object({ order_id: z.string() }) })

/** People who buy in the way that each provider's documentation has it. Each resolves with an order placed. */
export function shoppers({ store, simulator, ledger }: Surroundings) {
  const { front, address } = store
  const order = async (cartId: string) => {
    // A cart that somebody else is completing at this moment is asked for again.
    const completion = await eventually(() => front.complete(cartId), "an order")
    if (completion.type !== "order") throw new Error("a checkout brought no order")
  }
  return {
    /** PayBy notifies, the store makes the order of it, and the shopper who comes back is shown it. */
    async withPayBy(): Promise<void> {
      const { session } = await checkOut(front, { providerId: PAYBY })
      const no = String(session.data["merchant_order_no"])
      await simulator.pay(no)
      await ledger.untilSettled(no)
      const said = await fetch(`${address}/store/payby/payments/${session.id}`, {
        headers: { "x-publishable-api-key": store.publishableKey },
      })
      placed.parse(await said.json())
    },
    /** The notification is lost: the shopper who comes back completes the cart. */
    async withPayByUnnotified(): Promise<void> {
      const { cart, session } = await checkOut(front, { providerId: PAYBY })
      const no = String(session.data["merchant_order_no"])
      await simulator.pay(no)
      await order(cart.id)
      await ledger.untilSettled(no)
    },
    /** Medusa's built-in provider takes no money and makes no call. */
    async withNothing(): Promise<void> {
      const { cart } = await checkOut(front, { providerId: SYSTEM })
      await order(cart.id)
    },
    /** Stripe tells the store of the payment while the shopper's page completes the cart. */
    async withStripe(stripe: StripeStub): Promise<void> {
      const { cart, session } = await checkOut(front, { providerId: STRIPE })
      await stripe.pay(String(session.data["id"]), `${address}/hooks/payment/stripe_stripe`)
      await order(cart.id)
    },
  }
}

export type Shoppers = ReturnType<typeof shoppers>
