import type { Context } from "./context"
import { driveLeased, takeDue } from "./drive"
import { processTaken, takeDueNotification } from "./process-notification"

/** How often an idle worker looks for work while its colleagues are still busy, milliseconds. */
const IDLE_LOOK_MS = 500

/**
 * One run of the job: works off whatever is due, several rows at a time, until nothing is or the time
 * is up. Each worker takes one row at a time, so that no lease runs out while a row waits its turn, and
 * any number of instances share the work. One row's error is that row's alone, and a row that takes
 * long holds up neither its colleagues nor the next run: it goes on under its own lease.
 */
export async function reconcile(ctx: Context): Promise<void> {
  const { budgetMs, concurrency } = ctx.payby.settings.policy.job
  const endAt = ctx.payby.clock().getTime() + budgetMs
  let busy = 0
  const work = async () => {
    while (ctx.payby.clock().getTime() < endAt) {
      busy += 1
      const worked = await isolated(ctx, workOff).finally(() => (busy -= 1))
      if (!worked && busy === 0) return
      if (!worked) await sleep(IDLE_LOOK_MS)
    }
  }
  const timeIsUp = sleep(budgetMs)
  await Promise.race([timeIsUp, Promise.all(Array.from({ length: concurrency }, work))])
}

/** Does the next due piece of work; false when there was none. */
async function workOff(ctx: Context): Promise<boolean> {
  // What PayBy need not be asked about goes on while it wants fewer calls.
  const paused = ctx.payby.pace.isPaused(ctx.payby.clock())
  if (await workOffNotification(ctx)) return true
  if (await workOffOrder(ctx, paused)) return true
  return !paused && (await workOffRefund(ctx))
}

async function workOffNotification(ctx: Context): Promise<boolean> {
  const stored = await takeDueNotification(ctx)
  if (stored !== null) await processTaken(ctx, stored)
  return stored !== null
}

async function workOffOrder(ctx: Context, onlyPaid: boolean): Promise<boolean> {
  const lease = await takeDue(ctx, onlyPaid)
  if (lease !== null) await driveLeased(ctx, lease)
  return lease !== null
}

async function workOffRefund(ctx: Context): Promise<boolean> {
  const now = ctx.payby.clock()
  const retryAt = new Date(now.getTime() + ctx.payby.settings.policy.job.leaseMs)
  const [refund] = await ctx.payby.refunds.takeDue(1, now, retryAt)
  if (refund === undefined) return false
  if (refund.status === null) await ctx.payby.refundCorrespondence.resolve(refund)
  else await ctx.payby.refundCorrespondence.ask(refund)
  return true
}

/** True when there was work, also when it failed: the row comes again by its own schedule, after a breath. */
async function isolated(ctx: Context, work: (ctx: Context) => Promise<boolean>): Promise<boolean> {
  try {
    return await work(ctx)
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error"
    ctx.payby.logger.error(`PayBy reconciliation: ${reason}`)
    await sleep(IDLE_LOOK_MS)
    return true
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms).unref())
}
