import type { SeededFault } from "./fault"

const STORE = "integration-tests/one-store.spec.ts"
const LEDGER = "integration-tests/ledger.spec.ts"

/** Money taken twice, or kept although nothing was delivered for it. */
export const MONEY_TAKEN_TWICE: readonly SeededFault[] = [
  {
    name: "old-total-stays-payable",
    promise: "When the total changes, the old order is closed at PayBy before a new one is placed",
    file: "src/providers/payby/initiate.ts",
    guard: "    for (const order of earlier) await mustBeDecided(payby, order)\n",
    instead: "",
    spec: STORE,
    test: "with an old total is closed at PayBy before the new total is placed",
  },
  {
    name: "new-number-at-each-start",
    promise: "Whoever starts a payment again gets the original number and pays once",
    file: "src/providers/payby/initiate.ts",
    guard: "if (current !== undefined && isSameWish(payby, current, wish)) {",
    instead: "if (current !== undefined && isExpired(payby, current)) {",
    spec: STORE,
    test: "is paid once however often the shopper starts again",
  },
  {
    name: "refused-cancel-taken-for-closed",
    promise: "A cancel that PayBy refuses because the order is paid is no success",
    file: "src/modules/payby/correspondence.ts",
    guard: `if (fault?.kind === "refused" && isAboutItsState(fault.meaning)) return this.ask(order)`,
    instead: `if (fault?.kind === "refused" && isAboutItsState(fault.meaning)) {
      return { kind: "heard", order: { ...order, status: "FAILURE" } }
    }`,
    spec: STORE,
    test: "nothing new is placed while that is undecided",
  },
  {
    name: "cancel-moves-money",
    promise: "Medusa's cancel moves no money of a paid order by itself",
    file: "src/providers/payby/service.ts",
    guard: "await payby.orders.noteCancel(order.merchantOrderNo, payby.clock())",
    instead: `await payby.orders.noteCancel(order.merchantOrderNo, payby.clock())
    await payby.correspondence.revoke(order)`,
    spec: STORE,
    test: "moves no money of a paid order",
  },
  {
    name: "two-settlements",
    promise: "Of two paid orders of one cart, one is settled, however many try at once",
    file: "src/modules/payby/ledger/order-claims.ts",
    guard: `if (isUniqueViolation(error, "UQ_payby_order_settlement")) return false`,
    instead: `if (isUniqueViolation(error, "UQ_payby_order_settlement")) return true`,
    spec: LEDGER,
    test: "is given to one of two paid orders of a collection",
  },
  {
    name: "two-captures",
    promise: "One session is told that it is captured, however many ask at once",
    file: "src/modules/payby/ledger/order-claims.ts",
    guard: `        void q.whereNull("captured_session_id").orWhere("captured_session_id", sessionId)\n`,
    instead: `        void q.whereRaw("true")\n`,
    spec: LEDGER,
    test: "tells one session of many that it is captured",
  },
  {
    name: "capture-of-returned-money",
    promise: "Money that is on its way back captures nothing",
    file: "src/modules/payby/ledger/order-claims.ts",
    guard: `      .whereNotNull("settlement")
      .whereNot("intent", "return")
      .where(`,
    instead: `      .whereNotNull("settlement")
      .where(`,
    spec: LEDGER,
    test: "cannot be made once the money is to go back",
  },
  {
    name: "give-up-by-time-alone",
    promise: "An outage alone is no reason to give money back",
    file: "src/settlement/may-settle.ts",
    guard: "return tooLong && order.attempts >= policy.tellAfterAttempts",
    instead: "return tooLong",
    spec: "src/settlement/may-settle.test.ts",
    test: "but not for an outage alone",
  },
  {
    name: "revoke-and-refund",
    promise: "Money goes back by a revoke or by a refund, never by both",
    file: "src/settlement/revoke.ts",
    guard: "isDenied(fault) && (isFirst || isBeyondDoubt(order, clock()))",
    instead: "isDenied(fault)",
    spec: STORE,
    test: "never by both, when the revoke's answer is lost",
  },
  {
    name: "late-money-kept",
    promise: "What is paid for a cart that another payment completed goes back",
    file: "src/settlement/may-settle.ts",
    guard: `    return "collection-paid"`,
    instead: "    return null",
    spec: "src/settlement/may-settle.test.ts",
    test: "but not when another Payment of the collection has the money",
  },
]
