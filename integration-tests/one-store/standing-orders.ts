import { cancelOrderWorkflow, completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { settle } from "../../src/settlement/settle"
import {
  changeRow,
  expectOnePaidOrder,
  ledgerRow,
  paidAndHeld,
  untilPaid,
  untilPayment,
  untilSettled,
  untilTriedInVain,
} from "../support/checkout"
import type { Unpaid } from "../support/checkout"
import { untilGivenBack } from "../support/given-back"
import { OTHER_PROVIDER } from "../support/other-provider"
import type { Shop } from "../support/shop"

const A_MINUTE = 60_000
const AN_HOUR = 3_600_000

/** Of an order that Medusa has, wherever the process died that wrote it: it keeps its money, and knows of it. */
export function standingOrders(shop: Shop): void {
  const core = () => shop.ctx.container.resolve(Modules.PAYMENT)

  const pg = () => shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)

  const change = ({ no }: Unpaid, columns: Record<string, unknown>) => changeRow(shop, no, columns)

  const ago = (ms: number) => new Date(Date.now() - ms)

  /** The row as a process leaves it that dies while it settles, and that nobody has looked at since. */
  const leaveSettling = (checkout: Unpaid, at: Date, columns: Record<string, unknown> = {}) =>
    change(checkout, {
      settlement: "settling",
      settling_at: at,
      captured_at: at,
      finished_at: null,
      placed_at: at,
      looked_at: at,
      next_look_at: at,
      ...columns,
    })

  /** An hour after the process died that had written the order and had not come to its payment. */
  async function unasked(befall: (checkout: Unpaid) => Promise<unknown>): Promise<Unpaid> {
    const checkout = await untilPaid(shop)
    await forgetPayment(checkout)
    await befall(checkout)
    const notAsked = { captured_session_id: null, captured_at: null }
    await leaveSettling(checkout, ago(AN_HOUR), notAsked)
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
    await pg()("order")
      .whereIn("id", ids)
      .update({ created_at: ago(AN_HOUR) })
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
      const checkout = await untilPaid(shop)
      await leaveSettling(checkout, ago(5 * AN_HOUR), { attempts: 9 })
      await untilSettled(shop, checkout.no)
      await expectPaidAndKept(checkout)
    })

    it("although it was completed by the shopper while the settlement was looking", async () => {
      const { checkout, release } = await paidAndHeld(shop)
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

  describe("a cart whose order stands", () => {
    it("is not ordered twice, although the process died before Medusa had marked it completed", async () => {
      const checkout = await untilPaid(shop)
      const [order] = await shop.medusa.ordersOf(checkout.cart.id)
      await pg()("order_cart").where({ cart_id: checkout.cart.id }).delete()
      await pg()("cart").where({ id: checkout.cart.id }).update({ completed_at: null })
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
      const aMinuteAgo = ago(A_MINUTE)
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
          provider_id: OTHER_PROVIDER,
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
      expect(sessions).toMatchObject([{ provider_id: OTHER_PROVIDER }])
    })
  })

  describe("an order whose Payment the core had cancelled, and which it had not taken back, when the process died", () => {
    it("keeps its money, and knows of it", async () => {
      const checkout = await untilPaid(shop)
      const aMinuteAgo = ago(A_MINUTE)
      const payments = pg()("payment").where({ payment_collection_id: checkout.collectionId })
      await payments.update({ canceled_at: aMinuteAgo })
      await forgetCaptures(checkout.cart.id)
      await leaveSettling(checkout, aMinuteAgo, { cancel_noted_at: aMinuteAgo })
      await untilSettled(shop, checkout.no)
      await expectPaidAndKept(checkout)
    })
  })

  describe("an order that the core had not linked yet when the process died", () => {
    it.each([
      ["its cart", "order_cart"],
      ["its payment collection", "order_payment_collection"],
    ])("to %s keeps its money, and hears of it", async (_what, link) => {
      const checkout = await untilPaid(shop)
      const [order] = await shop.medusa.ordersOf(checkout.cart.id)
      const aMinuteAgo = ago(A_MINUTE)
      await pg()("order").where({ id: order?.id }).update({ created_at: aMinuteAgo })
      await pg()("order_transaction").where({ order_id: order?.id }).delete()
      await pg()(link).where({ order_id: order?.id }).delete()
      await change(checkout, {
        settlement: "settling",
        captured_at: aMinuteAgo,
        finished_at: null,
        next_look_at: new Date(),
      })
      await untilSettled(shop, checkout.no)
      await expectPaidAndKept(checkout)
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

  describe("a person is told", () => {
    it("when an order wants another amount than was paid for its cart", async () => {
      const { checkout, release } = await paidAndHeld(shop)
      const carts = shop.ctx.container.resolve(Modules.CART)
      const [line] = await carts.listLineItems({ cart_id: checkout.cart.id })
      // Not by a workflow, which would give the collection the new amount and take its sessions away.
      await carts.updateLineItems(String(line?.id), { quantity: 3 })
      await release()
      await untilSettled(shop, checkout.no)
      expect(await ledgerRow(shop, checkout.no)).toMatchObject({ attention: "medusa-disagrees" })
    })

    it("when two orders stand on one payment, of which the other can be cancelled for nothing", async () => {
      const [checkout, other] = [await untilPayment(shop), await untilPayment(shop)]
      for (const { no } of [checkout, other]) {
        await shop.simulator.pay(no)
        await untilSettled(shop, no)
      }
      const [double] = await shop.medusa.ordersOf(other.cart.id)
      const doubleId = String(double?.id)
      await pg()("order_cart")
        .where({ cart_id: other.cart.id })
        .update({ cart_id: checkout.cart.id })
      const id = `double_${checkout.cart.id}`
      const link = { id, order_id: doubleId, payment_collection_id: checkout.collectionId }
      await pg()("order_payment_collection").insert(link)
      await change(checkout, {
        settlement: "settling",
        finished_at: null,
        next_look_at: new Date(),
      })
      await untilSettled(shop, checkout.no)
      expect(await ledgerRow(shop, checkout.no)).toMatchObject({ attention: "medusa-disagrees" })
      await cancelOrderWorkflow(shop.ctx.container).run({ input: { order_id: doubleId } })
      await untilGivenBack(shop, other.no)
      const { kept } = shop.simulator.books.order(checkout.no)
      expect(kept).toBe(checkout.cart.total.toFixed(2))
      expect((await ledgerRow(shop, checkout.no)).intent).toBe("collect")
    })

    it("when somebody deletes an order that was settled, and the cart makes no other", async () => {
      const checkout = await untilPaid(shop)
      const [order] = await shop.medusa.ordersOf(checkout.cart.id)
      await shop.ctx.container.resolve(Modules.ORDER).deleteOrders([String(order?.id)])
      await settle(shop.ctx, checkout.no)
      expect(await shop.medusa.ordersOf(checkout.cart.id)).toEqual([])
      expect(await ledgerRow(shop, checkout.no)).toMatchObject({
        attention: "medusa-disagrees",
        intent: "collect",
      })
    })
  })
}
