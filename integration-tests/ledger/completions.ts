import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { Completions } from "../../src/modules/payby/ledger/completions"
import { later, NOW } from "./an-order"

const LEASE_MS = 30_000

/** One completion of a cart at a time, over all instances. */
export function completions(pg: () => Knex): void {
  const terms = (owner: string, at: Date) => ({ owner, at, ms: LEASE_MS })

  describe("a cart", () => {
    it("is completed by one of many who begin at the same moment", async () => {
      const turns = new Completions(pg())
      const owners = ["one", "two", "three", "four", "five"]
      const taken = await Promise.all(
        owners.map((owner) => turns.take("paycol_1", terms(owner, NOW))),
      )
      expect(taken.filter(Boolean)).toHaveLength(1)
      expect(await turns.take("paycol_2", terms("another cart's", NOW))).toBe(true)
    })

    it("is free again when whoever completed it has ended, and not when somebody else says so", async () => {
      const turns = new Completions(pg())
      await turns.take("paycol_3", terms("one", NOW))
      await turns.giveBack("paycol_3", "other")
      expect(await turns.take("paycol_3", terms("other", NOW))).toBe(false)
      await turns.giveBack("paycol_3", "one")
      expect(await turns.take("paycol_3", terms("other", NOW))).toBe(true)
    })

    it("is another's when the lease has ended, unless it was renewed", async () => {
      const turns = new Completions(pg())
      await turns.take("paycol_4", terms("one", NOW))
      expect(await turns.take("paycol_4", terms("one", later(LEASE_MS - 1)))).toBe(true)
      expect(await turns.take("paycol_4", terms("other", later(LEASE_MS)))).toBe(false)
      expect(await turns.take("paycol_4", terms("other", later(2 * LEASE_MS)))).toBe(true)
      expect(await turns.take("paycol_4", terms("one", later(2 * LEASE_MS)))).toBe(false)
    })
  })
}
