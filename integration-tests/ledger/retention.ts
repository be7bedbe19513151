import { randomBytes } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { NotificationInbox } from "../../src/modules/payby/ledger/notifications"
import { Retention } from "../../src/modules/payby/ledger/retention"
import type { RetentionTerms } from "../../src/modules/payby/ledger/retention"
import type { OrderStatus } from "../../src/gateway"
import { beside, later, NOW, opened, told } from "./an-order"

const DAY_MS = 24 * 60 * 60_000

/** What has been over for long is forgotten, and nothing else. */
export function retention(pg: () => Knex): void {
  const after = (days: number, limit = 100): RetentionTerms => ({
    before: NOW,
    now: later(days * DAY_MS),
    limit,
  })

  /** An order that has been over since before the test's time, changed as the test wants it. */
  async function over(status: OrderStatus, changes: Record<string, unknown> = {}) {
    const order = await told(pg(), status)
    const past = new Date(NOW.getTime() - DAY_MS)
    await pg()("payby_order")
      .where({ id: order.id })
      .update({ finished_at: past, next_look_at: null, updated_at: past })
      .update({ paid_at: status === "FAILURE" ? null : past, ...changes })
    return order.merchantOrderNo
  }

  async function notified(merchantOrderNo: string, changes: Record<string, unknown> = {}) {
    const past = new Date(NOW.getTime() - DAY_MS)
    const received = {
      notifyId: "202004170007499051",
      kind: "payment" as const,
      merchantOrderNo,
      body: randomBytes(40),
      signature: "signed",
    }
    const { id } = await new NotificationInbox(pg()).store(received, past)
    await new NotificationInbox(pg()).processed(id, "heard", past)
    await pg()("payby_notification")
      .where({ id })
      .update({ updated_at: past, ...changes })
    return id
  }

  async function refunded(merchantOrderNo: string, changes: Record<string, unknown>) {
    const past = new Date(NOW.getTime() - DAY_MS)
    await pg()("payby_refund").insert({
      id: `pbrefund_${randomBytes(6).toString("hex")}`,
      refund_merchant_order_no: `${merchantOrderNo}-R1`,
      merchant_order_no: merchantOrderNo,
      ordinal: 1,
      amount: 10,
      raw_amount: { value: "10", precision: 20 },
      currency_code: "AED",
      asked: "10",
      terms: "{}",
      status: "SUCCESS",
      requested_at: past,
      updated_at: past,
      ...changes,
    })
  }

  const rowsOf = async (table: string, no: string) => pg()(table).where({ merchant_order_no: no })
  const isThere = async (no: string) => (await rowsOf("payby_order", no)).length > 0

  describe("an old order", () => {
    it("that nobody paid is forgotten with its time line and its notifications", async () => {
      const no = await over("FAILURE")
      await notified(no)
      expect(await rowsOf("payby_event", no)).not.toEqual([])
      await new Retention(pg()).forgetUnpaidOrders(after(1))
      expect(await isThere(no)).toBe(false)
      expect(await rowsOf("payby_event", no)).toEqual([])
      expect(await rowsOf("payby_notification", no)).toEqual([])
    })

    it("that was paid is left alone by what forgets unpaid ones, and forgotten with its refunds in its own time", async () => {
      const no = await over("SETTLED", { settlement: "settled" })
      await refunded(no, {})
      await new Retention(pg()).forgetUnpaidOrders(after(1))
      expect(await isThere(no)).toBe(true)
      await new Retention(pg()).forgetPaidOrders(after(1))
      expect(await isThere(no)).toBe(false)
      expect(await rowsOf("payby_refund", no)).toEqual([])
    })

    it.each([
      ["is not decided", { finished_at: null }],
      ["is to be looked at again", { next_look_at: later(DAY_MS) }],
      ["waits for a person", { attention: "medusa-disagrees", attention_at: NOW }],
      ["was touched since", { updated_at: NOW }],
      ["is at work", { lease_until: later(2 * DAY_MS), lease_owner: "job:one" }],
    ])("stays while it %s", async (_why, changes) => {
      const unpaid = await over("FAILURE", changes)
      const paid = await over("SETTLED", { settlement: "settled", ...changes })
      await new Retention(pg()).forgetUnpaidOrders(after(1))
      await new Retention(pg()).forgetPaidOrders(after(1))
      expect(await isThere(unpaid)).toBe(true)
      expect(await isThere(paid)).toBe(true)
    })

    it.each([
      ["has no known outcome", { status: null }],
      ["is under way", { status: "REFUNDED_SETTLED" }],
      ["is to be looked at again", { next_look_at: NOW }],
      ["waits for a person", { attention: "refund-failed" }],
      ["was touched since", { updated_at: NOW }],
    ])("stays while a refund of it %s", async (_why, changes) => {
      const no = await over("SETTLED", { settlement: "settled" })
      await refunded(no, changes)
      await new Retention(pg()).forgetPaidOrders(after(1))
      expect(await isThere(no)).toBe(true)
    })

    it("stays while a notification of it is not processed", async () => {
      const no = await over("FAILURE")
      await notified(no, { processed_at: null, outcome: null })
      await new Retention(pg()).forgetUnpaidOrders(after(1))
      expect(await isThere(no)).toBe(true)
    })

    it("is forgotten by one instance of many, in batches, and nobody waits", async () => {
      const numbers = [await over("FAILURE"), await over("FAILURE"), await over("FAILURE")]
      const take = (trx: Knex) => new Retention(trx).forgetUnpaidOrders(after(1, 2))
      const [mine, theirs] = await beside(pg(), take, take)
      expect([mine, theirs]).toEqual([2, 1])
      for (const no of numbers) expect(await isThere(no)).toBe(false)
    })
  })

  describe("an old notification", () => {
    it("loses its body first, and then stays only as the fact that it came", async () => {
      const id = await notified((await opened(pg())).merchantOrderNo)
      await new Retention(pg()).emptyBodies(after(1))
      const row = await pg()("payby_notification").where({ id }).first()
      expect(row).toMatchObject({ body: "", signature: "", outcome: "heard" })
      expect(await new NotificationInbox(pg()).replay(id, NOW)).toBe(false)
      await new Retention(pg()).forgetNotifications(after(1))
      expect(await pg()("payby_notification").where({ id })).toEqual([])
    })

    it.each([
      ["it is not processed", { processed_at: null, outcome: null }],
      ["nobody has seen to it", { outcome: "unknown-order" }],
      ["it is poison", { processed_at: null, outcome: "poison" }],
      ["it was touched since", { updated_at: NOW }],
    ])("stays whole while %s", async (_why, changes) => {
      const id = await notified((await opened(pg())).merchantOrderNo, changes)
      await new Retention(pg()).emptyBodies(after(1))
      await new Retention(pg()).forgetNotifications(after(1))
      const row = await pg()("payby_notification").where({ id }).first()
      expect(row?.body).not.toBe("")
    })
  })
}
