import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { keepInBooks } from "../../src/settlement/refunds"
import { settle } from "../../src/settlement/settle"
import {
  changeRow,
  ledgerRow,
  letPatienceEnd,
  numberOf,
  paidAndHeld,
  untilPayment,
  untilSettled,
} from "../support/checkout"
import { eventually } from "../support/eventually"
import { untilGivenBack } from "../support/given-back"
import { offerTheOther, OTHER_PROVIDER } from "../support/other-provider"
import { emptyTheShelves } from "../support/shelves"
import type { Shop } from "../support/shop"

/** How money goes back, and what holds of its cart afterwards. */
export function waysBack(shop: Shop): void {
  const core = () => shop.ctx.container.resolve(Modules.PAYMENT)

  const pg = () => shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

  describe("money that went back", () => {
    it("by the core's own refund completes nothing when the shopper presses the button once more", async () => {
      const { checkout, release } = await paidAndHeld(shop)
      await core().authorizePaymentSession(checkout.session.id, {})
      const restock = await emptyTheShelves(shop)
      await settle(shop.ctx, checkout.no).finally(restock)
      expect(await ledgerRow(shop, checkout.no)).toMatchObject({ intentReason: "refunded" })
      const completion = await shop.front.complete(checkout.cart.id).catch(() => null)
      expect(completion?.type).not.toBe("order")
      await release()
      await untilGivenBack(shop, checkout.no)
      expect(await shop.medusa.ordersOf(checkout.cart.id)).toEqual([])
    })

    it("cannot complete the cart afterwards with the session it was captured in", async () => {
      const { checkout, release } = await paidAndHeld(shop)
      await shop.ctx.payby.claims.claimSettlement(checkout.no, new Date())
      await core().authorizePaymentSession(checkout.session.id, {})
      await shop.ctx.payby.orders.intend(checkout.no, "return", "not-completed", new Date())
      await changeRow(shop, checkout.no, { captured_at: new Date(Date.now() - 60_000) })
      await release()
      await untilGivenBack(shop, checkout.no)
      const completion = await shop.front.complete(checkout.cart.id).catch(() => null)
      expect(completion?.type).not.toBe("order")
      expect(await shop.medusa.ordersOf(checkout.cart.id)).toEqual([])
    })

    it("does not spoil the cart: it can be paid again and becomes an order", async () => {
      const checkout = await untilPayment(shop)
      const restock = await emptyTheShelves(shop)
      try {
        await shop.simulator.pay(checkout.no)
        await letPatienceEnd(shop, checkout.no)
        await untilGivenBack(shop, checkout.no)
      } finally {
        await restock()
      }
      const again = await shop.front.createPaymentSession(
        checkout.collectionId,
        shop.store.seeded.providerId,
      )
      expect(numberOf(again)).not.toBe(checkout.no)
      await shop.simulator.pay(numberOf(again))
      await untilSettled(shop, numberOf(again))
      expect(await shop.medusa.ordersOf(checkout.cart.id)).toHaveLength(1)
      expect(shop.simulator.books.order(numberOf(again)).kept).toBe(checkout.cart.total.toFixed(2))
    })

    it("goes back by a revoke or by a refund, never by both, when the revoke's answer is lost", async () => {
      const { checkout, release } = await paidAndHeld(shop)
      const revokes = { call: "revokeOrder", merchantOrderNo: checkout.no } as const
      shop.simulator.faults.add({ ...revokes, fault: { kind: "code", code: "500" } })
      shop.simulator.faults.add({ ...revokes, fault: { kind: "code", code: "62046" } })
      await shop.ctx.payby.orders.intend(checkout.no, "return", "nothing-to-pay", new Date())
      await release()
      await untilGivenBack(shop, checkout.no)
      const calls = shop.simulator.calls({ merchantOrderNo: checkout.no }).map(({ call }) => call)
      expect(calls.filter((call) => call === "revokeOrder").length).toBeGreaterThanOrEqual(3)
      expect(calls).not.toContain("placeRefund")
    })

    it("goes back by a refund when PayBy refuses the first revoke", async () => {
      const { checkout, release } = await paidAndHeld(shop)
      const revokes = { call: "revokeOrder", merchantOrderNo: checkout.no } as const
      shop.simulator.faults.add({ ...revokes, fault: { kind: "code", code: "62046" } })
      await shop.ctx.payby.orders.intend(checkout.no, "return", "nothing-to-pay", new Date())
      await release()
      await untilGivenBack(shop, checkout.no)
      expect(shop.simulator.books.refunds(checkout.no)).toHaveLength(1)
    })

    it("goes back when PayBy first says that the order failed and then that it is paid", async () => {
      const checkout = await untilPayment(shop)
      const fault = { kind: "lie", status: "FAILURE" } as const
      shop.simulator.notifications.add({ merchantOrderNo: checkout.no, fault })
      await shop.simulator.pay(checkout.no)
      await eventually(
        async () => (await ledgerRow(shop, checkout.no)).finishedAt !== null,
        "the order closed",
      )
      const told = shop.simulator.notifications
        .list()
        .findLast(({ merchantOrderNo }) => merchantOrderNo === checkout.no)
      await shop.simulator.notifications.resend(String(told?.notifyId))
      await untilGivenBack(shop, checkout.no)
      expect((await ledgerRow(shop, checkout.no)).attention).toBe("status-went-back")
    })

    it("goes back although PayBy could not be asked when it contradicted itself", async () => {
      const checkout = await untilPayment(shop)
      const merchantOrderNo = checkout.no
      const fault = { kind: "lie", status: "FAILURE" } as const
      shop.simulator.notifications.add({ merchantOrderNo, fault })
      await shop.simulator.pay(checkout.no)
      await eventually(
        async () => (await ledgerRow(shop, checkout.no)).finishedAt !== null,
        "the order closed",
      )
      const told = shop.simulator.notifications
        .list()
        .findLast((one) => one.merchantOrderNo === checkout.no)
      shop.simulator.faults.add({ call: "getOrder", merchantOrderNo, fault: { kind: "unsigned" } })
      await shop.simulator.notifications.resend(String(told?.notifyId))
      await untilGivenBack(shop, checkout.no)
    })

    it("past us, in PayBy's portal, of an order that stands is shown to a person", async () => {
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      const settled = await untilSettled(shop, checkout.no)
      await shop.ctx.payby.gateway.revokeOrder(checkout.no)
      await shop.ctx.payby.correspondence.ask(settled)
      expect((await ledgerRow(shop, checkout.no)).attention).toBe("medusa-disagrees")
    })
  })
  describe("a payment whose order the core took back, of a cart that was paid anew", () => {
    it("goes back, and the cart's new order is told nothing of it", async () => {
      const { checkout, release } = await paidAndHeld(shop)
      const orders = shop.ctx.container.resolve(Modules.ORDER)
      const failing = jest.spyOn(orders, "addOrderTransactions")
      failing.mockRejectedValueOnce(new Error("connection lost"))
      await shop.front.complete(checkout.cart.id).catch(() => undefined)
      failing.mockRestore()
      await release()
      await eventually(
        async () => (await ledgerRow(shop, checkout.no)).intent === "return",
        "its money wanted back",
      )
      shop.simulator.notifications.mode = "send"
      const { providerId } = shop.store.seeded
      const again = await shop.front.createPaymentSession(checkout.collectionId, providerId)
      await shop.simulator.pay(numberOf(again))
      await untilSettled(shop, numberOf(again))
      await untilGivenBack(shop, checkout.no)

      const keep = async () => {
        for (const { refundNo } of await shop.ctx.payby.refunds.ofOrder(checkout.no)) {
          await keepInBooks(shop.ctx, refundNo)
        }
      }
      const rows = () => {
        const payments = pg()("payment").where({ payment_session_id: checkout.session.id })
        return pg()("refund").whereIn("payment_id", payments.select("id"))
      }
      // Medusa lost its row, and the new one is old enough for anybody to tell an order of it.
      await rows().delete()
      await keep()
      await rows().update({ created_at: new Date(Date.now() - 3_600_000) })
      await keep()
      const { total } = checkout.cart
      expect(await rows()).toHaveLength(1)
      expect(await shop.medusa.ordersOf(checkout.cart.id)).toMatchObject([
        { status: "pending", total, transacted: total },
      ])
      expect(shop.simulator.books.order(numberOf(again)).kept).toBe(total.toFixed(2))
      expect(shop.simulator.books.refunds(checkout.no)).toHaveLength(1)
    })
  })

  describe("a payment that the core had begun to undo when the process died", () => {
    it("is forgotten by the cart in the moment in which its money is wanted back", async () => {
      const { checkout, release } = await paidAndHeld(shop)
      await core().authorizePaymentSession(checkout.session.id, {})
      const aMinuteAgo = new Date(Date.now() - 60_000)
      await pg()("payment")
        .where({ payment_session_id: checkout.session.id })
        .update({ canceled_at: aMinuteAgo })
      await changeRow(shop, checkout.no, { captured_at: aMinuteAgo })
      await settle(shop.ctx, checkout.no)
      expect((await ledgerRow(shop, checkout.no)).intent).toBe("return")
      const { collectionId } = checkout
      expect(await core().listPaymentSessions({ payment_collection_id: collectionId })).toEqual([])
      await release()
      await untilGivenBack(shop, checkout.no)
    })

    it("does not become an order by another provider's session, which nobody has chosen", async () => {
      await offerTheOther(shop)
      const { checkout, release } = await paidAndHeld(shop)
      await core().authorizePaymentSession(checkout.session.id, {})
      await core().deletePaymentSession(checkout.session.id)
      await core().createPaymentSession(checkout.collectionId, {
        provider_id: OTHER_PROVIDER,
        currency_code: "aed",
        amount: checkout.cart.total,
        data: {},
      })
      await changeRow(shop, checkout.no, { captured_at: new Date(Date.now() - 60_000) })
      await settle(shop.ctx, checkout.no)
      expect(await shop.medusa.ordersOf(checkout.cart.id)).toEqual([])
      await release()
      await letPatienceEnd(shop, checkout.no)
      await untilGivenBack(shop, checkout.no)
      expect(await shop.medusa.ordersOf(checkout.cart.id)).toEqual([])
    })
  })
}
