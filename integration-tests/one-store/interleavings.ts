import { Modules } from "@medusajs/framework/utils"
import {
  changeRow,
  expectOnePaidOrder,
  ledgerRow,
  numberOf,
  paidAndHeld,
  untilPayment,
  untilSettled,
} from "../support/checkout"
import type { Unpaid } from "../support/checkout"
import { eventually } from "../support/eventually"
import { untilGivenBack } from "../support/given-back"
import { OTHER_PROVIDER } from "../support/other-provider"
import type { Shop } from "../support/shop"

/** What may happen between any two lines: crashes, races, contradictions. */
export function interleavings(shop: Shop): void {
  const core = () => shop.ctx.container.resolve(Modules.PAYMENT)

  const change = ({ no }: Unpaid, columns: Record<string, unknown>) => changeRow(shop, no, columns)

  describe("two live sessions of one order", () => {
    it("are told captured once, also when the second asks long after the first", async () => {
      const { checkout, release } = await paidAndHeld(shop)
      const other = await core().createPaymentSession(checkout.collectionId, {
        provider_id: shop.store.seeded.providerId,
        currency_code: "aed",
        amount: checkout.cart.total,
        data: {},
      })
      await core().authorizePaymentSession(checkout.session.id, {})
      await change(checkout, { captured_at: new Date(Date.now() - 60_000) })
      await expect(core().authorizePaymentSession(other.id, {})).rejects.toThrow()
      expect(await shop.medusa.paymentsOf(checkout.collectionId)).toHaveLength(1)
      await release()
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })
  })

  describe("a session of a cart that another provider's payment completed", () => {
    it("is not told captured, and what was paid for it goes back", async () => {
      const { checkout, release } = await paidAndHeld(shop)
      const other = await core().createPaymentSession(checkout.collectionId, {
        provider_id: OTHER_PROVIDER,
        currency_code: "aed",
        amount: checkout.cart.total,
        data: {},
      })
      await core().authorizePaymentSession(other.id, {})
      const late = core().authorizePaymentSession(checkout.session.id, {})
      await expect(late).rejects.toThrow(/can no longer be used/)
      expect(await shop.medusa.paymentsOf(checkout.collectionId)).toHaveLength(1)
      await release()
      await untilGivenBack(shop, checkout.no)
    })
  })

  describe("an order whose session was deleted", () => {
    it("is not abandoned while another session of its collection lives, which adopts it", async () => {
      const checkout = await untilPayment(shop)
      const longAgo = new Date(Date.now() - 3_600_000)
      await change(checkout, { session_id: null, released_at: longAgo, next_look_at: longAgo })
      const row = await eventually(async () => {
        const now = await ledgerRow(shop, checkout.no)
        return (now.sessionId !== null || now.intent !== "collect") && now
      }, "the job's decision")
      expect(row).toMatchObject({ intent: "collect", sessionId: checkout.session.id })
      expect(shop.simulator.books.order(checkout.no).status).toBe("CREATED")
    })
  })

  describe("a payment after all", () => {
    it("for a cart that still waits for exactly it settles, although its session is gone and it was being closed", async () => {
      const checkout = await untilPayment(shop)
      const cancels = { call: "cancelOrder", merchantOrderNo: checkout.no } as const
      shop.simulator.faults.add({ ...cancels, times: 20, fault: { kind: "unsigned" } })
      await core().deletePaymentSession(checkout.session.id)
      await shop.ctx.payby.orders.intend(checkout.no, "close", "abandoned", new Date())
      await shop.simulator.pay(checkout.no)
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })
  })

  describe("a pay link", () => {
    it("is not handed out when PayBy describes another amount than was ordered", async () => {
      shop.simulator.faults.add({ call: "placeOrder", fault: { kind: "wrong-amount" } })
      await expect(untilPayment(shop)).rejects.toThrow()
      const [row] = await shop.ctx.payby.listPayByOrders(
        {},
        { order: { created_at: "DESC" }, take: 1 },
      )
      expect(row).toMatchObject({ attention: "amount-differs", link_handed_out_at: null })
    })
  })

  describe("a cancel whose answer was lost", () => {
    it("lets no new number be taken until it is known that the old one can no longer be paid", async () => {
      const checkout = await untilPayment(shop)
      const { variantId, providerId } = shop.store.seeded
      await shop.front.addItem(checkout.cart.id, variantId, 1)
      const unsigned = {
        times: 3,
        merchantOrderNo: checkout.no,
        fault: { kind: "unsigned" },
      } as const
      shop.simulator.faults.add({ call: "cancelOrder", ...unsigned })
      shop.simulator.faults.add({ call: "getOrder", ...unsigned })
      const start = () => shop.front.createPaymentSession(checkout.collectionId, providerId)
      await expect(start()).rejects.toThrow(/try again in a few seconds/)
      const payable = () =>
        shop.simulator.books.orders().filter(({ status, merchantOrderNo }) => {
          return status === "CREATED" && collection.includes(merchantOrderNo)
        })
      const collection = (await shop.ctx.payby.orders.ofCollection(checkout.collectionId)).map(
        (order): string => order.merchantOrderNo,
      )
      expect(collection).toEqual([checkout.no])
      const again = await eventually(start, "a session with a new number", 60_000)
      expect(numberOf(again)).not.toBe(checkout.no)
      expect(payable()).toEqual([])
    })
  })
}
