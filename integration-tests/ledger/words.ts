import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { OrderStatus } from "../../src/gateway"
import { OrderLedger } from "../../src/modules/payby/ledger/orders"
import { found, hear, NOW, told } from "./an-order"

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

    it("that comes while an order is being finished keeps it open", async () => {
      const asSeen = await told(pg(), "CREATED")
      await hear(pg(), asSeen.merchantOrderNo, "PAID_SUCCESS")
      expect(await new OrderLedger(pg()).finish(asSeen, NOW)).toBe(false)
      expect((await found(pg(), asSeen.merchantOrderNo)).finishedAt).toBeNull()
    })
  })
}
