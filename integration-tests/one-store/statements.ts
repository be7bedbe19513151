import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { mintMerchantOrderNo, orderTerms } from "../../src/gateway"
import type { MerchantOrderNo } from "../../src/gateway"
import { dayOf, dubaiDay } from "../../src/modules/payby/statement/window"
import type { Finding, FindingKind } from "../../src/modules/payby/statement/finding"
import { beginStatementCheck } from "../../src/settlement"
import { checkStatementWorkflow } from "../../src/workflows"
import { eventually } from "../support/eventually"
import { ledgerRow, untilPaid, untilPayment, untilSettled } from "../support/checkout"
import type { Shop } from "../support/shop"
import { inLedger, paidLink, refundIt } from "../refunds/paid"

const DAY_MS = 24 * 60 * 60_000

/** PayBy's statement of a day beside the ledger and Medusa. */
export function statements(shop: Shop): void {
  const today = () => dayOf(new Date())
  const yesterday = () => dayOf(new Date(Date.now() - DAY_MS))

  async function check(day: string) {
    const { result } = await checkStatementWorkflow(shop.ctx.container).run({ input: { day } })
    const findings: Finding[] = []
    const { statementChecks } = shop.ctx.payby
    for await (const finding of statementChecks.allFindings(result.id)) findings.push(finding)
    const about = (no: string): FindingKind[] =>
      findings.filter((one) => one.merchantOrderNo === no).map(({ kind }) => kind)
    return { result, findings, about }
  }

  /** As if the shopper had paid then. */
  async function payAt(no: MerchantOrderNo, instant: Date): Promise<void> {
    shop.simulator.skewClock(instant.getTime() - Date.now())
    await shop.simulator.pay(no)
    shop.simulator.skewClock(0)
  }

  /** An order that some other program placed for the same merchant. */
  async function strangersOrder(): Promise<MerchantOrderNo> {
    const no = mintMerchantOrderNo(new Date())
    const { gateway } = shop.ctx.payby
    const placed = await gateway.placeOrder(
      orderTerms({
        merchantOrderNo: no,
        subject: "A stranger's",
        totalAmount: { amount: 12.34, currency: "AED" },
        expiredTime: Date.now() + 600_000,
        notifyUrl: "http://127.0.0.1:9/nobody",
        paySceneCode: "DYNQR",
      }),
    )
    if (!placed.ok) throw new Error(`not placed: ${placed.fault.kind}`)
    return no
  }

  function knex() {
    return shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  }

  describe("the check of a statement", () => {
    beforeAll(() => {
      const soon = { refundSettlesAfterMs: 0, refundSucceedsAfterMs: 100 }
      shop.simulator.configure({ statementOfToday: true, ...soon })
    })
    afterAll(() => {
      const usual = { refundSettlesAfterMs: 2_000, refundSucceedsAfterMs: 5_000 }
      shop.simulator.configure({ statementOfToday: false, ...usual })
    })

    it("finds nothing where the books agree: paid, refunded in part, undone, settled", async () => {
      const checkout = await untilPaid(shop)
      const paid = await paidLink(shop, 100)
      await refundIt(shop, paid, 40)
      await refundIt(shop, paid, "12.34")
      await eventually(
        async () => (await inLedger(shop, paid)).every(({ status }) => status !== "CREATED"),
        "the refunds have left the account",
      )
      await shop.simulator.settle(paid.no)
      const { result, about } = await check(today())
      expect(result).toMatchObject({ status: "done", failure: null, day: today() })
      expect(result.lines).toBeGreaterThanOrEqual(5)
      expect(Number(result.totals?.fees)).toBeGreaterThan(0)
      expect([about(checkout.no), about(paid.no)]).toEqual([[], []])
    })

    it("finds what is paid there and unknown or unpaid here, and other amounts", async () => {
      const stranger = await strangersOrder()
      await shop.simulator.pay(stranger)
      const [unheard, altered] = [await paidLink(shop, 50), await paidLink(shop, 60)]
      const of = (no: string) => knex()("payby_order").where({ merchant_order_no: no })
      const before = await of(unheard.no).first()
      await of(unheard.no).update({ paid_at: null, status: "CREATED" })
      await of(altered.no).update({ amount: "60.01" })
      const { result, findings, about } = await check(today())
      await of(unheard.no).update({ paid_at: before.paid_at, status: before.status })
      await of(altered.no).update({ amount: "60" })
      expect(about(stranger)).toEqual(["payment-unknown-here"])
      expect(about(unheard.no)).toEqual(["payment-unpaid-here"])
      expect(about(altered.no)).toEqual(["payment-amount-differs", "payment-differs-in-medusa"])
      expect(findings.find((one) => one.merchantOrderNo === stranger)).toMatchObject({
        amountThere: "12.34",
        amountHere: null,
      })
      expect(result.differences).toBeGreaterThanOrEqual(3)
    })

    it("finds refunds that nobody here asked for, or that failed here", async () => {
      const [past, failed] = [await paidLink(shop, 50), await paidLink(shop, 60)]
      await refundIt(shop, past, 20)
      await refundIt(shop, failed, 30)
      const all = async () => [...(await inLedger(shop, past)), ...(await inLedger(shop, failed))]
      await eventually(
        async () => (await all()).every(({ status }) => status !== "CREATED"),
        "the refunds have left the account",
      )
      const of = (no: string) => knex()("payby_refund").where({ merchant_order_no: no })
      await of(past.no).delete()
      await of(failed.no).update({ status: "FAILURE" })
      const { about } = await check(today())
      await of(failed.no).update({ status: "SUCCESS" })
      expect(about(past.no)).toEqual(["payment-differs-in-medusa", "refund-unknown-here"])
      expect(about(failed.no)).toEqual(["payment-differs-in-medusa", "refund-failed-here"])
    })

    it("finds what Medusa does not show, unless its money goes back", async () => {
      const [gone, going] = [await paidLink(shop, 50), await paidLink(shop, 60)]
      const of = (no: string) => knex()("payby_order").where({ merchant_order_no: no })
      await of(gone.no).update({ captured_session_id: "payses_gone" })
      await of(going.no).update({ captured_session_id: "payses_gone", intent: "return" })
      const { about } = await check(today())
      expect([about(gone.no), about(going.no)]).toEqual([["payment-not-in-medusa"], []])
    })

    it("finds what is paid or given back here and missing there, on a day of which PayBy has no statement too", async () => {
      const day = dayOf(new Date(Date.now() - 9 * DAY_MS))
      const noon = new Date((dubaiDay(day)?.start.getTime() ?? 0) + DAY_MS / 2)
      const paid = await paidLink(shop, 80)
      await refundIt(shop, paid, 10)
      await eventually(
        async () => (await inLedger(shop, paid)).every(({ status }) => status === "SUCCESS"),
        "all is heard of the refund",
      )
      const heardAt = new Date(noon.getTime() + 60_000)
      await knex()("payby_order")
        .where({ merchant_order_no: paid.no })
        .update({ created_at: noon, paid_at: heardAt, payment_info: null })
      await knex()("payby_refund")
        .where({ merchant_order_no: paid.no })
        .update({ requested_at: noon, status_at: heardAt, status: "SUCCESS" })
      const { result, about } = await check(day)
      expect(about(paid.no)).toEqual(["payment-missing-there", "refund-missing-there"])
      expect(result).toMatchObject({ differences: 2, lines: 0 })
    })

    it("does not take midnight for a difference: paid in the last second, heard of the next day", async () => {
      const midnight = dubaiDay(today())?.start.getTime() ?? 0
      const last = (await untilPayment(shop)).no
      await payAt(last, new Date(midnight - 1_000))
      await untilSettled(shop, last)
      const paidAt = Date.parse(String((await ledgerRow(shop, last)).paymentInfo?.paid_at))
      expect(paidAt).toBeLessThan(midnight)
      const untold = await paidLink(shop, 30)
      await knex()("payby_order")
        .where({ merchant_order_no: untold.no })
        .update({
          merchant_order_no: `${untold.no}x`,
          created_at: new Date(midnight - 120_000),
          paid_at: new Date(midnight + 120_000),
          payment_info: null,
        })
      const [before, after] = [await check(yesterday()), await check(today())]
      expect([before.about(last), after.about(last)]).toEqual([[], []])
      for (const one of [before, after]) {
        expect(one.about(`${untold.no}x`)).toEqual(["perhaps-another-day"])
      }
      expect(before.result.differences).toBe(0)
    })

    it("lists chargebacks, and those of which no notification came as differences", async () => {
      const [told, untold] = [await paidLink(shop, 50), await paidLink(shop, 60)]
      await shop.simulator.chargeback(told.no, { amount: "25.00" })
      await eventually(
        async () => (await ledgerRow(shop, told.no)).chargebacks.length === 1,
        "the chargeback is stored",
      )
      shop.simulator.notifications.mode = "lose"
      await shop.simulator.chargeback(untold.no)
      const { about } = await check(today())
      expect([about(told.no), about(untold.no)]).toEqual([
        ["charged-back"],
        ["chargeback-unknown-here"],
      ])
    })

    it("has no result when PayBy has no statement yet, or breaks off, and says so; no row stays behind", async () => {
      shop.simulator.configure({ statementOfToday: false })
      const early = await check(today())
      shop.simulator.configure({ statementOfToday: true })
      expect(early.result).toMatchObject({ status: "failed", differences: 0 })
      expect(early.result.failure).toMatch(/has no statement of .* yet/)
      const fault = { kind: "garbage", body: "truncated" } as const
      shop.simulator.faults.add({ call: "getOrderStatement", fault })
      const broken = await check(today())
      expect(broken.result.failure).toMatch(/broke off|cannot be read|could be used/)
      expect(await knex()("payby_statement_line")).toEqual([])
    })

    it("is made once at a time for a day, and refuses what is no day", async () => {
      const wish = { day: today(), requestedBy: "user_1" }
      const begun = await beginStatementCheck(shop.ctx, wish)
      expect(begun).toMatchObject({ status: "running", requestedBy: "user_1" })
      expect(await beginStatementCheck(shop.ctx, wish)).toBeNull()
      await shop.ctx.payby.statementChecks.failed(String(begun?.id), "over", new Date())
      for (const day of ["2026-02-30", "yesterday", "2099-01-01"]) {
        await expect(beginStatementCheck(shop.ctx, { day })).rejects.toThrow(/day|begun/)
      }
    })
  })
}
