import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { OrderLedger } from "../../src/modules/payby/ledger/orders"
import { found, later, newOrder, NOW, opened, told } from "./an-order"

/** The life of an order's row: how many there may be, whose it is, and what we want of it. */
export function rows(pg: () => Knex): void {
  describe("a collection", () => {
    it("gets one order that collects, however many are opened at the same moment", async () => {
      const { collectionId } = newOrder()
      const orders = new OrderLedger(pg())
      const begun = Array.from({ length: 5 }, () =>
        orders.open(newOrder({ collectionId }), NOW, NOW),
      )
      const rows = (await Promise.all(begun)).filter((row) => row !== null)
      expect(rows).toHaveLength(1)
      expect(await orders.ofCollection(collectionId)).toHaveLength(1)
    })

    it("gets the next one when the first is to be closed", async () => {
      const first = await opened(pg())
      await new OrderLedger(pg()).intend(first.merchantOrderNo, "close", "superseded", NOW)
      const { collectionId } = first
      await expect(opened(pg(), { collectionId })).resolves.toMatchObject({ intent: "collect" })
    })
  })

  describe("a release", () => {
    it("of a session takes nothing from the one that has adopted its order", async () => {
      const order = await told(pg(), "CREATED")
      const orders = new OrderLedger(pg())
      await orders.adopt(order.merchantOrderNo, "payses_next", NOW)
      await orders.release(String(order.sessionId), NOW, later(60_000))
      expect(await found(pg(), order.merchantOrderNo)).toMatchObject({
        sessionId: "payses_next",
        releasedAt: null,
      })
    })

    it("is undone by an adoption that comes after it", async () => {
      const order = await told(pg(), "CREATED")
      const orders = new OrderLedger(pg())
      await orders.release(String(order.sessionId), NOW, later(60_000))
      await orders.adopt(order.merchantOrderNo, "payses_next", NOW)
      expect(await found(pg(), order.merchantOrderNo)).toMatchObject({
        sessionId: "payses_next",
        releasedAt: null,
      })
    })
  })

  describe("what we want of an order", () => {
    it("moves to the right only: what is to be returned is never just closed, nor collected", async () => {
      const order = await told(pg(), "PAID_SUCCESS")
      const orders = new OrderLedger(pg())
      await orders.intend(order.merchantOrderNo, "return", "nothing-to-pay", NOW)
      expect(await orders.intend(order.merchantOrderNo, "close", "expired", NOW)).toBe(false)
      expect(await orders.adopt(order.merchantOrderNo, "payses_next", NOW)).toBeNull()
      expect(
        await orders.linkHandedOut(order.merchantOrderNo, "https://pay.example", NOW, NOW),
      ).toBe(false)
      expect((await found(pg(), order.merchantOrderNo)).intent).toBe("return")
    })

    it("lets no pay link out once it is to be closed", async () => {
      const order = await told(pg(), "CREATED")
      const orders = new OrderLedger(pg())
      await orders.intend(order.merchantOrderNo, "close", "superseded", NOW)
      expect(await orders.adopt(order.merchantOrderNo, "payses_next", NOW)).toBeNull()
      expect(
        await orders.linkHandedOut(order.merchantOrderNo, "https://pay.example", NOW, NOW),
      ).toBe(false)
    })
  })
}
