import { aed, fils } from "../../../gateway"
import type { LineBesideLedger } from "../ledger/statement-lines"
import { anOrder, START } from "../order.test-support"
import { aRefund } from "../refund.test-support"
import { compareWithLedger, compareWithMedusa, isElsewhere } from "./compare"

const paid = anOrder({ status: "PAID_SUCCESS", paidAt: START, settlement: "settled" })

/** A payment's row beside its paid order, but for what a test changes. */
function beside(
  changes: Partial<LineBesideLedger> = {},
  line: Partial<LineBesideLedger["line"]> = {},
): LineBesideLedger {
  return {
    line: {
      ordinal: 1,
      section: "transactions",
      movement: "payment",
      number: paid.merchantOrderNo,
      originNumber: "",
      paybyOrderNo: "13",
      amount: "141.75",
      reverted: false,
      scene: "PAYPAGE",
      at: START,
      ...line,
    },
    order: paid,
    refund: null,
    refunds: [],
    isFirstOfOrder: true,
    ...changes,
  }
}
const refundRow = (changes: Partial<LineBesideLedger>, amount = "40.00") =>
  beside(changes, { movement: "refund", number: aRefund().refundNo, amount })
const kinds = (one: LineBesideLedger) => compareWithLedger(one).map(({ kind }) => kind)
const inMedusa = (captured: string, refunded: string) => ({
  captured: aed(captured),
  refunded: aed(refunded),
})
const kindsInMedusa = (...args: Parameters<typeof compareWithMedusa>) =>
  compareWithMedusa(...args).map(({ kind }) => kind)

describe("beside the ledger", () => {
  it.each<[string, LineBesideLedger, string[]]>([
    ["agrees", beside(), []],
    ["is unknown", beside({ order: null }), ["payment-unknown-here"]],
    ["is unpaid", beside({ order: anOrder() }), ["payment-unpaid-here"]],
    ["differs by a fils", beside({}, { amount: "141.76" }), ["payment-amount-differs"]],
    ["was undone there only", beside({}, { reverted: true }), ["payment-reverted-there"]],
    ["was undone here too", beside({ order: { ...paid, revoked: true } }, { reverted: true }), []],
    [
      "was undone here a day later",
      beside({ order: { ...paid, status: "FAILURE", revoked: true } }),
      [],
    ],
    [
      "was settled for less than was paid",
      beside({}, { section: "settlements", amount: "138" }),
      [],
    ],
    ["was paid at a till", beside({ order: null }, { scene: "QRPAY" }), []],
  ])("a payment that %s", (_name, one, expected) => {
    expect(kinds(one)).toEqual(expected)
  })

  it.each<[string, LineBesideLedger, string[]]>([
    ["agrees", refundRow({ refund: aRefund() }), []],
    ["is unknown", refundRow({}), ["refund-unknown-here"]],
    ["is PayBy's own for a revoke", refundRow({ order: { ...paid, revoked: true } }), []],
    ["failed here", refundRow({ refund: aRefund({ status: "FAILURE" }) }), ["refund-failed-here"]],
    ["is undecided here", refundRow({ refund: aRefund({ status: null }) }), ["refund-failed-here"]],
    ["differs", refundRow({ refund: aRefund() }, "40.01"), ["refund-amount-differs"]],
  ])("a refund that %s", (_name, one, expected) => {
    expect(kinds(one)).toEqual(expected)
  })

  it("takes nothing for another's that the ledger knows, whatever the scene", () => {
    expect(isElsewhere(beside({}, { scene: "QRPAY" }))).toBe(false)
    expect(isElsewhere(beside({ order: null }, { scene: "" }))).toBe(false)
  })
})

describe("beside Medusa", () => {
  it("agrees when as much is kept, give or take the fils that parts were rounded by", () => {
    const refunds = [aRefund({ asked: "47.255" }), aRefund({ ordinal: 2, asked: "10" })]
    expect(kindsInMedusa(beside(), inMedusa("141.75", "0"))).toEqual([])
    expect(kindsInMedusa(beside({ refunds }), inMedusa("141.75", "57.24"))).toEqual([])
    expect(kindsInMedusa(beside({ refunds }), inMedusa("141.75", "57.20"))).toEqual([
      "payment-differs-in-medusa",
    ])
  })

  it("counts no refund that came to nothing", () => {
    const refunds = [aRefund({ status: "FAILURE" })]
    expect(kindsInMedusa(beside({ refunds }), inMedusa("141.75", "40"))).toEqual([
      "payment-differs-in-medusa",
    ])
  })

  it("misses a payment only when its money is neither back nor on its way", () => {
    expect(kindsInMedusa(beside(), null)).toEqual(["payment-not-in-medusa"])
    for (const order of [
      { ...paid, revoked: true },
      { ...paid, intent: "return" as const },
    ]) {
      expect(kindsInMedusa(beside({ order }), null)).toEqual([])
    }
    expect(kindsInMedusa(beside({ refunds: [aRefund({ asked: "141.75" })] }), null)).toEqual([])
  })

  it("says nothing about what was never paid here", () => {
    expect(compareWithMedusa(beside({ order: anOrder() }), null)).toEqual([])
  })

  it("still counts as kept in Medusa what was revoked past it", () => {
    const order = { ...paid, revoked: true, intent: "return" as const, finishedAt: START }
    const medusa = { captured: aed("141.75"), refunded: fils(0) }
    expect(kindsInMedusa(beside({ order }), medusa)).toEqual(["payment-differs-in-medusa"])
  })
})
