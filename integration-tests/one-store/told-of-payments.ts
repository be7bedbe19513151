import { Modules } from "@medusajs/framework/utils"
import { eventually } from "../support/eventually"
import { ledgerRow, untilPayment, untilSettled } from "../support/checkout"
import type { Shop } from "../support/shop"
import { atPayBy, inLedger, paidLink, refundIt } from "../refunds/paid"
import { notificationBody, notify } from "../support/forge"

/** What PayBy tells beside the status, and where staff find it. */
export function toldOfPayments(shop: Shop): void {
  describe("what PayBy tells of a payment", () => {
    it("stays on its row: paid amount, discount, fees, settlement, channel, card, and no more of the payer", async () => {
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no, { discount: "5.00", channel: "BANKCARD" })
      await untilSettled(shop, checkout.no)
      // A later word may leave out what an earlier one told.
      await shop.ctx.payby.correspondence.hear(
        await ledgerRow(shop, checkout.no),
        {
          merchantOrderNo: checkout.no,
          orderNo: "13",
          status: "PAID_SUCCESS",
          totalAmount: (await ledgerRow(shop, checkout.no)).amount,
          revoked: false,
          paymentInfo: {},
        },
        "answer",
      )
      const [row] = await shop.ctx.payby.listPayByOrders({ merchant_order_no: checkout.no })
      const total = checkout.cart.total
      expect(row?.payment_info).toMatchObject({
        paid_amount: (total - 5).toFixed(2),
        discount: "5.00",
        channel: "BANKCARD",
        payer_fee: "0.00",
        card_brand: "VISA",
        card_last4: "1111",
      })
      const info = (await ledgerRow(shop, checkout.no)).paymentInfo
      const net = Number(info?.settlement_amount) + Number(info?.payee_fee)
      expect(net).toBeCloseTo(total - 5, 2)
      expect(JSON.stringify(row)).not.toMatch(/411111|anonymousMember|expMonth/)
    })

    it("of a refund stays on the refund's row: PayBy's number, the reason, the operator, the fee", async () => {
      const paid = await paidLink(shop, 100)
      await refundIt(shop, paid, 40)
      const [refund] = await inLedger(shop, paid)
      const [there] = shop.simulator.books.refunds(paid.no)
      expect(refund).toMatchObject({
        paybyOrderNo: there?.orderNo,
        feeRefunded: "0.00",
        reason: null,
        operatorName: null,
      })
    })

    it("of a chargeback is stored, shown and announced once, however often it is told, and nothing is refunded", async () => {
      const paid = await paidLink(shop, 100)
      const bus = shop.ctx.container.resolve(Modules.EVENT_BUS)
      const events: unknown[] = []
      bus.subscribe("payby.chargeback", async ({ data }) => {
        if (JSON.stringify(data).includes(paid.no)) events.push(data)
      })
      await shop.simulator.chargeback(paid.no, { amount: "60.00" })
      await eventually(() => events.length === 1, "the event")
      const notice = shop.simulator.notifications
        .list()
        .find(({ kind, merchantOrderNo }) => kind === "chargeback" && merchantOrderNo === paid.no)
      const again = await shop.simulator.notifications.resend(String(notice?.notifyId))
      expect(again.acknowledged).toBe(true)
      await eventually(async () => {
        const stored = await shop.ctx.payby.listPayByNotifications({ merchant_order_no: paid.no })
        const told = stored.filter(({ kind }) => kind === "chargeback")
        return told.length === 2 && told.every((one) => one.outcome === "heard")
      }, "both are processed")

      const row = await ledgerRow(shop, paid.no)
      expect(row.chargebacks).toMatchObject([
        { amount: "60.00", paid_amount: "100.00", case_type: "FRAUD" },
      ])
      expect(row.attention).toBe("charged-back")
      expect(events).toMatchObject([
        { merchant_order_no: paid.no, amount: "60.00", payment_collection_id: paid.collectionId },
      ])
      expect(atPayBy(shop, paid)).toEqual([])
      expect(shop.simulator.calls({ call: "revokeOrder", merchantOrderNo: paid.no })).toEqual([])
    })

    it("of a chargeback nobody signed is refused", async () => {
      const paid = await paidLink(shop, 50)
      const body = notificationBody({ merchantOrderNo: paid.no }).replace(
        /"acquireOrder":.*$/,
        `"acquireChargeback":{"merchantOrderNo":"${paid.no}","orderNo":"13","caseType":"FRAUD"}}`,
      )
      expect((await notify(shop.store.address, body)).status).toBe(401)
      expect((await ledgerRow(shop, paid.no)).chargebacks).toEqual([])
    })
  })
}
