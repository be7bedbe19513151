import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { PayByModuleService } from "../../modules/payby/service"
import type { Context } from "../context"
import { findStrayRefunds } from "./strays"

/** How often a process compares Medusa's refunds with the ledger's. */
const COMPARE_EVERY_MS = 5 * 60_000

/** When each ledger's refunds were last compared by this process. */
const comparedAt = new WeakMap<PayByModuleService, Date>()

/** Takes the refunds that are longest overdue, so many at most. Idle, it looks for what the ledger lacks. */
export async function takeDueRefunds(ctx: Context, limit: number): Promise<PayByRefund[]> {
  if (limit === 0) return []
  const { refunds, clock, settings } = ctx.payby
  const now = clock()
  const retryAt = new Date(now.getTime() + settings.policy.job.leaseMs)
  const taken = await refunds.takeDue(limit, now, retryAt)
  if (taken.length > 0) return taken
  const last = comparedAt.get(ctx.payby)
  if (last === undefined || now.getTime() >= last.getTime() + COMPARE_EVERY_MS) {
    comparedAt.set(ctx.payby, now)
    await compare(ctx)
  }
  return []
}

/** A comparison that fails is nobody's trouble: the next one comes. */
async function compare(ctx: Context): Promise<void> {
  try {
    await findStrayRefunds(ctx)
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error"
    ctx.payby.logger.error(`PayBy refunds could not be compared with Medusa's: ${reason}`)
  }
}
