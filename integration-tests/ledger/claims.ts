import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { PayByOrder } from "../../src/modules/payby/ledger/order"
import { OrderClaims } from "../../src/modules/payby/ledger/order-claims"
import { OrderLedger } from "../../src/modules/payby/ledger/orders"
import { found, NOW, opened, told } from "./an-order"

const MANY = 6

/** Money becomes true once, whoever asks and however many at a time. */
export function claims(pg: () => Knex): void {
  const claims = () => new OrderClaims(pg())

  async function settling(): Promise<PayByOrder> {
    const order = await told(pg(), "PAID_SUCCESS")
    await claims().claimSettlement(order.merchantOrderNo, NOW)
    return order
  }

  describe("a settlement", () => {
    it("cannot be made for an order that PayBy does not call paid", async () => {
      for (const order of [
        await opened(pg()),
        await told(pg(), "CREATED"),
        await told(pg(), "FAILURE"),
      ]) {
        expect(await claims().claimSettlement(order.merchantOrderNo, NOW)).toBe(false)
      }
    })

    it("can be made for an order that is SETTLED as for one that is PAID_SUCCESS", async () => {
      const order = await told(pg(), "SETTLED")
      expect(await claims().claimSettlement(order.merchantOrderNo, NOW)).toBe(true)
    })

    it("is given to one of two paid orders of a collection, however many ask at once", async () => {
      const first = await told(pg(), "PAID_SUCCESS")
      await new OrderLedger(pg()).intend(first.merchantOrderNo, "close", "superseded", NOW)
      const second = await told(pg(), "PAID_SUCCESS", { collectionId: first.collectionId })
      const asked = Array.from({ length: MANY }, async (_, i) => {
        const { merchantOrderNo } = i % 2 === 0 ? first : second
        const won = await claims().claimSettlement(merchantOrderNo, NOW)
        return won ? merchantOrderNo : null
      })
      const winners = new Set((await Promise.all(asked)).filter((no) => no !== null))
      expect(winners.size).toBe(1)
    })

    it("goes to the other payment once the first one's money is to go back", async () => {
      const first = await settling()
      await new OrderLedger(pg()).intend(first.merchantOrderNo, "return", "not-completed", NOW)
      const second = await told(pg(), "PAID_SUCCESS", { collectionId: first.collectionId })
      expect(await claims().claimSettlement(second.merchantOrderNo, NOW)).toBe(true)
      expect(await claims().claimSettlement(first.merchantOrderNo, NOW)).toBe(false)
    })

    it("is not over for an order whose money goes back", async () => {
      const order = await settling()
      await new OrderLedger(pg()).intend(order.merchantOrderNo, "return", "not-completed", NOW)
      expect(await claims().settled(order.merchantOrderNo, NOW)).toBe(false)
      expect((await found(pg(), order.merchantOrderNo)).finishedAt).toBeNull()
    })
  })

  describe("a capture", () => {
    it("tells one session of many that it is captured", async () => {
      const { merchantOrderNo } = await settling()
      const asked = Array.from({ length: MANY }, (_, i) =>
        claims().claimCapture(merchantOrderNo, `payses_${i}`, NOW),
      )
      expect((await Promise.all(asked)).filter((won) => won)).toHaveLength(1)
    })

    it("tells the same session the same again", async () => {
      const { merchantOrderNo } = await settling()
      expect(await claims().claimCapture(merchantOrderNo, "payses_1", NOW)).toBe(true)
      expect(await claims().claimCapture(merchantOrderNo, "payses_1", NOW)).toBe(true)
    })

    it("passes from a session that is gone to one of those that ask for it", async () => {
      const { merchantOrderNo } = await settling()
      await claims().claimCapture(merchantOrderNo, "payses_gone", NOW)
      const asked = Array.from({ length: MANY }, (_, i) =>
        claims().claimCapture(merchantOrderNo, `payses_${i}`, NOW, "payses_gone"),
      )
      expect((await Promise.all(asked)).filter((won) => won)).toHaveLength(1)
    })

    it("cannot be made without a settlement", async () => {
      const { merchantOrderNo } = await told(pg(), "PAID_SUCCESS")
      expect(await claims().claimCapture(merchantOrderNo, "payses_1", NOW)).toBe(false)
    })

    it("cannot be made once the money is to go back", async () => {
      const { merchantOrderNo } = await settling()
      await new OrderLedger(pg()).intend(merchantOrderNo, "return", "not-completed", NOW)
      expect(await claims().claimCapture(merchantOrderNo, "payses_1", NOW)).toBe(false)
    })
  })
}
