import { Modules } from "@medusajs/framework/utils"
import { merchantOrderNo } from "../../src/gateway"
import { PayByPaymentProvider } from "../../src/providers/payby/service"
import type { Shop } from "../support/shop"
import {
  expectNothingTaken,
  expectOnePaidOrder,
  ledgerRow,
  untilPaid,
  untilPayment,
} from "../support/checkout"
import type { Unpaid } from "../support/checkout"

/** Medusa's verbs, called as the core calls them. */
export function providerVerbs(shop: Shop): void {
  const core = () => shop.ctx.container.resolve(Modules.PAYMENT)

  /** The provider as the core has it, but that it finds no rows of the core's. */
  const provider = () => {
    const nothing = { list: async () => [], delete: async () => undefined }
    return new PayByPaymentProvider({
      paymentSessionService: nothing,
      paymentService: nothing,
      captureService: nothing,
      refundService: nothing,
    })
  }

  async function paid(): Promise<Unpaid & { paymentId: string }> {
    const checkout = await untilPaid(shop)
    const [payment] = await shop.medusa.paymentsOf(checkout.collectionId)
    return { ...checkout, paymentId: String(payment?.id) }
  }

  describe("initiate", () => {
    it("refuses a currency that is not AED with a sentence, and calls nobody", async () => {
      const checkout = await untilPayment(shop)
      const calls = shop.simulator.callCount("placeOrder")
      await expect(
        core().createPaymentSession(checkout.collectionId, {
          provider_id: shop.store.seeded.providerId,
          currency_code: "usd",
          amount: 10,
          data: {},
        }),
      ).rejects.toThrow(/AED/)
      expect(shop.simulator.callCount("placeOrder")).toBe(calls)
    })

    it("asks PayBy for the total rounded half up to the fils, when it has more decimals", async () => {
      const checkout = await untilPayment(shop)
      const collection = await core().createPaymentCollections({
        currency_code: "aed",
        amount: 39.319325,
      })
      const session = await core().createPaymentSession(collection.id, {
        provider_id: shop.store.seeded.providerId,
        currency_code: "aed",
        amount: 39.319325,
        data: {},
      })
      const no = String(session.data?.["merchant_order_no"])
      expect(shop.simulator.books.order(no).totalAmount).toBe("39.32")
      expect(no).not.toBe(checkout.no)
    })

    it("says try again when PayBy does not answer, keeps the row, and the next attempt uses its number", async () => {
      shop.simulator.faults.add({
        call: "placeOrder",
        fault: { kind: "garbage", body: "empty", effect: true },
      })
      await expect(untilPayment(shop)).rejects.toThrow(/try again in a few seconds/)
      const [order] = shop.simulator.books.orders().slice(-1)
      const row = await ledgerRow(shop, merchantOrderNo(String(order?.merchantOrderNo)))
      expect(row.linkHandedOutAt).toBeNull()
      const session = await shop.front.createPaymentSession(
        row.collectionId,
        shop.store.seeded.providerId,
      )
      expect(session.data["merchant_order_no"]).toBe(row.merchantOrderNo)
    })

    it("tells staff by name that the clock is wrong, and the shopper to choose another way", async () => {
      shop.simulator.skewClock(16 * 60_000)
      await expect(untilPayment(shop)).rejects.toThrow(/choose another way to pay/)
      const [row] = await shop.ctx.payby.listPayByOrders(
        { attention: "account-not-set-up" },
        { order: { created_at: "DESC" }, take: 1 },
      )
      expect(row).toMatchObject({ intent: "close", intent_reason: "refused" })
    })

    it("accepts a clock that is 14 minutes wrong", async () => {
      shop.simulator.skewClock(14 * 60_000)
      const checkout = await untilPayment(shop)
      expect(shop.simulator.books.order(checkout.no).status).toBe("CREATED")
    })
  })

  describe("authorise", () => {
    it("believes no answer about another amount", async () => {
      shop.simulator.notifications.mode = "lose"
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      const asked = { call: "getOrder", merchantOrderNo: checkout.no, times: 50 } as const
      shop.simulator.faults.add({ ...asked, fault: { kind: "wrong-amount" } })
      expect((await shop.front.complete(checkout.cart.id)).type).toBe("cart")
      expect((await ledgerRow(shop, checkout.no)).attention).toBe("amount-differs")
      await expectNothingTaken(shop, checkout)
    })

    it.each(["unsigned", "wrongly-signed", "other-order"] as const)(
      "believes no answer that is %s",
      async (kind) => {
        shop.simulator.notifications.mode = "lose"
        const checkout = await untilPayment(shop)
        await shop.simulator.pay(checkout.no)
        const asked = { call: "getOrder", merchantOrderNo: checkout.no, times: 50 } as const
        shop.simulator.faults.add({ ...asked, fault: { kind } })
        expect((await shop.front.complete(checkout.cart.id)).type).toBe("cart")
        expect((await ledgerRow(shop, checkout.no)).status).toBe("CREATED")
        await expectNothingTaken(shop, checkout)
      },
    )

    it("believes nothing that is written in the session's data: no status, and no paid order of another cart", async () => {
      const other = await paid()
      const checkout = await untilPayment(shop)
      const { id, amount, currency_code, data } = await core().retrievePaymentSession(
        checkout.session.id,
      )
      const forged = { ...data, status: "paid", merchant_order_no: other.no }
      await core().updatePaymentSession({ id, amount, currency_code, data: forged })
      expect((await shop.front.complete(checkout.cart.id)).type).toBe("cart")
      await expectNothingTaken(shop, checkout)
    })

    it("captures no session of another amount than was paid", async () => {
      shop.simulator.notifications.mode = "lose"
      const checkout = await untilPayment(shop)
      const session = await core().retrievePaymentSession(checkout.session.id)
      const more = {
        id: session.id,
        currency_code: session.currency_code,
        data: { ...session.data },
      }
      await core().updatePaymentSession({ ...more, amount: checkout.cart.total + 0.01 })
      await shop.simulator.pay(checkout.no)
      await expect(core().authorizePaymentSession(session.id, {})).rejects.toThrow()
      await expectNothingTaken(shop, checkout)
    })
  })

  describe("capture", () => {
    it("is confirmed for an order that is paid", async () => {
      const { no } = await paid()
      const data = { merchant_order_no: no }
      await expect(provider().capturePayment({ data })).resolves.toEqual({ data })
    })

    it("is not confirmed for an order that nobody has paid, nor for one whose money goes back", async () => {
      const capture = ({ no }: Unpaid) =>
        provider().capturePayment({ data: { merchant_order_no: no } })
      await expect(capture(await untilPayment(shop))).rejects.toThrow()
      const returned = await paid()
      await shop.ctx.payby.orders.intend(returned.no, "return", "nothing-to-pay", new Date())
      await expect(capture(returned)).rejects.toThrow()
    })
  })

  describe("cancel", () => {
    it("moves no money of a paid order, whatever the core means by it", async () => {
      const checkout = await paid()
      const calls = shop.simulator.calls({ merchantOrderNo: checkout.no })
      await core().cancelPayment(checkout.paymentId)
      const row = await ledgerRow(shop, checkout.no)
      expect(row.cancelNotedAt).not.toBeNull()
      expect(shop.simulator.books.order(checkout.no).kept).toBe(checkout.cart.total.toFixed(2))
      expect(shop.simulator.calls({ merchantOrderNo: checkout.no })).toEqual(calls)
    })
  })

  describe("delete", () => {
    it("of a paid and settled session neither throws nor touches the order", async () => {
      const checkout = await paid()
      const again = await shop.front.createPaymentSession(
        checkout.collectionId,
        shop.store.seeded.providerId,
      )
      expect(again.data["status"]).toBe("paid")
      expect(again.data["pay_url"]).toBeNull()
      expect(shop.simulator.books.order(checkout.no).status).toBe("PAID_SUCCESS")
      await expectOnePaidOrder(shop, checkout)
    })

    it("does not throw when the ledger cannot be reached, and takes nothing from the core", async () => {
      const checkout = await untilPayment(shop)
      const away = jest.spyOn(shop.ctx.payby.orders, "release").mockRejectedValue(new Error("away"))
      await core().deletePaymentSession(checkout.session.id)
      expect(away).toHaveBeenCalledTimes(1)
      away.mockRestore()
      expect(await shop.medusa.sessionsOf(checkout.collectionId)).toEqual([])
    })

    it("releases an unpaid order without calling PayBy", async () => {
      const checkout = await untilPayment(shop)
      await core().deletePaymentSession(checkout.session.id)
      expect((await ledgerRow(shop, checkout.no)).releasedAt).not.toBeNull()
      expect(shop.simulator.calls({ merchantOrderNo: checkout.no })).toHaveLength(1)
    })
  })

  describe("refund", () => {
    it("gives back in parts to the last fils, each with a number of its own", async () => {
      const checkout = await paid()
      const rest = Math.round(checkout.cart.total * 100 - 3_333) / 100
      await core().refundPayment({ payment_id: checkout.paymentId, amount: 33.33 })
      await core().refundPayment({ payment_id: checkout.paymentId, amount: rest })
      const refunds = shop.simulator.books.refunds(checkout.no)
      expect(refunds.map((refund) => refund.amount)).toEqual(["33.33", rest.toFixed(2)])
      expect(new Set(refunds.map((refund) => refund.refundMerchantOrderNo)).size).toBe(2)
      expect(shop.simulator.books.order(checkout.no).kept).toBe("0.00")
    })

    it("whose answer was lost is found out while staff waits, and is one refund", async () => {
      const checkout = await paid()
      const lost = { kind: "garbage", body: "empty", effect: true } as const
      const first = `${checkout.no}-r1`
      shop.simulator.faults.add({ call: "placeRefund", merchantOrderNo: first, fault: lost })
      shop.simulator.faults.add({ call: "getRefund", merchantOrderNo: first, fault: lost })
      await core().refundPayment({ payment_id: checkout.paymentId, amount: 20 })
      expect(shop.simulator.books.refunds(checkout.no)).toHaveLength(1)
      const [payment] = await shop.medusa.paymentsOf(checkout.collectionId)
      expect(payment?.refunds).toEqual([20])
    })

    it("of a payment that cannot be found is an error, not a success", async () => {
      const { no } = await paid()
      const refund = (data: Record<string, unknown>) =>
        provider().refundPayment({ amount: 1, data, context: { idempotency_key: "ref_nobodys" } })
      await expect(refund({ merchant_order_no: no })).rejects.toThrow()
      await expect(refund({ merchant_order_no: "20200101000000-nobody" })).rejects.toThrow()
      await expect(refund({})).rejects.toThrow()
      expect(shop.simulator.books.refunds(no)).toEqual([])
    })

    it("of more than was taken is refused with what is left, and nothing is sent", async () => {
      const checkout = await paid()
      await expect(
        core().refundPayment({ payment_id: checkout.paymentId, amount: checkout.cart.total + 1 }),
      ).rejects.toThrow()
      expect(shop.simulator.calls({ call: "placeRefund", merchantOrderNo: checkout.no })).toEqual(
        [],
      )
    })
  })
}
