import type { PaymentSession } from "../../example/storefront"
import { createPaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import { eventually } from "../support/eventually"
import {
  expectOnePaidOrder,
  ledgerRow,
  numberOf,
  untilPayment,
  untilSettled,
} from "../support/checkout"
import type { Unpaid } from "../support/checkout"
import { untilGivenBack } from "../support/given-back"
import type { Shop } from "../support/shop"

/** Longer than a request needs that nobody holds up. */
const A_WHILE_MS = 1_500

/** Settled, or its return requested: within two minutes by the default policy. */
const BOUND_MS = 150_000

const aWhile = () => new Promise((done) => setTimeout(done, A_WHILE_MS))

/** A cart is completed by one at a time, and nobody takes its session away meanwhile. */
export function completions(shop: Shop): void {
  /** The shopper is back and their cart is being completed: the provider waits for PayBy's answer. */
  async function beingCompleted(): Promise<{ checkout: Unpaid; completion: Promise<unknown> }> {
    shop.simulator.notifications.mode = "lose"
    const checkout = await untilPayment(shop)
    await shop.simulator.pay(checkout.no)
    const asked = { call: "getOrder", merchantOrderNo: checkout.no } as const
    shop.simulator.faults.add({ ...asked, fault: { kind: "delay-after", ms: A_WHILE_MS } })
    const completion = shop.front.complete(checkout.cart.id).catch(() => undefined)
    await eventually(() => shop.simulator.calls(asked).length > 0, "PayBy asked")
    return { checkout, completion }
  }

  describe("a cart whose payment is started again while it is completed", () => {
    it("becomes one paid order, although the session was about to go when its Payment was there", async () => {
      const checkout = await untilPayment(shop)
      const { providerId } = shop.store.seeded
      const { payments } = shop.ctx
      const retrieve = payments.retrievePaymentSession.bind(payments)
      let second: Promise<PaymentSession> | undefined
      const spy = jest
        .spyOn(payments, "retrievePaymentSession")
        .mockImplementation(async (id, ...rest) => {
          if (id === checkout.session.id && second === undefined) {
            second = shop.front.createPaymentSession(checkout.collectionId, providerId)
            await Promise.race([second, aWhile()])
          }
          return retrieve(id, ...rest)
        })
      await shop.simulator.pay(checkout.no)
      await shop.front.complete(checkout.cart.id).catch(() => undefined)
      await untilSettled(shop, checkout.no)
      spy.mockRestore()
      expect(numberOf(await eventually(() => second, "the second session"))).toBe(checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("by code of the store's own, which waits for nobody, becomes one paid order or gives the money back", async () => {
      const { checkout, completion } = await beingCompleted()
      await createPaymentSessionsWorkflow(shop.store.container).run({
        input: {
          payment_collection_id: checkout.collectionId,
          provider_id: shop.store.seeded.providerId,
        },
      })
      await completion
      const end = await eventually(
        async () => {
          const { settlement, intent } = await ledgerRow(shop, checkout.no)
          return settlement === "settled" || intent === "return" ? { settlement } : null
        },
        "an end",
        BOUND_MS,
      )
      if (end.settlement === "settled") await expectOnePaidOrder(shop, checkout)
      else await untilGivenBack(shop, checkout.no)
    })
  })

  describe("a cart that somebody else completes at this moment", () => {
    it("is not completed by its shopper until that has ended, and then they get its order", async () => {
      const checkout = await untilPayment(shop)
      const turn = await shop.ctx.payby.turns.wait(checkout.collectionId, 0)
      await shop.simulator.pay(checkout.no)
      const completion = shop.front.complete(checkout.cart.id)
      await aWhile()
      expect(await shop.medusa.ordersOf(checkout.cart.id)).toEqual([])
      await turn?.end()
      expect(await completion).toMatchObject({ type: "order" })
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("is kept for the shopper who hung up until the core is done with it, and then free at once", async () => {
      shop.simulator.notifications.mode = "lose"
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      const asked = { call: "getOrder", merchantOrderNo: checkout.no } as const
      shop.simulator.faults.add({ ...asked, fault: { kind: "delay-after", ms: 3 * A_WHILE_MS } })
      const gone = new AbortController()
      const path = `${shop.store.address}/store/carts/${checkout.cart.id}/complete`
      const headers = { "x-publishable-api-key": shop.store.seeded.publishableKey }
      const completion = fetch(path, { method: "POST", headers, signal: gone.signal })
      await eventually(() => shop.simulator.calls(asked).length > 0, "PayBy asked")
      gone.abort()
      await completion.catch(() => undefined)
      const { turns } = shop.ctx.payby
      expect(await turns.wait(checkout.collectionId, A_WHILE_MS)).toBeNull()
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
      // Sooner than the lease of a turn that nobody ended.
      const turn = await turns.wait(checkout.collectionId, 10_000)
      expect(turn).not.toBeNull()
      await turn?.end()
    })
  })
}
