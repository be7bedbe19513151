import type { Retention, RetentionTerms } from "../modules/payby/ledger/retention"
import type { Policy } from "../modules/payby/policy"
import type { Context } from "./context"

/** Rows in one statement: few enough to be over in a blink, many enough for millions a night. */
const BATCH = 500

/** How long one run goes on, milliseconds; what is left waits for the next night. */
const BUDGET_MS = 10 * 60_000

/** How many rows of each kind a run has forgotten. */
export type Forgotten = Record<Kind, number>

type Kind = keyof Policy["retention"]

const FORGET: Record<Kind, (rows: Retention, terms: RetentionTerms) => Promise<number>> = {
  notificationBodiesMs: (rows, terms) => rows.emptyBodies(terms),
  notificationsMs: (rows, terms) => rows.forgetNotifications(terms),
  unpaidOrdersMs: (rows, terms) => rows.forgetUnpaidOrders(terms),
  paidOrdersMs: (rows, terms) => rows.forgetPaidOrders(terms),
}

/**
 * Forgets what the policy does not want kept any longer, in small statements, until nothing is left or the
 * time is up. What is undecided, waits for a person, or was touched since, stays, whatever its age.
 */
export async function forget(ctx: Context): Promise<Forgotten> {
  const { clock, closing, retention, settings } = ctx.payby
  const now = clock()
  const endAt = now.getTime() + BUDGET_MS
  const forgotten: Forgotten = {
    notificationBodiesMs: 0,
    notificationsMs: 0,
    unpaidOrdersMs: 0,
    paidOrdersMs: 0,
  }
  for (const kind of kinds()) {
    const keptMs = settings.policy.retention[kind]
    if (keptMs === null) continue
    const terms = { before: new Date(now.getTime() - keptMs), now, limit: BATCH }
    for (let taken = BATCH; taken === BATCH && clock().getTime() < endAt && !closing.hasBegun;) {
      taken = await closing.awaits(FORGET[kind](retention, terms))
      forgotten[kind] += taken
    }
  }
  return forgotten
}

/** Whole notifications before bodies, so that none is emptied only to be forgotten. */
function kinds(): Kind[] {
  return ["unpaidOrdersMs", "paidOrdersMs", "notificationsMs", "notificationBodiesMs"]
}
