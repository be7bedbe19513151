import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { OrderClaims } from "../../src/modules/payby/ledger/order-claims"
import { OrderLedger } from "../../src/modules/payby/ledger/orders"
import { RefundLedger } from "../../src/modules/payby/ledger/refunds"
import type { NewRefund } from "../../src/modules/payby/ledger/refund-requests"
import { found, later, NOW, told } from "./an-order"

/** Money goes back once, and what is going back is nobody's payment any more. */
export function refunds(pg: () => Knex): void {
  const asking = (asked: string, medusaRefundId: string): NewRefund => ({
    asked,
    medusaRefundId,
    closesPayment: false,
    gone: new Set(),
    words: {},
    now: NOW,
    sendingUntil: later(30_000),
  })

  describe("a refund", () => {
    it("of everything makes the order one to be returned before PayBy is called, so that nothing settles it again", async () => {
      const { merchantOrderNo: no } = await told(pg(), "PAID_SUCCESS")
      const claims = new OrderClaims(pg())
      await claims.claimSettlement(no, NOW)
      const asked = await new RefundLedger(pg()).request(no, asking("141.75", "ref_1"))
      expect(asked.kind).toBe("new")
      expect(await found(pg(), no)).toMatchObject({ intent: "return", intentReason: "refunded" })
      expect(await claims.claimSettlement(no, NOW)).toBe(false)
      expect(await claims.claimCapture(no, "payses_2", NOW)).toBe(false)
    })

    it("of a part leaves the order what it is", async () => {
      const { merchantOrderNo: no } = await told(pg(), "PAID_SUCCESS")
      await new RefundLedger(pg()).request(no, asking("141.74", "ref_1"))
      expect((await found(pg(), no)).intent).toBe("collect")
    })

    it("is not sent beside a revoke, which gives back everything", async () => {
      const { merchantOrderNo: no } = await told(pg(), "PAID_SUCCESS")
      await new OrderClaims(pg()).revokeSent(no, NOW)
      const refunds = new RefundLedger(pg())
      expect(await refunds.request(no, asking("10", "ref_1"))).toEqual({ kind: "being-revoked" })
      expect(await refunds.ofOrder(no)).toEqual([])
    })

    it("that fails after it was accepted needs a person, and its order is not over any more", async () => {
      const order = await told(pg(), "PAID_SUCCESS")
      const no = order.merchantOrderNo
      const refunds = new RefundLedger(pg())
      const asked = await refunds.request(no, asking("141.75", "ref_1"))
      if (asked.kind !== "new") throw new Error(asked.kind)
      const word = { paybyOrderNo: "1", feeRefunded: null, failCode: null, failDes: null }
      await refunds.hear(asked.refund, { ...word, status: "CREATED" }, NOW)
      await new OrderLedger(pg()).finish(order, NOW)
      await refunds.hear(asked.refund, { ...word, status: "FAILURE" }, NOW)
      expect(await refunds.find(asked.refund.refundNo)).toMatchObject({
        attention: "refund-failed",
      })
      expect(await found(pg(), no)).toMatchObject({ intent: "return", finishedAt: null })
    })

    it("is asked for by one of those who ask at the same moment, when only one fits", async () => {
      const { merchantOrderNo: no } = await told(pg(), "PAID_SUCCESS")
      const refunds = new RefundLedger(pg())
      const asked = await Promise.all(
        ["100", "101", "102", "103"].map((amount) =>
          refunds.request(no, asking(amount, `ref_${amount}`)),
        ),
      )
      expect(asked.filter(({ kind }) => kind === "new")).toHaveLength(1)
      expect(asked.filter(({ kind }) => kind === "exceeds")).toHaveLength(3)
    })
  })
}
