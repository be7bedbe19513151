import type { PayByRefund } from "../modules/payby/ledger/refund"
import type { Context } from "./context"
import { driveLeased, takeDue } from "./drive"
import { processTaken, takeDueNotifications } from "./process-notification"
import { followRefund, takeDueRefunds } from "./refunds"

/** How often a run looks for work while all that it found is still under way, milliseconds. */
const IDLE_LOOK_MS = 500

/**
 * One run of the job: works off whatever is due, several rows at a time, until nothing is or the time
 * is up. It takes no more rows than can be begun at once, and any number of instances share the work.
 * One row's error is that row's alone; only when no row can be taken at all does the run end. A row that
 * takes long holds up neither its colleagues nor the next run: it goes on under its own lease. A store
 * that shuts down begins nothing: Medusa's in-memory scheduler goes on calling a job that was running
 * when it was told to stop.
 */
export async function reconcile(ctx: Context): Promise<void> {
  const { clock, closing, inHand, settings } = ctx.payby
  const endAt = clock().getTime() + settings.policy.job.budgetMs
  while (clock().getTime() < endAt && !closing.hasBegun) {
    await beginDue(ctx)
    if (inHand.isEmpty) return
    await Promise.race([inHand.oneEnded(), sleep(IDLE_LOOK_MS)])
  }
}

/** Begins as much due work as there is room for. */
async function beginDue(ctx: Context): Promise<void> {
  const { clock, closing, inHand, pace } = ctx.payby
  const { inTurn } = inHand
  const begin = (work: () => Promise<void>) => inHand.begin(closing.awaits(isolated(ctx, work)))

  for (const stored of await takeDueNotifications(ctx, inHand.room)) {
    begin(() => inTurn(() => processTaken(ctx, stored)))
  }
  // What PayBy need not be asked about goes on while it wants fewer calls.
  const paused = pace.isPaused(clock())
  for (const lease of await takeDue(ctx, inHand.room, paused)) {
    begin(() => driveLeased({ ...ctx, inTurn }, lease))
  }
  if (paused) return
  for (const refund of await takeDueRefunds(ctx, inHand.room)) {
    begin(() => inTurn(() => followAsItIs(ctx, refund)))
  }
}

/** While it waited for its turn, a live request may have begun to send it. */
async function followAsItIs(ctx: Context, taken: PayByRefund): Promise<void> {
  const refund = await ctx.payby.refunds.find(taken.refundNo)
  if (refund !== null) await followRefund(ctx, refund)
}

/** One row's error is that row's alone: it comes again by its own schedule. */
async function isolated(ctx: Context, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error"
    ctx.payby.logger.error(`PayBy reconciliation: ${reason}`)
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms).unref())
}
