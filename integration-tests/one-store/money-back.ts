import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { checkOut } from "../../example/storefront"
import { untilGivenBack } from "../support/given-back"
import { offerTheOther, OTHER_PROVIDER } from "../support/other-provider"
import { emptyTheShelves } from "../support/shelves"
import { eventually } from "../support/eventually"
import type { Shop } from "../support/shop"
import {
  expectNothingTaken,
  expectOnePaidOrder,
  ledgerRow,
  letPatienceEnd,
  numberOf,
  untilPaid,
  untilPayment,
  untilSettled,
  untilTriedInVain,
} from "../support/checkout"

/** Money that arrives where it should not: settled if it can rightly be, else given back, exactly once. */
export function moneyBack(shop: Shop): void {
  describe("money paid", () => {
    beforeAll(() => offerTheOther(shop))

    it("for an old total goes back, nothing new is placed while that is undecided, and the new total can be paid", async () => {
      shop.simulator.notifications.mode = "lose"
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      const { variantId, providerId } = shop.store.seeded
      const cart = await shop.front.addItem(checkout.cart.id, variantId, 1)
      const start = () => shop.front.createPaymentSession(checkout.collectionId, providerId)
      await expect(start()).rejects.toThrow(/still being decided/)
      expect(await shop.ctx.payby.orders.ofCollection(checkout.collectionId)).toHaveLength(1)

      await untilGivenBack(shop, checkout.no)
      const again = await eventually(start, "a new session")
      expect(numberOf(again)).not.toBe(checkout.no)
      await shop.simulator.pay(numberOf(again))
      await shop.front.complete(cart.id)
      await untilSettled(shop, numberOf(again))
      await expectOnePaidOrder(shop, { ...checkout, cart })
    })

    it("for a cart that another payment already completed goes back, and the order stays", async () => {
      const checkout = await untilPayment(shop)
      await shop.front.createPaymentSession(checkout.collectionId, OTHER_PROVIDER)
      expect((await shop.front.complete(checkout.cart.id)).type).toBe("order")
      await shop.simulator.pay(checkout.no)
      await untilGivenBack(shop, checkout.no)
      const [order] = await shop.medusa.ordersOf(checkout.cart.id)
      expect(order).toMatchObject({ status: "pending", transacted: 0 })
    })

    it("for a cart that cannot be completed goes back, and no order is made", async () => {
      const checkout = await untilPayment(shop)
      const restock = await emptyTheShelves(shop)
      try {
        await shop.simulator.pay(checkout.no)
        await letPatienceEnd(shop, checkout.no)
        await untilGivenBack(shop, checkout.no)
      } finally {
        await restock()
      }
      expect(await shop.medusa.ordersOf(checkout.cart.id)).toEqual([])
      expect(await shop.medusa.paymentsOf(checkout.collectionId)).toEqual([])
    })

    it("becomes an order of its own, although another provider's live session stands in front of its own", async () => {
      const { cart, collectionId } = await checkOut(shop.front, { providerId: OTHER_PROVIDER })
      const session = await shop.ctx.payments.createPaymentSession(collectionId, {
        provider_id: shop.store.seeded.providerId,
        currency_code: "aed",
        amount: cart.total,
        data: {},
      })
      const no = numberOf({ data: session.data ?? {} })
      await shop.simulator.pay(no)
      await untilSettled(shop, no)
      await expectOnePaidOrder(shop, { cart, collectionId })
    })

    it("for a cart that cannot be completed for a while stays, and becomes an order when it can", async () => {
      const checkout = await untilPayment(shop)
      const restock = await emptyTheShelves(shop)
      try {
        await shop.simulator.pay(checkout.no)
        await untilTriedInVain(shop, checkout.no)
      } finally {
        await restock()
      }
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("for an order that staff cancelled before it was paid goes back", async () => {
      const checkout = await untilPayment(shop)
      await shop.front.createPaymentSession(checkout.collectionId, OTHER_PROVIDER)
      const completion = await shop.front.complete(checkout.cart.id)
      if (completion.type !== "order") throw new Error("not completed")
      await shop.simulator.pay(checkout.no)
      await cancelOrderWorkflow(shop.ctx.container).run({
        input: { order_id: completion.order.id },
      })
      await untilGivenBack(shop, checkout.no)
    })

    it("of an order that staff cancels goes back once, also when PayBy is out meanwhile", async () => {
      const checkout = await untilPaid(shop)
      const outage = { kind: "http", status: 502 } as const
      shop.simulator.faults.add({ call: "*", times: 4, fault: outage })
      const [order] = await shop.medusa.ordersOf(checkout.cart.id)
      await cancelOrderWorkflow(shop.ctx.container).run({ input: { order_id: String(order?.id) } })
      await untilGivenBack(shop, checkout.no)
    })
  })

  describe("an order that expired at PayBy", () => {
    it("is closed, its session cancelled, and the shopper can start again with a new number", async () => {
      const checkout = await untilPayment(shop)
      await shop.simulator.expire(checkout.no)
      await shop.ctx.payby.orders.awaited(
        checkout.no,
        shop.ctx.payby.clock(),
        new Date(Date.now() + 30_000),
      )
      await eventually(
        async () => (await ledgerRow(shop, checkout.no)).finishedAt !== null,
        "the order closed",
      )
      const [session] = await shop.medusa.sessionsOf(checkout.collectionId)
      expect(session).toMatchObject({
        status: "canceled",
        data: { status: "closed", pay_url: null },
      })
      const again = await shop.front.createPaymentSession(
        checkout.collectionId,
        shop.store.seeded.providerId,
      )
      expect(numberOf(again)).not.toBe(checkout.no)
      await expectNothingTaken(shop, checkout)
    })
  })
}
