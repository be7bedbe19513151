import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { OrderLeases } from "../../src/modules/payby/ledger/order-leases"
import { OrderLedger } from "../../src/modules/payby/ledger/orders"
import { beside, found, later, NOW, opened } from "./an-order"

const LEASE_MS = 30_000

/** Any number of instances share the work, and a crashed one is relieved. */
export function leases(pg: () => Knex): void {
  const terms = (owner: string, at: Date) => ({ owner, at, ms: LEASE_MS })

  async function onlyDue() {
    await pg()("payby_order").update({ next_look_at: null })
    return opened(pg())
  }

  describe("a due order", () => {
    it("is taken by one worker of many, and nobody waits for it", async () => {
      const order = await onlyDue()
      const take = (owner: string) => (trx: Knex) =>
        new OrderLeases(trx).takeDue(5, terms(owner, NOW))
      const [mine, theirs] = await beside(pg(), take("one"), take("other"))
      expect(mine.map((lease) => lease.order.merchantOrderNo)).toEqual([order.merchantOrderNo])
      expect(theirs).toEqual([])
    })

    it("is nobody else's until the lease ends, and then another's, for its worker may have died", async () => {
      const { merchantOrderNo } = await onlyDue()
      const leases = new OrderLeases(pg())
      await leases.take(merchantOrderNo, terms("one", NOW))
      const early = later(LEASE_MS - 1)
      expect(await leases.take(merchantOrderNo, terms("other", early))).toBeNull()
      expect(await leases.takeDue(5, terms("other", early))).toEqual([])
      const relief = await leases.takeDue(5, terms("other", later(LEASE_MS)))
      expect(relief).toMatchObject([{ order: { merchantOrderNo }, owner: "other" }])
    })

    it("that was taken by another meanwhile is not given back by whoever had it first", async () => {
      const { merchantOrderNo } = await onlyDue()
      const leases = new OrderLeases(pg())
      const late = await leases.take(merchantOrderNo, terms("one", NOW))
      await leases.take(merchantOrderNo, terms("other", later(LEASE_MS)))
      if (late === null) throw new Error("it was nobody's")
      await leases.putBack(late, null, later(LEASE_MS + 1))
      expect(await leases.renew(late, terms("one", later(LEASE_MS + 1)))).toBe(false)
      expect(await leases.take(merchantOrderNo, terms("third", later(LEASE_MS + 2)))).toBeNull()
    })

    it("that somebody woke while it was worked on is looked at again at once", async () => {
      const { merchantOrderNo } = await onlyDue()
      const leases = new OrderLeases(pg())
      const lease = await leases.take(merchantOrderNo, terms("one", NOW))
      await new OrderLedger(pg()).wake(merchantOrderNo, later(1_000))
      if (lease === null) throw new Error("it was nobody's")
      await leases.putBack(lease, later(600_000), later(2_000))
      expect((await found(pg(), merchantOrderNo)).nextLookAt).toEqual(later(1_000))
    })
  })
}
