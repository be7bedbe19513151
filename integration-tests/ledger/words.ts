import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { OrderStatus } from "../../src/gateway"
import { OrderLedger } from "../../src/modules/payby/ledger/orders"
import { OrderWords } from "../../src/modules/payby/ledger/order-words"
import { found, hear, later, NOW, told, wordOf } from "./an-order"

/** What PayBy says only moves forward. */
export function words(pg: () => Knex): void {
  describe("a word", () => {
    it.each([
      ["unpaid", "PAID_SUCCESS", "CREATED"],
      ["unpaid", "SETTLED", "CREATED"],
      ["only paid", "SETTLED", "PAID_SUCCESS"],
      ["a failure without a revoke", "PAID_SUCCESS", "FAILURE"],
      ["payable again", "FAILURE", "CREATED"],
    ] as const)(
      "of PayBy's that comes late takes nothing back: %s after %s",
      async (_what, first: OrderStatus, late: OrderStatus) => {
        const order = await told(pg(), first)
        expect(await hear(pg(), order.merchantOrderNo, late)).toBe("went-back")
        expect(await found(pg(), order.merchantOrderNo)).toEqual(order)
      },
    )

    it("that a paid order was revoked is taken", async () => {
      const order = await told(pg(), "PAID_SUCCESS")
      expect(await hear(pg(), order.merchantOrderNo, "FAILURE", true)).toBe("news")
      expect(await found(pg(), order.merchantOrderNo)).toMatchObject({ revoked: true })
    })

    it("of a payment reopens what was finished without any money", async () => {
      const order = await told(pg(), "CREATED")
      const orders = new OrderLedger(pg())
      await orders.intend(order.merchantOrderNo, "close", "expired", NOW)
      await orders.finish(order, NOW)
      await hear(pg(), order.merchantOrderNo, "PAID_SUCCESS")
      const reopened = await found(pg(), order.merchantOrderNo)
      expect(reopened).toMatchObject({ finishedAt: null, nextLookAt: NOW, paidAt: NOW })
    })

    it("is weighed against the row as it is, not as it was seen before", async () => {
      const asSeen = await told(pg(), "CREATED")
      await hear(pg(), asSeen.merchantOrderNo, "PAID_SUCCESS")
      const words = new OrderWords(pg())
      const late = await words.hear(asSeen, wordOf("FAILURE"), "answer", true, later(1))
      expect(late).toEqual({ heard: "went-back", order: null })
      const again = await words.hear(asSeen, wordOf("PAID_SUCCESS"), "answer", true, later(1))
      expect(again).toMatchObject({ heard: "same", order: { paidAt: NOW, nextLookAt: NOW } })
    })

    it("that answers a question is a look at the order, and one that comes by itself is none", async () => {
      const order = await told(pg(), "CREATED")
      expect(order.lookedAt).toBeNull()
      const words = new OrderWords(pg())
      await words.hear(order, wordOf("CREATED"), "answer", true, later(1))
      const looked = { status: "CREATED", lookedAt: later(1), attempts: 0 }
      expect(await found(pg(), order.merchantOrderNo)).toMatchObject(looked)
    })

    it("that tells less than an earlier one takes nothing of that away", async () => {
      const order = await told(pg(), "CREATED")
      const words = new OrderWords(pg())
      const facts = { channel: "CARD", paid_amount: "141.75" }
      const paid = wordOf("PAID_SUCCESS", { paymentInfo: facts })
      await words.hear(order, paid, "notification", false, NOW)
      for (const paymentInfo of [null, { payee_fee: "1.42" }]) {
        await words.hear(order, wordOf("SETTLED", { paymentInfo }), "answer", true, NOW)
      }
      const all = { ...facts, payee_fee: "1.42" }
      expect(await found(pg(), order.merchantOrderNo)).toMatchObject({ paymentInfo: all })
    })

    it("that comes while an order is being finished keeps it open", async () => {
      const asSeen = await told(pg(), "CREATED")
      await hear(pg(), asSeen.merchantOrderNo, "PAID_SUCCESS")
      expect(await new OrderLedger(pg()).finish(asSeen, NOW)).toBeNull()
      expect((await found(pg(), asSeen.merchantOrderNo)).finishedAt).toBeNull()
    })
  })
}
