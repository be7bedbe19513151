import type {
  AdminPayByActionResult,
  AdminPayByNotificationsResponse,
  AdminPayByRefundsResponse,
} from "../../src/api/admin/payby/contract"
import type { MerchantOrderNo } from "../../src/gateway"
import { paidLink, paidOrder, refundIt } from "../refunds/paid"
import { act, adminOrder, signIn } from "../support/admin"
import type { Refusal, Staff } from "../support/admin"
import {
  expectNothingTaken,
  expectOnePaidOrder,
  ledgerRow,
  untilPayment,
  untilSettled,
} from "../support/checkout"
import { eventually } from "../support/eventually"
import { untilGivenBack } from "../support/given-back"
import type { Shop } from "../support/shop"

/** What staff can have done, and what is written down of it. */
export function adminActions(shop: Shop): void {
  describe("one of the staff", () => {
    let admin: Staff
    beforeAll(async () => {
      admin = await signIn(shop)
    })

    /** Medusa can record no payment until this is restored. */
    const medusaIsAway = () =>
      jest
        .spyOn(shop.ctx.payments, "authorizePaymentSession")
        .mockRejectedValue(new Error("the database was away"))

    const untilPaid = (no: MerchantOrderNo) =>
      eventually(async () => (await ledgerRow(shop, no)).paidAt !== null, "PayBy's word")

    const deeds = async (no: string) => {
      const { timeline } = await adminOrder(admin, no)
      return timeline.filter(({ event }) => event === "staff")
    }

    it("asks PayBy about a payment that nobody heard of, and it becomes an order at once", async () => {
      shop.simulator.notifications.mode = "lose"
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      const asked = await act(admin, checkout.no, "ask", "The customer called.")
      expect(asked).toMatchObject({
        outcome: "done",
        message: "PayBy says PAID_SUCCESS.",
        trace_code: expect.any(String),
        order: { state: "settled" },
      })
      await expectOnePaidOrder(shop, checkout)
      expect(await deeds(checkout.no)).toMatchObject([
        {
          source: "staff",
          detail: { action: "ask", outcome: "done", trace_code: asked.trace_code },
          actor: { id: expect.stringMatching(/^user_/), name: expect.any(String) },
          note: "The customer called.",
        },
      ])
    })

    it("settles a paid order that Medusa could not complete, once what was in the way is gone", async () => {
      const checkout = await untilPayment(shop)
      const failing = medusaIsAway()
      await shop.simulator.pay(checkout.no)
      await untilPaid(checkout.no)
      const inVain = await eventually(async () => {
        // The job may be at it in the same moment.
        const tried = await act(admin, checkout.no, "settle")
        return tried.outcome !== "under_way" && tried
      }, "a try of staff's own").finally(() => failing.mockRestore())
      expect(inVain).toMatchObject({ outcome: "unknown", order: { state: "settling" } })
      expect(inVain.message).toContain("Medusa says:")
      expect(await act(admin, checkout.no, "settle")).toMatchObject({
        outcome: "done",
        order: { state: "settled" },
      })
      await expectOnePaidOrder(shop, checkout)
    })

    it("cancels an order that nobody has paid, and the shopper may start again", async () => {
      const checkout = await untilPayment(shop)
      const closed = await act(admin, checkout.no, "cancel")
      expect(closed).toMatchObject({
        outcome: "done",
        order: { state: "closed", status: "FAILURE", intent_reason: "by-staff" },
      })
      expect(shop.simulator.books.order(checkout.no).status).toBe("FAILURE")
      await expectNothingTaken(shop, checkout)
    })

    it("cancels in vain what was paid a moment ago: it is settled, and no money moves", async () => {
      shop.simulator.notifications.mode = "lose"
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      expect(await act(admin, checkout.no, "cancel")).toMatchObject({ outcome: "refused" })
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("gives a settled payment back once, however often they click, and Medusa's books show it", async () => {
      const paid = await paidOrder(shop)
      const path = `/admin/payby/orders/${paid.no}/revoke`
      const clicks = await Promise.all([1, 2, 3].map(() => admin.post(path, { note: "Sold out." })))
      expect(clicks.map(({ status }) => status)).toContain(200)
      await untilGivenBack(shop, paid.no)
      expect(await shop.medusa.paymentsOf(paid.collectionId)).toMatchObject([
        { captures: [paid.cart.total], refunds: [paid.cart.total] },
      ])
      expect(await shop.medusa.ordersOf(paid.cart.id)).toMatchObject([{ transacted: 0 }])
      const order = await adminOrder(admin, paid.no)
      expect(order).toMatchObject({ state: "returned", attention: null })
      const again = await admin.post<Refusal>(path)
      expect(again.status).toBe(400)
      expect(again.body.message).toBe("The money of this payment went back already.")
    })

    it("revokes at PayBy a payment of which Medusa knows nothing", async () => {
      const checkout = await untilPayment(shop)
      const failing = medusaIsAway()
      await shop.simulator.pay(checkout.no)
      await untilPaid(checkout.no)
      const revoked = await act(admin, checkout.no, "revoke")
      // The settlement may be at it in the same moment; then it is the one to give it back.
      expect(["done", "under_way"]).toContain(revoked.outcome)
      await untilGivenBack(shop, checkout.no).finally(() => failing.mockRestore())
      expect(await adminOrder(admin, checkout.no)).toMatchObject({ state: "returned" })
      expect(shop.simulator.books.order(checkout.no)).toMatchObject({ kept: "0.00", revoked: true })
      expect(shop.simulator.books.refunds(checkout.no)).toEqual([])
      await expectNothingTaken(shop, checkout)
    })

    it("tries a failed refund again, once, and is told how it goes on", async () => {
      const paid = await paidLink(shop, 100)
      shop.simulator.configure({ refundSettlesAfterMs: null, refundSucceedsAfterMs: null })
      await refundIt(shop, paid, 40)
      const first = `${paid.no}-r1`
      await shop.simulator.failRefund(first, { failCode: "62030", failDes: "ORDER_BANK_FAIL" })
      await eventually(
        async () => (await adminOrder(admin, paid.no)).attention === "refund-failed",
        "the failure noticed",
      )
      const failed = await admin.get<AdminPayByRefundsResponse>(
        `/admin/payby/refunds?state=failed&q=${first}`,
      )
      expect(failed.body.refunds).toMatchObject([{ refund_no: first, state: "failed" }])

      const retry = `/admin/payby/refunds/${first}/retry`
      const tried = await admin.post<AdminPayByActionResult>(retry)
      expect(tried.body).toMatchObject({ outcome: "under_way", order: { attention: null } })
      const open = await admin.get<AdminPayByRefundsResponse>(`/admin/payby/refunds?q=${paid.no}`)
      expect(open.body.refunds).toMatchObject([{ state: "under_way", retry_of: first }])

      const again = await admin.post<Refusal>(retry)
      expect(again.status).toBe(400)
      expect(again.body.message).toBe("This refund was tried again already.")

      const second = open.body.refunds[0]?.refund_no ?? ""
      shop.simulator.configure({ refundSettlesAfterMs: 100, refundSucceedsAfterMs: 200 })
      shop.simulator.notifications.mode = "lose"
      await shop.simulator.succeedRefund(second)
      const followed = await admin.post<AdminPayByActionResult>(
        `/admin/payby/refunds/${second}/follow`,
      )
      expect(followed.body.refund).toMatchObject({ state: "arrived" })
      expect(
        (await deeds(paid.no)).map(({ detail }) => [detail["action"], detail["subject"]]),
      ).toEqual([
        ["retry_refund", first],
        ["follow_refund", second],
      ])
    })

    it("replays a notification that could not be processed, and its payment becomes an order", async () => {
      const checkout = await untilPayment(shop)
      const failing = jest
        .spyOn(shop.ctx.payby.correspondence, "hear")
        .mockRejectedValue(new Error("the database was away"))
      await shop.simulator.pay(checkout.no)
      await shop.simulator.notifications.idle()
      const inbox = `/admin/payby/notifications?state=waiting&q=${checkout.no}`
      const waiting = await eventually(async () => {
        const { body } = await admin.get<AdminPayByNotificationsResponse>(inbox)
        return body.notifications.find(({ attempts }) => attempts > 0)
      }, "a notification that failed")
      failing.mockRestore()

      const path = `/admin/payby/notifications/${waiting.id}/replay`
      const replayed = await admin.post<AdminPayByActionResult>(path)
      expect(replayed.body).toMatchObject({ outcome: "done", notification: { state: "done" } })
      await untilSettled(shop, checkout.no)
      await admin.post(path)
      await expectOnePaidOrder(shop, checkout)
      expect((await deeds(checkout.no)).map(({ detail }) => detail["action"])).toEqual([
        "replay",
        "replay",
      ])
    })

    it("acknowledges what needed attention, and is told when nothing did", async () => {
      const checkout = await untilPayment(shop)
      await shop.ctx.payby.alarm.raise(checkout.no, "status-went-back")
      const seen = await act(admin, checkout.no, "acknowledge", "PayBy's support explained it.")
      expect(seen).toMatchObject({ outcome: "done", order: { attention: null } })
      const path = `/admin/payby/orders/${checkout.no}/acknowledge`
      const again = await admin.post<Refusal>(path)
      expect(again).toMatchObject({ status: 400, body: { type: "not_allowed" } })
    })

    it("is told that there is no such action, number or note", async () => {
      const no = (await untilPayment(shop)).no
      expect((await admin.post(`/admin/payby/orders/${no}/steal`)).status).toBe(404)
      expect((await admin.post("/admin/payby/orders/none/ask")).status).toBe(404)
      expect((await admin.post("/admin/payby/refunds/none/retry")).status).toBe(404)
      expect((await admin.post("/admin/payby/notifications/none/replay")).status).toBe(404)
      const path = `/admin/payby/orders/${no}/ask`
      expect((await admin.post(path, { note: "x".repeat(501) })).status).toBe(400)
      expect((await admin.post(path, { force: true })).status).toBe(400)
    })
  })
}
