import type { AdminPayByOrdersResponse } from "../../src/api/admin/payby/contract"
import { paidOrder } from "../refunds/paid"
import { adminOrder, signIn, stranger } from "../support/admin"
import type { Refusal, Staff } from "../support/admin"
import { untilPayment } from "../support/checkout"
import { eventually } from "../support/eventually"
import type { Shop } from "../support/shop"

/** What staff can see of PayBy's orders. */
export function adminOrders(shop: Shop): void {
  describe("the admin's list of PayBy orders", () => {
    let admin: Staff
    let paid: Awaited<ReturnType<typeof paidOrder>>
    beforeAll(async () => {
      admin = await signIn(shop)
      paid = await paidOrder(shop)
    })

    const list = async (query: string) => {
      const path = `/admin/payby/orders?${query}`
      return (await admin.get<AdminPayByOrdersResponse>(path)).body
    }
    const numbers = async (query: string) =>
      (await list(query)).orders.map((order) => order.merchant_order_no)

    it("is for staff only, as everything beside it", async () => {
      const no = paid.no
      const anybody = stranger(shop)
      const reads = ["orders", `orders/${no}`, "refunds", "notifications"]
      for (const path of reads) {
        expect((await anybody.get(`/admin/payby/${path}`)).status).toBe(401)
      }
      const deeds = [`orders/${no}/revoke`, `refunds/${no}-r1/retry`, "notifications/x/replay"]
      for (const path of deeds) {
        expect((await anybody.post(`/admin/payby/${path}`)).status).toBe(401)
      }
      expect(shop.simulator.books.order(no).kept).not.toBe("0.00")
    })

    it("finds an order by any of its numbers, PayBy's and Medusa's", async () => {
      const shown = await adminOrder(admin, paid.no)
      const known = [
        paid.no,
        shown.payby_order_no,
        paid.cart.id,
        paid.orderId,
        shown.session_id,
        paid.paymentId,
        paid.collectionId,
      ]
      for (const number of known) expect(await numbers(`q=${number}`)).toEqual([paid.no])
      const displayed = await numbers(`q=${encodeURIComponent(`#${shown.order?.display_id}`)}`)
      expect(displayed).toEqual([paid.no])
      expect(await numbers(`order_id=${paid.orderId}`)).toEqual([paid.no])
      expect(await list("q=nobody-has-this")).toMatchObject({ orders: [], count: 0 })
    })

    it("filters, sorts and pages in the database", async () => {
      const waiting = await untilPayment(shop)
      // What earlier shoppers left behind may still be found out to be paid.
      const { created_at } = await adminOrder(admin, paid.no)
      const ofThese = `created_at[$gte]=${encodeURIComponent(created_at)}&`
      const newestFirst = await numbers("limit=2")
      expect(newestFirst).toEqual([waiting.no, paid.no])
      expect(await numbers("limit=1&offset=1")).toEqual([paid.no])
      expect((await list("limit=1")).count).toBeGreaterThanOrEqual(2)
      expect(await numbers("status=CREATED&intent=collect&limit=1")).toEqual([waiting.no])
      expect(await numbers("status[]=PAID_SUCCESS&status[]=SETTLED&limit=1")).toEqual([paid.no])
      expect(await numbers(`${ofThese}sort=-paid_at&limit=1`)).toEqual([paid.no])
      expect(await numbers("scene=INAPP")).toEqual([])
      const since = encodeURIComponent(new Date(Date.now() + 60_000).toISOString())
      expect(await numbers(`created_at[$gte]=${since}`)).toEqual([])
      expect(await numbers(`created_at[$lt]=${since}&limit=1`)).toEqual([waiting.no])
      expect(await numbers("attention=true")).not.toContain(paid.no)
    })

    it("answers a wrong question with a sentence", async () => {
      for (const wrong of ["sort=-secret", "limit=101", "status=PAID", "created_at[$gte]=soon"]) {
        const { status, body } = await admin.get<Refusal>(`/admin/payby/orders?${wrong}`)
        expect(status).toBe(400)
        expect(body).toMatchObject({ type: "invalid_data" })
      }
      const { status, body } = await admin.get<Refusal>("/admin/payby/orders/none-of-ours")
      expect(status).toBe(404)
      expect(body.message).toBe("The store has no PayBy order none-of-ours.")
    })

    it("tells what happened to an order, each entry with whose word or doing it was", async () => {
      const { timeline } = await adminOrder(admin, paid.no)
      // The job may be quicker than what the notification woke.
      const byMachine = expect.stringMatching(/^(claimed|captured|settled) by (notification|job)$/)
      expect(timeline.map(({ event, source }) => `${event} by ${source}`)).toEqual([
        "asked by shopper",
        "placed by query",
        "link_handed_out by shopper",
        "notified by notification",
        "paid by notification",
        ...[byMachine, byMachine, byMachine],
      ])
      expect(timeline.slice(-3).map(({ event }) => event)).toEqual([
        "claimed",
        "captured",
        "settled",
      ])
      const instants = timeline.map((entry) => entry.at)
      expect([...instants].sort()).toEqual(instants)
    })

    it("shows a chargeback that PayBy told of, and what to do about it", async () => {
      const disputed = await paidOrder(shop)
      await shop.simulator.chargeback(disputed.no)
      const order = await eventually(async () => {
        const shown = await adminOrder(admin, disputed.no)
        return shown.chargeback !== null && shown
      }, "the chargeback shown")
      expect(order).toMatchObject({
        attention: "charged-back",
        chargeback: { amount: { amount: disputed.cart.total.toFixed(2) } },
      })
    })

    it("shows what PayBy told of a payment, and Medusa's side of it", async () => {
      const order = await adminOrder(admin, paid.no)
      expect(order).toMatchObject({
        state: "settled",
        status: "PAID_SUCCESS",
        environment: "custom",
        amount: { amount: paid.cart.total.toFixed(2), currency_code: "AED" },
        paid_amount: { amount: paid.cart.total.toFixed(2) },
        refundable: { amount: paid.cart.total.toFixed(2) },
        refunded: { amount: "0.00" },
        cart_id: paid.cart.id,
        order: { id: paid.orderId, cancelled: false },
        attention: null,
        trouble: null,
      })
      expect(order.payment?.channel).toEqual(expect.any(String))
      expect(order.chargeback).toBeNull()
      const allowed = order.actions.filter((action) => action.allowed).map(({ name }) => name)
      expect(allowed).toEqual(["ask", "revoke"])
      for (const action of order.actions.filter((one) => !one.allowed)) {
        expect(action.obstacle_text).toMatch(/\.$/)
      }
    })
  })
}
