import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { knownRefundOrderNo } from "../../src/gateway"
import { retryRefund } from "../../src/settlement"
import { giveBack } from "../../src/settlement/give-back"
import { followRefund } from "../../src/settlement/refunds"
import { eventually } from "../support/eventually"
import { heard } from "../support/heard"
import { ledgerRow } from "../support/checkout"
import type { Shop } from "../support/shop"
import { atPayBy, inLedger, inMedusa, paidLink, paidOrder, refundIt } from "./paid"
import type { Paid } from "./paid"

/** What becomes of a refund after PayBy accepted it, or after nobody knew. */
export function afterwards(shop: Shop): void {
  const first = (paid: Paid) => knownRefundOrderNo(`${paid.no}-r1`)
  const slowly = () =>
    shop.simulator.configure({ refundSettlesAfterMs: null, refundSucceedsAfterMs: null })
  const soon = () =>
    shop.simulator.configure({ refundSettlesAfterMs: 100, refundSucceedsAfterMs: 200 })
  afterEach(soon)

  async function refundOf(paid: Paid) {
    const refund = await shop.ctx.payby.refunds.find(first(paid))
    if (refund === null) throw new Error("there is no refund")
    return refund
  }

  it("that fails later is noticed: shown with PayBy's reason, announced, kept again, and can be tried again", async () => {
    slowly()
    const paid = await paidLink(shop, 100)
    await refundIt(shop, paid, 40)
    const failure = heard(shop, "payby.refund.failed", paid.no)
    await shop.simulator.settleRefund(first(paid))
    await eventually(async () => (await refundOf(paid)).status === "REFUNDED_SETTLED", "settled")
    const cause = { failCode: "62030", failDes: "ORDER_BANK_FAIL" }
    await shop.simulator.failRefund(first(paid), cause)
    expect(await failure).toMatchObject({
      refund_merchant_order_no: first(paid),
      amount: "40.00",
      fail_code: "62030",
      reason: "ORDER_BANK_FAIL",
    })
    expect(await refundOf(paid)).toMatchObject({ attention: "refund-failed", ...cause })
    expect((await ledgerRow(shop, paid.no)).attention).toBe("refund-failed")
    expect(shop.simulator.books.order(paid.no).kept).toBe("100.00")

    soon()
    expect(await retryRefund(shop.ctx, first(paid))).toMatchObject({ kind: "heard" })
    expect(await retryRefund(shop.ctx, first(paid))).toMatchObject({ kind: "retried-already" })
    expect(atPayBy(shop, paid)).toEqual([40])
    expect(await inMedusa(shop, paid)).toEqual([40])
    expect((await ledgerRow(shop, paid.no)).attention).toBeNull()
    await eventually(
      async () => (await inLedger(shop, paid)).at(-1)?.status === "SUCCESS",
      "the second arrives",
    )
  })

  it("of a whole order that fails later stays shown as failed, also after another look: the order stands", async () => {
    slowly()
    const paid = await paidOrder(shop)
    await refundIt(shop, paid, paid.cart.total)
    await shop.simulator.failRefund(first(paid))
    const attention = async () => (await ledgerRow(shop, paid.no)).attention
    await eventually(async () => (await attention()) === "refund-failed", "it is shown")
    await eventually(
      async () => (await ledgerRow(shop, paid.no)).finishedAt !== null,
      "a person decides",
    )
    await giveBack(shop.ctx, await ledgerRow(shop, paid.no))
    expect(await attention()).toBe("refund-failed")
    expect(atPayBy(shop, paid)).toEqual([])
  })

  it("of a cancelled order that fails later reopens the matter, were it thought to be over: the money still goes back", async () => {
    slowly()
    const paid = await paidOrder(shop)
    await cancelOrderWorkflow(shop.ctx.container).run({ input: { order_id: paid.orderId } })
    expect(atPayBy(shop, paid)).toEqual([paid.cart.total])
    const cancelled = async () => (await ledgerRow(shop, paid.no)).cancelNotedAt !== null
    await eventually(cancelled, "the cancellation is noted")
    await shop.ctx.payby.orders.finish(await ledgerRow(shop, paid.no), new Date())
    await shop.simulator.failRefund(first(paid))
    soon()
    await eventually(
      () => shop.simulator.books.order(paid.no).kept === "0.00",
      "money back",
      60_000,
    )
    await eventually(
      async () => (await ledgerRow(shop, paid.no)).finishedAt !== null,
      "the ledger says that it is over",
      60_000,
    )
    expect(atPayBy(shop, paid)).toEqual([paid.cart.total])
  })

  it("whose success was notified is not asked about any more", async () => {
    const paid = await paidLink(shop, 100)
    const own = { call: "getRefund", merchantOrderNo: paid.no } as const
    await refundIt(shop, paid, 40)
    await eventually(async () => (await refundOf(paid)).status === "SUCCESS", "success")
    const nextLook = async () =>
      (await shop.ctx.payby.listPayByRefunds({ refund_merchant_order_no: first(paid) }))[0]
        ?.next_look_at
    await eventually(async () => (await nextLook()) === null, "no look is planned")
    const asked = shop.simulator.calls(own).length
    await followRefund(shop.ctx, await refundOf(paid))
    expect(shop.simulator.calls(own)).toHaveLength(asked)
    expect(await nextLook()).toBeNull()
  })

  it("that PayBy refuses and does not have is given up only when nothing sent can arrive any more, and shown", async () => {
    const paid = await paidLink(shop, 100)
    const { faults } = shop.simulator
    const place = { call: "placeRefund", merchantOrderNo: paid.no } as const
    faults.add({ ...place, fault: { kind: "hang" } })
    faults.add({ ...place, times: 1_000, fault: { kind: "code", code: "62045" } })
    await expect(refundIt(shop, paid, 40)).rejects.toThrow(/has not said yet/)
    const refused = () =>
      shop.simulator.calls(place).filter(({ answer }) => answer?.code === "62045")
    for (let looks = 0; looks < 3; looks += 1) await followRefund(shop.ctx, await refundOf(paid))
    expect(refused().length).toBeGreaterThanOrEqual(3)
    expect((await refundOf(paid)).status).toBeNull()

    const knex = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const longAgo = new Date(Date.now() - 16 * 60_000)
    await eventually(async () => {
      const row = { refund_merchant_order_no: first(paid) }
      await knex("payby_refund").where(row).whereNull("status").update({ unclear_at: longAgo })
      await followRefund(shop.ctx, await refundOf(paid))
      return (await refundOf(paid)).status === "REFUSED"
    }, "it is given up")
    expect(await refundOf(paid)).toMatchObject({ attention: "refund-refused", failCode: "62045" })
    faults.clear()
    await refundIt(shop, paid, 40)
    expect(atPayBy(shop, paid)).toEqual([40])
  })

  it("is believed when PayBy has it after all, although it was taken for refused", async () => {
    const paid = await paidLink(shop, 100)
    await refundIt(shop, paid, 40)
    const knex = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const row = { refund_merchant_order_no: first(paid) }
    await knex("payby_refund").where(row).update({ status: "REFUSED" })
    await shop.ctx.payby.refundCorrespondence.ask(await refundOf(paid))
    expect((await refundOf(paid)).status).toMatch(/CREATED|REFUNDED_SETTLED|SUCCESS/)
    expect((await ledgerRow(shop, paid.no)).attention).toBe("status-went-back")
  })

  it("whose row the core deleted although PayBy took it is recorded anew", async () => {
    const paid = await paidLink(shop, 100)
    await refundIt(shop, paid, 40)
    const { medusaRefundId } = await refundOf(paid)
    await shop.ctx.payments.deleteRefunds([String(medusaRefundId)])
    await followRefund(shop.ctx, await refundOf(paid))
    expect(await inMedusa(shop, paid)).toEqual([40])
    expect((await refundOf(paid)).medusaRefundId).not.toBe(medusaRefundId)
    expect(atPayBy(shop, paid)).toEqual([40])
  })

  it("whose place in Medusa's books another request takes for a moment is recorded once that is refused", async () => {
    const paid = await paidLink(shop, 100)
    await refundIt(shop, paid, 100)
    const { medusaRefundId } = await refundOf(paid)
    await shop.ctx.payments.deleteRefunds([String(medusaRefundId)])
    const knex = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const raw = JSON.stringify({ value: "75", precision: 20 })
    const refused = { id: `ref_${paid.no}`, payment_id: paid.paymentId, amount: 75 }
    await knex("refund").insert({ ...refused, raw_amount: raw })
    await followRefund(shop.ctx, await refundOf(paid))
    expect(await inMedusa(shop, paid)).toEqual([75])
    expect((await ledgerRow(shop, paid.no)).attention).toBeNull()

    await knex("refund").where({ id: refused.id }).delete()
    // The job, for which the money is on its way back, may be recording it in the same moment.
    await eventually(async () => {
      await followRefund(shop.ctx, await refundOf(paid))
      return (await inMedusa(shop, paid)).length > 0
    }, "the refund in Medusa's books")
    expect(await inMedusa(shop, paid)).toEqual([100])
    expect(atPayBy(shop, paid)).toEqual([100])
  })

  it("that is refused at once may be asked for again at once, and PayBy being out is not called a refusal", async () => {
    const paid = await paidLink(shop, 100)
    await shop.simulator.goDown()
    await expect(refundIt(shop, paid, 40)).rejects.toThrow(/could not be asked.*no money has moved/)
    await shop.simulator.comeBack()
    await refundIt(shop, paid, 40)
    expect(atPayBy(shop, paid)).toEqual([40])
    expect(await inMedusa(shop, paid)).toEqual([40])
  })

  it("that PayBy is silent about is a success when a notification of it comes first, else unknown until it is known", async () => {
    const paid = await paidLink(shop, 100)
    const silence = { kind: "hang", effect: true } as const
    shop.simulator.notifications.mode = "lose"
    shop.simulator.faults.add({ call: "placeRefund", merchantOrderNo: paid.no, fault: silence })
    await expect(refundIt(shop, paid, 40)).rejects.toThrow(/has not said yet/)
    await eventually(async () => String(await inMedusa(shop, paid)) === "40", "it is recorded")
    shop.simulator.notifications.mode = "send"
    shop.simulator.faults.add({ call: "placeRefund", merchantOrderNo: paid.no, fault: silence })
    await refundIt(shop, paid, 30)
    expect(atPayBy(shop, paid)).toEqual([40, 30])
  })

  it("is told to its order, once, when the process died before the core had come to that", async () => {
    const paid = await paidOrder(shop)
    // The core's workflow would write the order's transaction next.
    await refundIt(shop, paid, 40)
    const pg = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const hourAgo = new Date(Date.now() - 3_600_000)
    await pg("refund").where({ payment_id: paid.paymentId }).update({ created_at: hourAgo })
    await followRefund(shop.ctx, await refundOf(paid))
    await followRefund(shop.ctx, await refundOf(paid))
    const [order] = await shop.medusa.ordersOf(paid.cart.id)
    expect(order?.transacted).toBeCloseTo(paid.cart.total - 40, 2)
    const orders = shop.ctx.container.resolve(Modules.ORDER)
    const { summary } = await orders.retrieveOrder(paid.orderId, { relations: ["summary"] })
    expect(Number(summary?.pending_difference)).toBe(0)
  })
}
