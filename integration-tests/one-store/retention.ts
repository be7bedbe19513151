import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import payByRetention from "../../src/jobs/payby-retention"
import { paidOrder, inMedusa, refundIt } from "../refunds/paid"
import { ledgerRow, untilLeft, untilPayment } from "../support/checkout"
import { eventually } from "../support/eventually"
import type { Shop } from "../support/shop"

const YEAR_DAYS = 366

/** What the nightly job forgets, and that shoppers and staff can go on with what it leaves. */
export function retention(shop: Shop): void {
  /** All that the ledger knows of an order happened so many days earlier. */
  async function age(no: string, days: number): Promise<void> {
    const pg = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const earlier = (column: string) => pg.raw(`?? - interval '${days} days'`, [column])
    await pg("payby_order")
      .where({ merchant_order_no: no })
      .update({
        paid_at: earlier("paid_at"),
        finished_at: earlier("finished_at"),
        updated_at: earlier("updated_at"),
        next_look_at: null,
      })
    await pg("payby_notification")
      .where({ merchant_order_no: no })
      .update({ received_at: earlier("received_at"), updated_at: earlier("updated_at") })
  }

  async function closed() {
    const checkout = await untilPayment(shop)
    await shop.ctx.payby.orders.intend(checkout.no, "close", "given-up", new Date())
    await eventually(async () => (await ledgerRow(shop, checkout.no)).finishedAt, "it is closed")
    await untilLeft(shop, checkout.no)
    return checkout
  }

  describe("the nightly clean-up", () => {
    it("forgets an unpaid order of last year, and its shopper can still buy", async () => {
      const { no, collectionId } = await closed()
      await age(no, YEAR_DAYS)
      await payByRetention(shop.ctx.container)
      expect(await shop.ctx.payby.orders.find(no)).toBeNull()
      const { providerId } = shop.store.seeded
      const again = await shop.front.createPaymentSession(collectionId, providerId)
      expect(again.data["merchant_order_no"]).not.toBe(no)
    })

    it("leaves a paid order of last year, which can still be refunded, and nothing of what its notification said", async () => {
      const paid = await paidOrder(shop)
      await eventually(
        async () => (await notificationsOf(paid.no)).every(isOver),
        "it is processed",
      )
      await age(paid.no, YEAR_DAYS)
      await payByRetention(shop.ctx.container)
      expect(await notificationsOf(paid.no)).toMatchObject([{ body: "", outcome: "heard" }])
      await refundIt(shop, paid, paid.cart.total)
      expect(await inMedusa(shop, paid)).toEqual([paid.cart.total])
    })

    it("forgets nothing young", async () => {
      const { no } = await closed()
      await payByRetention(shop.ctx.container)
      expect(await shop.ctx.payby.orders.find(no)).not.toBeNull()
    })
  })

  async function notificationsOf(no: string): Promise<Record<string, unknown>[]> {
    const pg = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    return pg("payby_notification").where({ merchant_order_no: no })
  }

  function isOver(notification: Record<string, unknown>): boolean {
    return notification["processed_at"] !== null
  }
}
