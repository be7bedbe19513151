import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { settle } from "../../src/settlement/settle"
import { eventually } from "../support/eventually"
import { untilGivenBack } from "../support/given-back"
import { emptyTheShelves } from "../support/shelves"
import type { Shop } from "../support/shop"
import {
  changeRow,
  expectOnePaidOrder,
  hold,
  ledgerRow,
  letPatienceEnd,
  numberOf,
  untilPayment,
  untilSettled,
  untilTriedInVain,
} from "../support/checkout"
import type { Unpaid } from "../support/checkout"

/** What may happen between any two lines: crashes, races, contradictions. */
export function interleavings(shop: Shop): void {
  const core = () => shop.ctx.container.resolve(Modules.PAYMENT)

  const change = ({ no }: Unpaid, columns: Record<string, unknown>) => changeRow(shop, no, columns)

  /** Paid, and the ledger knows it, but nobody has done anything about it. */
  async function paidAndHeld(): Promise<{ checkout: Unpaid; release: () => Promise<void> }> {
    shop.simulator.notifications.mode = "lose"
    const checkout = await untilPayment(shop)
    const release = await hold(shop, checkout.no)
    await shop.simulator.pay(checkout.no)
    await shop.ctx.payby.correspondence.ask(await ledgerRow(shop, checkout.no))
    return { checkout, release }
  }

  const pg = () => shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

  /** An hour after the process died that had written the order and had not come to its payment. */
  async function unasked(befall: (checkout: Unpaid) => Promise<unknown>): Promise<Unpaid> {
    const checkout = await untilPayment(shop)
    await shop.simulator.pay(checkout.no)
    await untilSettled(shop, checkout.no)
    const anHourAgo = new Date(Date.now() - 3_600_000)
    await forgetPayment(checkout)
    await befall(checkout)
    await change(checkout, {
      settlement: "settling",
      settling_at: anHourAgo,
      captured_session_id: null,
      captured_at: null,
      finished_at: null,
      placed_at: anHourAgo,
      looked_at: anHourAgo,
      next_look_at: anHourAgo,
    })
    return checkout
  }

  async function expectPaidAndKept(checkout: Unpaid): Promise<void> {
    await expectOnePaidOrder(shop, checkout)
    expect(shop.simulator.books.order(checkout.no).kept).toBe(checkout.cart.total.toFixed(2))
  }

  /** The order of a cart was written long ago, and knows of no payment. */
  async function forgetCaptures(cartId: string): Promise<void> {
    const orders = shop.ctx.container.resolve(Modules.ORDER)
    const ids = await pg()("order_cart").where({ cart_id: cartId }).pluck("order_id")
    const transactions = await orders.listOrderTransactions({ order_id: ids })
    await orders.deleteOrderTransactions(transactions.map(({ id }) => id))
    const anHourAgo = new Date(Date.now() - 3_600_000)
    await pg()("order").whereIn("id", ids).update({ created_at: anHourAgo })
  }

  /** Takes from Medusa's books what the core writes once an order is there: all about its payment. */
  async function forgetPayment({ cart, collectionId, session }: Unpaid): Promise<void> {
    const payments = pg()("payment").where({ payment_collection_id: collectionId })
    await forgetCaptures(cart.id)
    await pg()("capture").whereIn("payment_id", payments.clone().select("id")).delete()
    await payments.delete()
    const untouched = { status: "pending", authorized_at: null }
    await pg()("payment_session").where({ id: session.id }).update(untouched)
    const unpaid = { status: "not_paid", authorized_amount: 0, captured_amount: 0 }
    await pg()("payment_collection").where({ id: collectionId }).update(unpaid)
  }

  describe("an order that stands keeps its money", () => {
    it("although the process died before it saw that, and was away for hours", async () => {
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      await untilSettled(shop, checkout.no)
      const hoursAgo = new Date(Date.now() - 5 * 3_600_000)
      await change(checkout, {
        settlement: "settling",
        settling_at: hoursAgo,
        captured_at: hoursAgo,
        finished_at: null,
        attempts: 9,
        placed_at: hoursAgo,
        looked_at: hoursAgo,
        next_look_at: hoursAgo,
      })
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
      expect(shop.simulator.books.order(checkout.no).kept).toBe(checkout.cart.total.toFixed(2))
    })

    it("although it was completed by the shopper while the settlement was looking", async () => {
      const { checkout, release } = await paidAndHeld()
      const { orders } = shop.ctx.payby
      const find = orders.find.bind(orders)
      let looks = 0
      const spy = jest.spyOn(orders, "find").mockImplementation(async (no) => {
        const row = await find(no)
        if (no !== checkout.no) return row
        looks += 1
        // Not by the store's route, which would wait for the settlement.
        if (looks === 2) {
          const input = { id: checkout.cart.id }
          await completeCartWorkflow(shop.store.container).run({ input })
        }
        return row
      })
      await settle(shop.ctx, checkout.no)
      spy.mockRestore()
      expect(looks).toBeGreaterThan(2)
      await release()
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
      expect((await ledgerRow(shop, checkout.no)).intent).toBe("collect")
    })
  })

  describe("two live sessions of one order", () => {
    it("are told captured once, also when the second asks long after the first", async () => {
      const { checkout, release } = await paidAndHeld()
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
      const { checkout, release } = await paidAndHeld()
      const other = await core().createPaymentSession(checkout.collectionId, {
        provider_id: "pp_system_default",
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

  describe("a cart whose order stands", () => {
    it("is not ordered twice, although the process died before Medusa had marked it completed", async () => {
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      await untilSettled(shop, checkout.no)
      const [order] = await shop.medusa.ordersOf(checkout.cart.id)
      const pg = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      await pg("order_cart").where({ cart_id: checkout.cart.id }).delete()
      await pg("cart").where({ id: checkout.cart.id }).update({ completed_at: null })
      await change(checkout, {
        settlement: "settling",
        finished_at: null,
        next_look_at: new Date(),
      })
      await untilSettled(shop, checkout.no)
      expect(await shop.front.complete(checkout.cart.id)).toMatchObject({
        type: "order",
        order: { id: order?.id },
      })
      await expectOnePaidOrder(shop, checkout)
    })
  })

  describe("an order that had not asked for its money yet when the process died", () => {
    const stands = async () => undefined
    const isGone = ({ session }: Unpaid) => core().deletePaymentSession(session.id)

    it.each([
      ["stands", stands],
      ["is gone", isGone],
    ])("gets it, however late, where its session %s", async (_how, befall) => {
      const checkout = await unasked(befall)
      await untilSettled(shop, checkout.no)
      await expectPaidAndKept(checkout)
    })

    it("gets it, although the cart was changed before anybody knew of the order", async () => {
      const checkout = await unasked(async ({ cart }) => {
        await pg()("cart").where({ id: cart.id }).update({ completed_at: null })
        await shop.front.addItem(cart.id, shop.store.seeded.variantId, 1)
      })
      await untilSettled(shop, checkout.no)
      await expectPaidAndKept(checkout)
    })

    it("gets it, although the first write of the capture fails", async () => {
      const orders = shop.ctx.container.resolve(Modules.ORDER)
      const failing = jest.spyOn(orders, "addOrderTransactions")
      const checkout = await unasked(async () => {
        failing.mockRejectedValueOnce(new Error("connection lost"))
      })
      await untilTriedInVain(shop, checkout.no)
      const aMinuteAgo = new Date(Date.now() - 60_000)
      const longAgo = { captured_at: aMinuteAgo, looked_at: aMinuteAgo, next_look_at: aMinuteAgo }
      await change(checkout, longAgo)
      await untilSettled(shop, checkout.no)
      failing.mockRestore()
      await expectPaidAndKept(checkout)
    })

    it("is left to another provider that was promised its money, and PayBy's goes back", async () => {
      const checkout = await unasked(async ({ session, collectionId, cart }) => {
        await core().deletePaymentSession(session.id)
        const other = await core().createPaymentSession(collectionId, {
          provider_id: "pp_system_default",
          currency_code: "aed",
          amount: cart.total,
          data: {},
        })
        const promised = { status: "pending_authorization" }
        await pg()("payment_session").where({ id: other.id }).update(promised)
      })
      await untilGivenBack(shop, checkout.no)
      const { collectionId } = checkout
      const sessions = await core().listPaymentSessions({ payment_collection_id: collectionId })
      expect(sessions).toMatchObject([{ provider_id: "pp_system_default" }])
    })
  })

  describe("an order whose Payment the core had cancelled, and which it had not taken back, when the process died", () => {
    it("keeps its money, and knows of it", async () => {
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      await untilSettled(shop, checkout.no)
      const aMinuteAgo = new Date(Date.now() - 60_000)
      const payments = pg()("payment").where({ payment_collection_id: checkout.collectionId })
      await payments.update({ canceled_at: aMinuteAgo })
      await forgetCaptures(checkout.cart.id)
      await change(checkout, {
        settlement: "settling",
        settling_at: aMinuteAgo,
        captured_at: aMinuteAgo,
        cancel_noted_at: aMinuteAgo,
        finished_at: null,
        placed_at: aMinuteAgo,
        looked_at: aMinuteAgo,
        next_look_at: aMinuteAgo,
      })
      await untilSettled(shop, checkout.no)
      await expectPaidAndKept(checkout)
    })
  })

  describe("a person is told", () => {
    it("when an order wants another amount than was paid for its cart", async () => {
      const { checkout, release } = await paidAndHeld()
      const carts = shop.ctx.container.resolve(Modules.CART)
      const [line] = await carts.listLineItems({ cart_id: checkout.cart.id })
      // Not by a workflow, which would give the collection the new amount and take its sessions away.
      await carts.updateLineItems(String(line?.id), { quantity: 3 })
      await release()
      await untilSettled(shop, checkout.no)
      expect(await ledgerRow(shop, checkout.no)).toMatchObject({ attention: "medusa-disagrees" })
    })

    it("when two orders stand on one payment", async () => {
      const [checkout, other] = [await untilPayment(shop), await untilPayment(shop)]
      for (const { no } of [checkout, other]) {
        await shop.simulator.pay(no)
        await untilSettled(shop, no)
      }
      await pg()("order_cart")
        .where({ cart_id: other.cart.id })
        .update({ cart_id: checkout.cart.id })
      await change(checkout, {
        settlement: "settling",
        finished_at: null,
        next_look_at: new Date(),
      })
      await untilSettled(shop, checkout.no)
      expect(await ledgerRow(shop, checkout.no)).toMatchObject({ attention: "medusa-disagrees" })
    })
  })

  describe("a cart with a link to an order that the core took back", () => {
    it.each(["order_cart", "order_payment_collection"])(
      "becomes one paid order: %s",
      async (link) => {
        const checkout = await untilPayment(shop)
        const to =
          link === "order_cart"
            ? { cart_id: checkout.cart.id }
            : { payment_collection_id: checkout.collectionId }
        const id = `lost_${checkout.cart.id}`
        await pg()(link).insert({ id, order_id: `order_${checkout.cart.id}`, ...to })
        await shop.simulator.pay(checkout.no)
        await untilSettled(shop, checkout.no)
        await expectPaidAndKept(checkout)
      },
    )
  })

  describe("an order that the core had not linked yet when the process died", () => {
    it.each([
      ["its cart", "order_cart"],
      ["its payment collection", "order_payment_collection"],
    ])("to %s keeps its money, and hears of it", async (_what, link) => {
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      await untilSettled(shop, checkout.no)
      const [order] = await shop.medusa.ordersOf(checkout.cart.id)
      const pg = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      const aMinuteAgo = new Date(Date.now() - 60_000)
      await pg("order").where({ id: order?.id }).update({ created_at: aMinuteAgo })
      await pg("order_transaction").where({ order_id: order?.id }).delete()
      await pg(link).where({ order_id: order?.id }).delete()
      await change(checkout, {
        settlement: "settling",
        captured_at: aMinuteAgo,
        finished_at: null,
        next_look_at: new Date(),
      })
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
      expect(shop.simulator.books.order(checkout.no).kept).toBe(checkout.cart.total.toFixed(2))
    })
  })

  describe("money that went back", () => {
    it("by the core's own refund completes nothing when the shopper presses the button once more", async () => {
      const { checkout, release } = await paidAndHeld()
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
      const { checkout, release } = await paidAndHeld()
      await shop.ctx.payby.claims.claimSettlement(checkout.no, new Date())
      await core().authorizePaymentSession(checkout.session.id, {})
      await shop.ctx.payby.orders.intend(checkout.no, "return", "not-completed", new Date())
      await change(checkout, { captured_at: new Date(Date.now() - 60_000) })
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
      const { checkout, release } = await paidAndHeld()
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
      const { checkout, release } = await paidAndHeld()
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

    it("past us, in PayBy's portal, of an order that stands is shown to a person", async () => {
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      const settled = await untilSettled(shop, checkout.no)
      await shop.ctx.payby.gateway.revokeOrder(checkout.no)
      await shop.ctx.payby.correspondence.ask(settled)
      expect((await ledgerRow(shop, checkout.no)).attention).toBe("medusa-disagrees")
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
