import type { SeededFault } from "./fault"

const STORE = "integration-tests/one-store.spec.ts"
const LEDGER = "integration-tests/ledger.spec.ts"
const SETTLE = "src/settlement/may-settle.test.ts"
const REFUNDS = "integration-tests/refunds.spec.ts"
const HISTORIES = "integration-tests/core-histories.spec.ts"

/** Whatever may happen between any two lines of ours: another request, another instance, the core. */
export const BETWEEN_TWO_STEPS: readonly SeededFault[] = [
  {
    name: "second-session-captured-later",
    promise: "Of two live sessions of one order one is captured, also when the other asks later",
    file: "src/providers/payby/authorise.ts",
    guard: "  if (!(await sessions.isGone(holder))) return false\n",
    instead: "",
    spec: STORE,
    test: "are told captured once, also when the second asks long after the first",
  },
  {
    name: "release-without-owner",
    promise: "A session that is deleted takes nothing from the one that adopted its order",
    file: "src/modules/payby/ledger/orders.ts",
    guard: ".where({ session_id: sessionId, deleted_at: null })",
    instead: ".where({ deleted_at: null })",
    spec: LEDGER,
    test: "of a session takes nothing from the one that has adopted its order",
  },
  {
    name: "adoption-leaves-the-release",
    promise: "An order that was released and adopted again is not abandoned",
    file: "src/modules/payby/ledger/orders.ts",
    guard: "{ session_id: sessionId, released_at: null, placed_at: now },",
    instead: "{ session_id: sessionId, placed_at: now },",
    spec: LEDGER,
    test: "is undone by an adoption that comes after it",
  },
  {
    name: "abandoned-although-wanted",
    promise: "An order is not abandoned while a session of its collection lives",
    file: "src/settlement/drive.ts",
    guard: `      if (move.reason === "abandoned" && (await wanted(ctx, order))) return null\n`,
    instead: "",
    spec: STORE,
    test: "is not abandoned while another session of its collection lives",
  },
  {
    name: "link-of-an-order-being-closed",
    promise: "No pay link is handed out for an order that is being closed",
    file: "src/modules/payby/ledger/orders.ts",
    guard: `      { link_handed_out_at: now, pay_url: payUrl, next_look_at: lookAgainAt, attempts: 0 },
      (q) => void q.where({ intent: "collect" }).whereNull("settlement"),`,
    instead: `      { link_handed_out_at: now, pay_url: payUrl, next_look_at: lookAgainAt, attempts: 0 },
      always,`,
    spec: LEDGER,
    test: "lets no pay link out once it is to be closed",
  },
  {
    name: "finished-over-a-payment",
    promise: "An order is not finished over a payment that came in the same moment",
    file: "src/modules/payby/ledger/orders.ts",
    guard: `(q) => void q.whereRaw("status IS NOT DISTINCT FROM ?", [order.status]),`,
    instead: "always,",
    spec: LEDGER,
    test: "that comes while an order is being finished keeps it open",
  },
  {
    name: "lost-cancel-taken-for-done",
    promise: "While a cancel's outcome is unknown, no new number is taken",
    file: "src/providers/payby/initiate.ts",
    guard: `  if (answer.kind === "in-vain") throw noAnswer()
  if (!isDecided(payby, answer.order)) throw stillUndecided()`,
    instead: `  if (answer.kind === "in-vain") return
  if (!isDecided(payby, answer.order)) throw stillUndecided()`,
    spec: STORE,
    test: "lets no new number be taken until it is known",
  },
  {
    name: "refunded-and-still-collecting",
    promise: "What the core has refunded in full cannot be settled again",
    file: "src/modules/payby/ledger/refund-requests.ts",
    guard: "        if (decision.closes) await wantReturn(trx, order, asked.now)\n",
    instead: "",
    spec: LEDGER,
    test: "of everything makes the order one to be returned before PayBy is called",
  },
  {
    name: "returned-session-stays",
    promise: "A session whose money goes back cannot complete its cart afterwards",
    file: "src/settlement/give-back.ts",
    guard: "    await forgetSession(ctx, order, view)\n",
    instead: "",
    spec: STORE,
    test: "cannot complete the cart afterwards with the session it was captured in",
  },
  {
    name: "given-up-under-a-standing-order",
    promise: "A settlement is not given up while an order stands on its money",
    file: "src/settlement/may-settle.ts",
    guard: `  if (paymentOf(order, view) !== null && view.orders.some((placed) => !placed.cancelled)) {
    return false
  }
`,
    instead: "",
    spec: SETTLE,
    test: "but not when an order stands on its money",
  },
  {
    name: "given-up-while-the-core-writes",
    promise: "A settlement is not given up while the core may be recording it",
    file: "src/settlement/may-settle.ts",
    guard: "  if (isBeingRecorded(order, now)) return false\n",
    instead: "",
    spec: SETTLE,
    test: "but not while the core may be recording it",
  },
  {
    name: "wake-up-lost",
    promise: "Whoever wakes an order while it is worked on is heard",
    file: "src/modules/payby/ledger/order-leases.ts",
    guard: "            THEN LEAST(next_look_at, :lookAgainAt::timestamptz)",
    instead: "            THEN :lookAgainAt::timestamptz",
    spec: LEDGER,
    test: "that somebody woke while it was worked on is looked at again at once",
  },
  {
    name: "lost-lease-given-back",
    promise: "Whoever lost a lease does not end the lease of whoever has it now",
    file: "src/modules/payby/ledger/order-leases.ts",
    guard: `lease_owner: lease.owner })
      .update({ lease_owner: null,`,
    instead: `})
      .update({ lease_owner: null,`,
    spec: LEDGER,
    test: "that was taken by another meanwhile is not given back by whoever had it first",
  },
  {
    name: "half-linked-order-refunded",
    promise:
      "An order that a dying process left half linked is linked before the core has its cart",
    file: "src/settlement/make-true.ts",
    guard: "    await linkOrder(ctx, order, view)\n",
    instead: "",
    spec: STORE,
    test: "keeps its money, and hears of it",
  },
  {
    name: "order-of-a-moment-believed",
    promise: "An order made after its money was wanted back, and taken back again, keeps no money",
    file: "src/settlement/give-back.ts",
    guard: "!placed.cancelled && placed.placedAt <= order.intentAt",
    instead: "!placed.cancelled",
    spec: HISTORIES,
    test: "although a second completion shows an order that is taken back",
  },
  {
    name: "refund-of-a-moment-believed",
    promise: "What another request wrote into Medusa's books, and takes back again, is no refund",
    file: "src/settlement/refunds/medusa-rows.ts",
    guard: "return isNew || !sameMoney(refunded, payment.refunded)",
    instead: "return isNew",
    spec: HISTORIES,
    test: "although staff's own refund failed while the order was cancelled",
  },
  {
    name: "no-place-for-a-moment",
    promise: "A refund is not left out of Medusa's books for the row of a request that is refused",
    file: "src/settlement/refunds/record.ts",
    guard: "    if (await isBeingAsked(ctx, payment, siblings)) return true\n",
    instead: "",
    spec: REFUNDS,
    test: "whose place in Medusa's books another request takes for a moment",
  },
  {
    name: "captured-beside-another-payment",
    promise: "Nothing is captured for a cart whose other payment was recorded a moment ago",
    file: "src/providers/payby/authorise.ts",
    guard: "  if (await sessions.isPaidOtherwise(session)) throw noSuchPayment()\n",
    instead: "",
    spec: STORE,
    test: "is not told captured, and what was paid for it goes back",
  },
]
