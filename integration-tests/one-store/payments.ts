import { isDeepStrictEqual } from "node:util"
import { Modules, PaymentEvents } from "@medusajs/framework/utils"
import { eventually } from "../support/eventually"
import type { Shop } from "../support/shop"
import {
  expectNothingTaken,
  expectOnePaidOrder,
  ledgerRow,
  numberOf,
  untilPaid,
  untilPayment,
  untilSettled,
} from "../support/checkout"
import type { Unpaid } from "../support/checkout"

/** From the storefront's cart to a paid order, whatever happens on the way. */
export function payments(shop: Shop): void {
  describe("a payment", () => {
    it("becomes a captured order although the shopper never returns, with exactly one call to PayBy", async () => {
      const checkout = await untilPaid(shop)
      await expectOnePaidOrder(shop, checkout)
      expect(shop.simulator.calls({ merchantOrderNo: checkout.no })).toHaveLength(1)
    })

    it("becomes an order when the shopper returns and every notification is lost", async () => {
      shop.simulator.notifications.mode = "lose"
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      const completion = await shop.front.complete(checkout.cart.id)
      expect(completion.type).toBe("order")
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
      expect(shop.simulator.calls({ merchantOrderNo: checkout.no })).toHaveLength(2)
    })

    it.each([
      ["the settlement makes the order", () => undefined],
      ["the shopper does", ({ cart }: Unpaid) => shop.front.complete(cart.id)],
    ])("is told of by Medusa's own event of a capture when %s", async (_who, complete) => {
      const told: unknown[] = []
      const bus = shop.ctx.container.resolve(Modules.EVENT_BUS)
      bus.subscribe(PaymentEvents.CAPTURED, async ({ data }) => void told.push(data))
      shop.simulator.notifications.mode = "hold"
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      await complete(checkout)
      await shop.simulator.notifications.release(checkout.no)
      await untilSettled(shop, checkout.no)
      const [payment] = await shop.medusa.paymentsOf(checkout.collectionId)
      const ofIt = () => told.filter((data) => isDeepStrictEqual(data, { id: payment?.id }))
      await eventually(() => ofIt().length > 0, "Medusa's event")
      expect(ofIt()).toHaveLength(1)
    })

    it("makes one order and one capture when the return and three copies of the notification race", async () => {
      const checkout = await untilPayment(shop)
      const merchantOrderNo = checkout.no
      shop.simulator.notifications.add({ merchantOrderNo, fault: { kind: "duplicate", copies: 3 } })
      const paid = shop.simulator.pay(checkout.no)
      const completions = await Promise.allSettled([
        shop.front.complete(checkout.cart.id),
        shop.front.complete(checkout.cart.id),
        paid,
      ])
      expect(completions.map((one) => one.status)).toContain("fulfilled")
      await untilSettled(shop, checkout.no)
      await shop.simulator.notifications.idle()
      await expectOnePaidOrder(shop, checkout)
    })

    it("that PayBy settled in the same moment counts as paid", async () => {
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no, { settled: true })
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("with a discount of PayBy's counts as paid in full, because the ordered amount is compared", async () => {
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no, { discount: "5.00" })
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("made before placeOrder's own answer arrived becomes an order", async () => {
      const known = shop.simulator.books.orders().length
      shop.simulator.faults.add({ call: "placeOrder", fault: { kind: "delay-after", ms: 1_500 } })
      const starting = untilPayment(shop)
      const placed = await eventually(
        () => shop.simulator.books.orders()[known],
        "an order placed at PayBy and not yet answered",
      )
      await shop.simulator.pay(placed.merchantOrderNo)
      const checkout = await starting
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("becomes an order by the job when the event that should have woken us is lost", async () => {
      const bus = shop.ctx.container.resolve(Modules.EVENT_BUS)
      const losing = jest.spyOn(bus, "emit").mockResolvedValue(undefined)
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      await shop.simulator.notifications.idle()
      losing.mockRestore()
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
      // By what was stored: to ask PayBy would have come much later.
      expect(shop.simulator.calls({ merchantOrderNo: checkout.no })).toHaveLength(1)
    })

    it("for a session that was replaced meanwhile settles into the session that lives", async () => {
      shop.simulator.notifications.mode = "hold"
      const checkout = await untilPayment(shop)
      const provider = shop.store.seeded.providerId
      await shop.simulator.pay(checkout.no)
      const again = await shop.front.createPaymentSession(checkout.collectionId, provider)
      expect(numberOf(again)).toBe(checkout.no)
      expect(again.id).not.toBe(checkout.session.id)
      await shop.simulator.notifications.release(checkout.no)
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("whose cart has other live sessions in front of the paid one still becomes an order", async () => {
      const checkout = await untilPayment(shop)
      const provider = shop.store.seeded.providerId
      // What parallel starts leave behind: each deletes only the sessions it saw.
      const payments = shop.ctx.container.resolve(Modules.PAYMENT)
      const start = () =>
        payments.createPaymentSession(checkout.collectionId, {
          provider_id: provider,
          currency_code: "aed",
          amount: checkout.cart.total,
          data: {},
        })
      await Promise.all([start(), start(), start()])
      expect(await shop.medusa.sessionsOf(checkout.collectionId)).toHaveLength(4)
      expect(await shop.ctx.payby.orders.ofCollection(checkout.collectionId)).toHaveLength(1)
      await shop.simulator.pay(checkout.no)
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("stays settled when an older word comes late, and a fresh answer clears it", async () => {
      const checkout = await untilPaid(shop)
      await comesLate(checkout, "CREATED")
      await eventually(
        () => shop.simulator.calls({ call: "getOrder", merchantOrderNo: checkout.no }).length === 1,
        "PayBy asked",
      )
      expect((await ledgerRow(shop, checkout.no)).attention).toBeNull()
      await expectOnePaidOrder(shop, checkout)
    })

    it("stays settled when PayBy contradicts itself and cannot be asked, and a person is told", async () => {
      const checkout = await untilPaid(shop)
      const asked = { call: "getOrder", merchantOrderNo: checkout.no } as const
      shop.simulator.faults.add({ ...asked, fault: { kind: "unsigned" } })
      await comesLate(checkout, "FAILURE")
      await eventually(
        async () => (await ledgerRow(shop, checkout.no)).attention === "status-went-back",
        "attention: the status went back",
      )
      await expectOnePaidOrder(shop, checkout)
    })

    /** A signed notification of another status than the order has. */
    async function comesLate({ no }: Unpaid, status: string): Promise<void> {
      const mine = shop.simulator.notifications.list().find((one) => one.merchantOrderNo === no)
      shop.simulator.notifications.add({ merchantOrderNo: no, fault: { kind: "lie", status } })
      await shop.simulator.notifications.resend(String(mine?.notifyId))
    }
  })

  describe("an unpaid order", () => {
    it("is answered with the cart, which stays usable, and is never captured", async () => {
      const checkout = await untilPayment(shop)
      const refused = await shop.front.complete(checkout.cart.id)
      expect(refused.type).toBe("cart")
      await expectNothingTaken(shop, checkout)
      await shop.simulator.pay(checkout.no)
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("is not paid by anything the storefront writes into the session's data", async () => {
      const paid = await untilPayment(shop)
      await shop.simulator.pay(paid.no)
      await untilSettled(shop, paid.no)
      const thief = await untilPayment(shop, {
        data: {
          ...paid.session.data,
          status: "paid",
          paid: true,
          amount: 0,
          captured: true,
        },
      })
      expect(thief.no).not.toBe(paid.no)
      expect(Object.keys(thief.session.data).sort()).toEqual([
        "expires_at",
        "merchant_order_no",
        "pay_url",
        "scene",
        "session_id",
        "status",
      ])
      expect((await shop.front.complete(thief.cart.id)).type).toBe("cart")
      await expectNothingTaken(shop, thief)
    })

    it("is paid once however often the shopper starts again, because the number stays the same", async () => {
      const checkout = await untilPayment(shop)
      const provider = shop.store.seeded.providerId
      const second = await shop.front.createPaymentSession(checkout.collectionId, provider)
      const third = await shop.front.createPaymentSession(checkout.collectionId, provider)
      expect([numberOf(second), numberOf(third)]).toEqual([checkout.no, checkout.no])
      expect(third.data["pay_url"]).toBe(checkout.session.data["pay_url"])
    })

    it("with an old total is closed at PayBy before the new total is placed", async () => {
      const checkout = await untilPayment(shop)
      const { variantId, providerId } = shop.store.seeded
      const cart = await shop.front.addItem(checkout.cart.id, variantId, 1)
      const again = await shop.front.createPaymentSession(checkout.collectionId, providerId)
      expect(numberOf(again)).not.toBe(checkout.no)
      expect(shop.simulator.books.order(checkout.no).status).toBe("FAILURE")
      await shop.simulator.pay(numberOf(again))
      await untilSettled(shop, numberOf(again))
      await expectOnePaidOrder(shop, { ...checkout, cart })
    })
  })
}
