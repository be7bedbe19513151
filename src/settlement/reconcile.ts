import type { Context } from "./context"
import { driveLeased, takeDue } from "./drive"
import { processTaken, takeDueNotification } from "./process-notification"

/**
 * One run of the job: works off whatever is due, several at a time, until nothing is or the time is
 * up. Each worker takes one row at a time, so that no lease runs out while a row waits its turn, and
 * any number of instances share the work. One row's error is that row's alone.
 */
export async function reconcile(ctx: Context): Promise<void> {
  const { budgetMs, concurrency } = ctx.payby.settings.policy.job
  const endAt = ctx.payby.clock().getTime() + budgetMs
  const work = async () => {
    while (ctx.payby.clock().getTime() < endAt) {
      const worked =
        (await isolated(ctx, workOffNotification)) ||
        (!ctx.payby.pace.isPaused(ctx.payby.clock()) &&
          ((await isolated(ctx, workOffOrder)) || (await isolated(ctx, workOffRefund))))
      if (!worked) return
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
}

async function workOffNotification(ctx: Context): Promise<boolean> {
  const stored = await takeDueNotification(ctx)
  if (stored !== null) await processTaken(ctx, stored)
  return stored !== null
}

async function workOffOrder(ctx: Context): Promise<boolean> {
  const [lease] = await takeDue(ctx, 1)
  if (lease !== undefined) await driveLeased(ctx, lease)
  return lease !== undefined
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

/** True when there was work, also when it failed: the row comes again by its own schedule. */
async function isolated(ctx: Context, work: (ctx: Context) => Promise<boolean>): Promise<boolean> {
  try {
    return await work(ctx)
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error"
    ctx.payby.logger.error(`PayBy reconciliation: ${reason}`)
    return true
  }
}
