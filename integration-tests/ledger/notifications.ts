import { randomBytes } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { NotificationInbox } from "../../src/modules/payby/ledger/notifications"
import type { ReceivedNotification } from "../../src/modules/payby/ledger/notifications"
import { beside, later, NOW } from "./an-order"

const LEASE_MS = 30_000

/** What PayBy was told "SUCCESS" about is stored once, and processed by one worker at a time. */
export function notifications(pg: () => Knex): void {
  function received(): ReceivedNotification {
    return {
      notifyId: "202004170007499051",
      kind: "payment",
      merchantOrderNo: "20260301120000-abcdefgh01234567",
      body: randomBytes(40),
      signature: "signed",
    }
  }

  describe("a notification", () => {
    it("is stored once when it comes many times in the same moment, and all are told the same id", async () => {
      const inbox = new NotificationInbox(pg())
      const one = received()
      const stored = await Promise.all(Array.from({ length: 6 }, () => inbox.store(one, NOW)))
      expect(new Set(stored.map(({ id }) => id)).size).toBe(1)
      expect(stored.filter(({ repeat }) => !repeat)).toHaveLength(1)
    })

    it("with another body is another one, whatever PayBy calls it", async () => {
      const inbox = new NotificationInbox(pg())
      const one = await inbox.store(received(), NOW)
      const other = await inbox.store(received(), NOW)
      expect(other).not.toEqual(one)
    })

    it("is taken by one worker of many, and nobody waits for it", async () => {
      const { id } = await new NotificationInbox(pg()).store(received(), NOW)
      const take = (trx: Knex) => new NotificationInbox(trx).take(id, NOW, later(LEASE_MS))
      const [mine, theirs] = await beside(pg(), take, take)
      expect(mine).toMatchObject({ id, attempts: 1 })
      expect(theirs).toBeNull()
    })

    it("whose worker died is taken by another when its time is over, and by nobody earlier", async () => {
      const inbox = new NotificationInbox(pg())
      const { id } = await inbox.store(received(), NOW)
      await inbox.take(id, NOW, later(LEASE_MS))
      expect(await inbox.take(id, later(LEASE_MS - 1), later(2 * LEASE_MS))).toBeNull()
      const relief = await inbox.take(id, later(LEASE_MS), later(2 * LEASE_MS))
      expect(relief).toMatchObject({ id, attempts: 2 })
    })

    it("that was processed is taken by nobody", async () => {
      const inbox = new NotificationInbox(pg())
      const { id } = await inbox.store(received(), NOW)
      await inbox.processed(id, "heard", NOW)
      expect(await inbox.take(id, later(LEASE_MS), later(2 * LEASE_MS))).toBeNull()
    })
  })
}
