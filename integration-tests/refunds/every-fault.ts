import type { CallFault } from "../../src/simulator"
import { cameToNothing } from "../../src/modules/payby/ledger/refund"
import type { PayByRefund } from "../../src/modules/payby/ledger/refund"
import { settleRefunds } from "../../src/settlement/refunds"
import { eventually } from "../support/eventually"
import { ledgerRow } from "../support/checkout"
import type { Shop } from "../support/shop"
import { atPayBy, inLedger, inMedusa, paidLink, refundIt } from "./paid"
import type { Paid } from "./paid"

/** How many payments are refunded side by side, each in many parts one after the other. */
const SIDE_BY_SIDE = 24

const code = (number: string, more: { effect?: boolean; unsigned?: boolean } = {}): CallFault => ({
  kind: "code",
  code: number,
  ...more,
})

/** PayBy wants fewer calls, and did nothing. */
const RATE_LIMIT = code("402")

/** Longer than whoever asks waits, shorter than a call may take. */
const LATE_MS = 700

/** Whatever the simulator can do to an answer, without and with what was asked for being done. */
const WITHOUT_EFFECT: CallFault[] = [
  { kind: "drop-before" },
  { kind: "hang" },
  { kind: "http", status: 502 },
  code("500"),
  { kind: "garbage", body: "html", effect: false },
]
const WITH_EFFECT: CallFault[] = [
  { kind: "drop-after" },
  { kind: "delay", ms: LATE_MS },
  { kind: "delay-after", ms: LATE_MS },
  { kind: "drip", everyMs: 20 },
  { kind: "hang", effect: true },
  { kind: "http", status: 302, effect: true },
  code("500", { effect: true }),
  code("504", { effect: true, unsigned: true }),
  { kind: "garbage", body: "empty" },
  { kind: "garbage", body: "broken-json" },
  { kind: "garbage", body: "truncated" },
  { kind: "unsigned" },
  { kind: "wrongly-signed" },
  { kind: "other-order" },
  { kind: "unknown-status" },
  { kind: "wrong-amount" },
]
/** PayBy says no: then staff may be told so. */
const REFUSALS: CallFault[] = [code("62045"), code("404"), code("403"), RATE_LIMIT]
/** PayBy says no, and did it. */
const UNTRUE_REFUSALS: CallFault[] = [
  code("62045", { effect: true }),
  code("62006", { effect: true }),
]
/** PayBy does not see yet what it accepted a moment ago. */
const NOT_SEEN_YET = code("62007")

/** Whether a question has an effect makes no difference. */
const ASKING: (CallFault | null)[] = [
  null,
  NOT_SEEN_YET,
  RATE_LIMIT,
  ...WITH_EFFECT.filter(({ kind }) => kind !== "delay"),
]
/** What goes wrong when the refund is asked for, by what may be concluded from it. */
const PLACING = {
  "although nothing happened": WITHOUT_EFFECT,
  "although the right answer came late, or none": WITH_EFFECT,
  "although PayBy refused it": REFUSALS,
  "although PayBy says that it refused it": UNTRUE_REFUSALS,
}

interface Case {
  readonly placing: CallFault
  readonly asking: CallFault | null
  /** How often staff repeats by hand what ended in an error: 0 to 3. */
  readonly repeats: number
}

function casesOf(placings: readonly CallFault[]): Case[] {
  return placings.flatMap((placing, i) =>
    ASKING.map((asking, j) => ({ placing, asking, repeats: (i + j) % 4 })).filter(
      // Two signed lies about one refund leave nothing that could be believed.
      ({ asking }) => !(asking === NOT_SEEN_YET && UNTRUE_REFUSALS.includes(placing)),
    ),
  )
}

/** What staff was told in the end. */
type Told = "done" | "refused" | "unknown"

/** For everything that can go wrong at any step of a refund. */
export function everyFault(shop: Shop): void {
  const groups = Object.entries(PLACING).map(([although, placings]) => {
    const cases = casesOf(placings)
    return { although, cases, count: cases.length }
  })
  const promise = "is one at PayBy and one in Medusa, however often staff repeats it"
  it.each(groups)(`${promise}, $although ($count combinations)`, async ({ cases }) => {
    shop.simulator.notifications.mode = "lose"
    const complaints: string[] = []
    const waiting = [...cases]
    const work = async () => {
      // So many at once may be more than a busy machine can answer in time.
      const paid = await eventually(() => paidLink(shop, 10_000), "a payment to refund")
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
        const complaint = await complaintAbout(shop, paid, one)
        if (complaint !== null) complaints.push(`${JSON.stringify(one)}: ${complaint}`)
      }
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
    expect(complaints).toEqual([])
  })
}

async function complaintAbout(shop: Shop, paid: Paid, one: Case): Promise<string | null> {
  const before = await inLedger(shop, paid)
  const amount = 40 + before.length / 100
  const refund = { merchantOrderNo: `${paid.no}-r${before.length + 1}` }
  const { faults } = shop.simulator
  faults.add({ ...refund, call: "placeRefund", times: 2, fault: one.placing })
  if (one.asking !== null) {
    faults.add({ ...refund, call: "getRefund", times: 3, fault: one.asking })
  }
  const told = await staffAsks(shop, paid, amount, one.repeats)
  const mayBeNone = told !== "done" && REFUSALS.includes(one.placing)
  const these = (amounts: number[]) => amounts.filter((other) => other === amount)
  try {
    await eventually(async () => {
      if ((await inLedger(shop, paid)).some(isOpen)) {
        await settleRefunds(shop.ctx, await ledgerRow(shop, paid.no))
      }
      const [payby, medusa] = [these(atPayBy(shop, paid)), these(await inMedusa(shop, paid))]
      const rows = await inLedger(shop, paid)
      const known = rows.every((row) => row.status !== null)
      const rightly = payby.length === 1 || (payby.length === 0 && mayBeNone)
      if (rightly && known && payby.length === medusa.length) return true
      const last = rows.slice(before.length).map((row) => `${row.status} ${row.medusaRefundId}`)
      throw new Error(
        `told ${told}, at PayBy ${payby.length}, in Medusa ${medusa.length}, ledger ${last.join(", ")}`,
      )
    }, "the books agree")
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** The job would come by in a moment; the test does not wait for that. */
function isOpen(refund: PayByRefund): boolean {
  return refund.status === null || (refund.unrecordedAt !== null && !cameToNothing(refund))
}

async function staffAsks(shop: Shop, paid: Paid, amount: number, repeats: number): Promise<Told> {
  let told: Told = "unknown"
  for (let asks = 0; asks <= repeats; asks += 1) {
    try {
      await refundIt(shop, paid, amount)
      return "done"
    } catch (error) {
      const said = error instanceof Error ? error.message : ""
      if (/was already given back/.test(said)) return "done"
      told = /no money has moved/.test(said) ? "refused" : "unknown"
    }
  }
  return told
}
