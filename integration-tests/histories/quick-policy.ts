import { POLICIES } from "../../src/modules/payby/policy"
import type { Policy } from "../../src/modules/payby/policy"

const every = (everyMs: number) => [{ everyMs }]

/** The web shop's policy with seconds for minutes: an unpaid order is closed after ten of them. */
export const QUICK: Policy = {
  unresolved: every(500),
  closeUnresolvedAfterMs: 3_000,
  unpaid: every(1_500),
  awaited: every(500),
  awaitedForMs: 2_000,
  closeUnpaidAfterMs: 10_000,
  confirmByQuery: false,
  closeReleasedAfterMs: 2_000,
  closing: every(700),
  tellAfterAttempts: 3,
  settling: every(700),
  returnUnsettledAfterMs: 6_000,
  audits: [2_000],
  returning: every(700),
  refundAnswerMs: 3_000,
  refunds: every(700),
  notifications: every(1_000),
  poisonAfterAttempts: 60,
  job: { budgetMs: 5_000, concurrency: 8, leaseMs: 3_000 },
  retention: POLICIES.default.retention,
}

/** How long one call to PayBy may take. */
export const QUICK_DEADLINE_MS = 1_500

/** The same, but what waits for its payer waits on, however slow the machine is. */
export const PATIENT: Policy = {
  ...QUICK,
  closeUnpaidAfterMs: null,
  job: { ...QUICK.job, concurrency: 16, leaseMs: 5_000 },
}
