import type { Context } from "./context"
import { driveLeased, takeDue } from "./drive"
import { processTaken, takeDueNotification } from "./process-notification"
import { followRefund, takeDueRefund } from "./refunds"

/** How often an idle worker looks for work while its colleagues are still busy, milliseconds. */
const IDLE_LOOK_MS = 500

/**
 * One run of the job: works off whatever is due, several rows at a time, until nothing is or the time
 * is up. Each worker takes one row at a time, so that no lease runs out while a row waits its turn, and
 * any number of instances share the work. One row's error is that row's alone; only when no row can be
 * taken at all does the run end. A row that takes long holds up neither its colleagues nor the next
 * run: it goes on under its own lease. A store that shuts down begins nothing: Medusa's in-memory
 * scheduler goes on calling a job that was running when it was told to stop.
 */
export async function reconcile(ctx: Context): Promise<void> {
  const { closing } = ctx.payby
  const { budgetMs, concurrency } = ctx.payby.settings.policy.job
  const endAt = ctx.payby.clock().getTime() + budgetMs
  let busy = 0
  const work = async () => {
    while (ctx.payby.clock().getTime() < endAt && !closing.hasBegun) {
      busy += 1
      const worked = await workOff(ctx).finally(() => (busy -= 1))
      if (!worked && busy === 0) return
      if (!worked) await sleep(IDLE_LOOK_MS)
    }
  }
  const timeIsUp = sleep(budgetMs)
  const worked = closing.awaits(Promise.all(Array.from({ length: concurrency }, work)))
  await Promise.race([timeIsUp, worked])
}

/** Does the next due piece of work; false when there was none. */
async function workOff(ctx: Context): Promise<boolean> {
  const { payby } = ctx
  const stored = await takeDueNotification(ctx)
  if (stored !== null) return isolated(ctx, () => processTaken(ctx, stored))

  // What PayBy need not be asked about goes on while it wants fewer calls.
  const paused = payby.pace.isPaused(payby.clock())
  const lease = await takeDue(ctx, paused)
  if (lease !== null) return isolated(ctx, () => driveLeased(ctx, lease))
  if (paused) return false

  const refund = await takeDueRefund(ctx)
  return refund !== null && isolated(ctx, () => followRefund(ctx, refund))
}

/** One row's error is that row's alone: it comes again by its own schedule. */
async function isolated(ctx: Context, work: () => Promise<void>): Promise<true> {
  try {
    await work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error"
    ctx.payby.logger.error(`PayBy reconciliation: ${reason}`)
  }
  return true
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms).unref())
}
