import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { cameToNothing } from "../../src/modules/payby/ledger/refund"
import { giveBack } from "../../src/settlement/give-back"
import { settleRefunds } from "../../src/settlement/refunds"
import { revoke } from "../../src/settlement/revoke"
import { findStrayRefunds } from "../../src/settlement/refunds/strays"
import { eventually } from "../support/eventually"
import { ledgerRow } from "../support/checkout"
import type { Shop } from "../support/shop"
import { atPayBy, inLedger, inMedusa, LOST, paidLink, paidOrder, refundIt } from "./paid"
import type { Paid } from "./paid"

/** One refund for one intention, and two for two. */
export function intentions(shop: Shop): void {
  /** PayBy gives back, and for a while nobody can find out. */
  function loseAnswers(paid: Paid, asking = 1): void {
    const { faults, notifications } = shop.simulator
    notifications.mode = "lose"
    faults.add({ merchantOrderNo: paid.no, call: "placeRefund", fault: LOST })
    faults.add({ call: "getRefund", merchantOrderNo: `${paid.no}-r1`, times: asking, fault: LOST })
  }

  /** What the job does when its time has come; the tests do not wait for that. */
  async function settle(paid: Paid): Promise<void> {
    await settleRefunds(shop.ctx, await ledgerRow(shop, paid.no))
  }

  it("that timed out after it happened is not sent again when staff tries again: Medusa's new id is the same refund", async () => {
    const paid = await paidLink(shop, 100)
    loseAnswers(paid, 2)
    await expect(refundIt(shop, paid, 40)).rejects.toThrow(/has not said yet whether refund/)
    expect(await inMedusa(shop, paid)).toEqual([])
    await eventually(async () => {
      await refundIt(shop, paid, 40)
      return true
    }, "the repeat succeeds")
    expect(atPayBy(shop, paid)).toEqual([40])
    expect(await inMedusa(shop, paid)).toEqual([40])
  })

  it("that happened although nobody knew is recorded in Medusa, order's transaction included, and said once to whoever repeats it", async () => {
    const paid = await paidOrder(shop)
    loseAnswers(paid)
    const ask = () =>
      refundPaymentWorkflow(shop.ctx.container).run({
        input: { payment_id: paid.paymentId, amount: 40 },
      })
    const telling = (words: RegExp) => ({ message: expect.stringMatching(words) })
    await expect(ask()).rejects.toMatchObject(telling(/has not said yet/))
    await eventually(async () => (await inMedusa(shop, paid)).length === 1, "it is recorded")
    const transacted = async () => (await shop.medusa.ordersOf(paid.cart.id))[0]?.transacted
    await eventually(
      async () => (await transacted()) === paid.cart.total - 40,
      "the order's transaction",
    )
    await expect(ask()).rejects.toMatchObject(
      telling(/AED 40\.00 was already given back.*ask again/),
    )
    expect(atPayBy(shop, paid)).toEqual([40])
    await ask()
    expect(atPayBy(shop, paid)).toEqual([40, 40])
    expect(await inMedusa(shop, paid)).toEqual([40, 40])
    expect(await transacted()).toBe(paid.cart.total - 80)
  })

  it("that meets PayBy's rate limit, on its way or when it is asked about, is exactly one when staff asks again", async () => {
    const paid = await paidLink(shop, 100)
    const { faults } = shop.simulator
    const fault = { kind: "code", code: "402" } as const
    faults.add({ merchantOrderNo: paid.no, call: "placeRefund", times: 2, fault })
    faults.add({ merchantOrderNo: `${paid.no}-r1`, call: "getRefund", times: 2, fault })
    await expect(refundIt(shop, paid, 40)).rejects.toThrow()
    expect(atPayBy(shop, paid)).toEqual([])
    await eventually(async () => {
      if (atPayBy(shop, paid).length === 0) await refundIt(shop, paid, 40)
      await settle(paid)
      return String(await inMedusa(shop, paid)) === "40"
    }, "the refund succeeds")
    expect(atPayBy(shop, paid)).toEqual([40])
    expect((await inLedger(shop, paid)).filter((row) => !cameToNothing(row))).toHaveLength(1)
  })

  it("that staff is asking for at this moment is waited for before the payment is undone: Medusa's row comes first", async () => {
    const paid = await paidLink(shop, 100)
    await refundRow(shop, paid, "ref_asking", new Date(), "100")
    await shop.ctx.payby.orders.intend(paid.no, "return", "order-cancelled", new Date())
    for (let looks = 0; looks < 3; looks += 1)
      await giveBack(shop.ctx, await ledgerRow(shop, paid.no))
    expect((await ledgerRow(shop, paid.no)).revokeSentAt).toBeNull()
    expect(shop.simulator.books.order(paid.no).kept).toBe("100.00")

    // What the core does when its own call failed.
    await shop.ctx.payments.deleteRefunds(["ref_asking"])
    await giveBack(shop.ctx, await ledgerRow(shop, paid.no))
    expect(atPayBy(shop, paid)).toEqual([100])
    expect(await inMedusa(shop, paid)).toEqual([100])
  })

  it("that came a moment before a revoke of the payment forbids it", async () => {
    const paid = await paidLink(shop, 100)
    const { claims, clock } = shop.ctx.payby
    await refundIt(shop, paid, 40)
    expect(await claims.revokeSent(paid.no, clock())).toBe(false)
    await revoke(shop.ctx, await ledgerRow(shop, paid.no))
    expect(shop.simulator.calls({ call: "revokeOrder", merchantOrderNo: paid.no })).toEqual([])
    expect((await ledgerRow(shop, paid.no)).revokeSentAt).toBeNull()
  })

  it("is never sent beside a revoke, whichever of the two is written first", async () => {
    const { claims, refunds, clock } = shop.ctx.payby
    for (let round = 0; round < 8; round += 1) {
      const paid = await paidLink(shop, 100)
      const now = clock()
      const [revoking, asked] = await Promise.all([
        claims.revokeSent(paid.no, now),
        refunds.request(paid.no, {
          asked: "40",
          medusaRefundId: null,
          closesPayment: false,
          gone: new Set(),
          words: {},
          now,
          sendingUntil: new Date(now.getTime() + 30_000),
        }),
      ])
      expect(asked.kind).toBe(revoking ? "being-revoked" : "new")
    }
  })

  it("is followed before another amount is sent", async () => {
    const paid = await paidLink(shop, 100)
    loseAnswers(paid)
    await expect(refundIt(shop, paid, 60)).rejects.toThrow(/has not said yet/)
    await expect(refundIt(shop, paid, 50)).rejects.toThrow(/earlier refund.*still undecided/)
    await expect(refundIt(shop, paid, 50)).rejects.toThrow(/Only AED 40\.00/)
    await refundIt(shop, paid, 30)
    expect(atPayBy(shop, paid)).toEqual([60, 30])
    await eventually(async () => {
      await settle(paid)
      return String((await inMedusa(shop, paid)).sort()) === "30,60"
    }, "both in Medusa")
  })

  it("and an equal one at the same moment are two", async () => {
    const paid = await paidLink(shop, 100)
    await Promise.all([refundIt(shop, paid, 30), refundIt(shop, paid, 30)])
    expect(atPayBy(shop, paid)).toEqual([30, 30])
    expect(await inMedusa(shop, paid)).toEqual([30, 30])
  })

  it("whose process died is its repeat's when its time is over, and Medusa keeps one row", async () => {
    const paid = await paidLink(shop, 100)
    const died = new Date(Date.now() - 60_000)
    await refundRow(shop, paid, "ref_died", died)
    await shop.ctx.payby.refunds.request(paid.no, {
      asked: "40",
      medusaRefundId: "ref_died",
      closesPayment: false,
      gone: new Set(),
      words: {},
      now: died,
      sendingUntil: new Date(died.getTime() + 30_000),
    })
    await refundIt(shop, paid, 40).catch((error: Error) => expect(error.message).toMatch(/already/))
    expect(atPayBy(shop, paid)).toEqual([40])
    await eventually(async () => String(await inMedusa(shop, paid)) === "40", "one row in Medusa")
  })

  it("of which Medusa has a row and PayBy was never asked is shown to a person, and no money moves", async () => {
    const paid = await paidLink(shop, 100)
    await refundRow(shop, paid, "ref_stray", new Date(Date.now() - 3_600_000))
    await findStrayRefunds(shop.ctx)
    expect((await ledgerRow(shop, paid.no)).attention).toBe("medusa-disagrees")
    expect(atPayBy(shop, paid)).toEqual([])
  })

  it("tells PayBy the reason and the operator's name where Medusa gives them, cut to PayBy's limits, and no more", async () => {
    const paid = await paidOrder(shop)
    const core = shop.ctx.container.resolve(Modules.PAYMENT)
    const users = shop.ctx.container.resolve(Modules.USER)
    const reason = await core.createRefundReasons({ label: "Arrived broken", code: "broken" })
    const staff = { email: "noor@example.com", first_name: "Noor", last_name: "Example" }
    const user = await users.createUsers(staff)
    const run = (more: object) =>
      refundPaymentWorkflow(shop.ctx.container).run({
        input: { payment_id: paid.paymentId, amount: 1, ...more },
      })
    await run({ refund_reason_id: reason.id, created_by: user.id, note: "only for us" })
    await run({ note: `${"x".repeat(63)}😀`, created_by: "apk_123", amount: 2 })
    const [first, second] = shop.simulator.books.refunds(paid.no).map((one) => one.parameters)
    expect(first).toMatchObject({ reason: "Arrived broken", operatorName: "Noor Example" })
    expect(JSON.stringify(first)).not.toMatch(/noor@|only for us/)
    expect(second).toMatchObject({ reason: "x".repeat(63) })
    expect(second).not.toHaveProperty("operatorName")
  })

  it("of a payment the ledger does not know is an error, not a success", async () => {
    const paid = await paidLink(shop, 100)
    const core = shop.ctx.container.resolve(Modules.PAYMENT)
    await core.updatePayment({ id: paid.paymentId })
    const knex = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const data = JSON.stringify({ merchant_order_no: "20260101000000-nobodyknowsthis0" })
    await knex("payment").where({ id: paid.paymentId }).update({ data })
    await expect(refundIt(shop, paid, 40)).rejects.toThrow(/ledger has no order/)
    expect(await inMedusa(shop, paid)).toEqual([])
  })

  it("in parts gives back exactly the parts, to the last fils, and then no more", async () => {
    const paid = await paidLink(shop, 141.75)
    await refundIt(shop, paid, "47.255")
    await refundIt(shop, paid, "47.255")
    await refundIt(shop, paid, "47.24")
    expect(atPayBy(shop, paid)).toEqual([47.26, 47.26, 47.23])
    expect(shop.simulator.books.order(paid.no).kept).toBe("0.00")
    await expect(refundIt(shop, paid, 1)).rejects.toThrow()
  })

  it("of less than half a fils succeeds, and nothing is written that could not be sent", async () => {
    const paid = await paidLink(shop, 100)
    await refundIt(shop, paid, "0.004")
    expect(await inLedger(shop, paid)).toEqual([])
    await refundIt(shop, paid, 99.99)
    expect(atPayBy(shop, paid)).toEqual([99.99])
  })
}

/** A row as the core writes it before it calls the provider. */
async function refundRow(
  shop: Shop,
  paid: Paid,
  id: string,
  at: Date,
  amount = "40",
): Promise<void> {
  const knex = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex("refund").insert({
    id,
    payment_id: paid.paymentId,
    amount,
    raw_amount: JSON.stringify({ value: amount, precision: 20 }),
    created_at: at,
    updated_at: at,
  })
}
