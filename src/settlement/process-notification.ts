import { merchantOrderNo, readNotification } from "../gateway"
import type { Notification, RefundOrder } from "../gateway"
import type { NotificationOutcome, StoredNotification } from "../modules/payby/ledger/notifications"
import { gap } from "../modules/payby/policy"
import type { Context } from "./context"
import { drive } from "./drive"
import { keepInBooks } from "./refunds"

/** Processes one stored notification, unless it is done or another worker has it. */
export async function processNotification(ctx: Context, id: string): Promise<void> {
  const now = ctx.payby.clock()
  const stored = await ctx.payby.inbox.take(id, now, leaseEnd(ctx, now))
  if (stored !== null) await processTaken(ctx, stored)
}

/**
 * Processes a notification that has just been stored, unless many are at work at this moment: then the job
 * comes by when there is room. A flood of them must not take the database away from shoppers.
 */
export async function wakeUp(ctx: Context, id: string): Promise<void> {
  const { woken } = ctx.payby
  if (woken.room === 0) return
  const work = processNotification(ctx, id)
  woken.begin(work)
  await work
}

/** Takes the notifications that are longest due, so many at most. */
export async function takeDueNotifications(
  ctx: Context,
  limit: number,
): Promise<StoredNotification[]> {
  if (limit === 0) return []
  const now = ctx.payby.clock()
  return ctx.payby.inbox.takeDue(limit, now, leaseEnd(ctx, now))
}

/** Writes what a taken notification says into the ledger; what fails is tried again with backoff. */
export async function processTaken(ctx: Context, stored: StoredNotification): Promise<void> {
  const { inbox, alarm, settings, clock, logger } = ctx.payby
  try {
    const read = readNotification(stored.body, stored.signature, settings.paybyPublicKeys)
    if (!read.ok) throw new Error(`it cannot be read any more: ${read.problem}`)
    const outcome = await take(ctx, read.notification)
    await inbox.processed(stored.id, outcome, clock())
    if (outcome === "unknown-order") await alarm.raiseFor(stored, outcome)
  } catch (error) {
    const poison = stored.attempts >= settings.policy.poisonAfterAttempts
    const waited = clock().getTime() - stored.receivedAt.getTime()
    const retryAt = new Date(clock().getTime() + gap(settings.policy.notifications, waited))
    await inbox.failed(stored.id, poison ? null : retryAt, clock())
    const reason = error instanceof Error ? error.message : "unknown error"
    logger.warn(`PayBy notification ${stored.id} failed: ${reason}`)
    if (poison) await alarm.raiseFor(stored, "poison")
    return
  }
  // The word is in the ledger now; driving the order only saves it the wait for its turn.
  if (stored.kind === "payment" && stored.merchantOrderNo !== null) {
    await drive(ctx, merchantOrderNo(stored.merchantOrderNo), "notification")
  }
}

async function take(ctx: Context, notification: Notification): Promise<NotificationOutcome> {
  const { orders, refunds, correspondence, refundCorrespondence, clock } = ctx.payby
  switch (notification.kind) {
    case "payment": {
      const order = await orders.find(notification.order.merchantOrderNo)
      if (order === null) return "unknown-order"
      await correspondence.hear(order, notification.order, "notification")
      return "heard"
    }
    case "refund": {
      const { refund } = notification
      const known = await refunds.find(refund.refundMerchantOrderNo)
      if (known === null) return madeElsewhere(ctx, refund)
      await refundCorrespondence.hear(known, refund)
      await keepInBooks(ctx, known.refundNo)
      await orders.wake(known.merchantOrderNo, clock())
      return "heard"
    }
    case "chargeback": {
      const order = await orders.find(notification.chargeback.merchantOrderNo)
      if (order === null) return "unknown-order"
      await correspondence.hearChargeback(order, notification.chargeback)
      return "heard"
    }
    case "void":
    case "other":
      return "nothing-to-do"
  }
}

/**
 * A refund that is not in the ledger: made in PayBy's portal, so that Medusa shows more money than PayBy
 * keeps, or PayBy's own way of undoing a settled payment that we had revoked.
 */
async function madeElsewhere(ctx: Context, refund: RefundOrder): Promise<NotificationOutcome> {
  const origin = refund.originMerchantOrderNo
  const order = origin === undefined ? null : await ctx.payby.orders.find(origin)
  if (order === null) return "unknown-order"
  const isRevoked = order.revokeSentAt !== null || order.revoked
  if (!isRevoked) await ctx.payby.alarm.raise(order.merchantOrderNo, "medusa-disagrees")
  return "heard"
}

function leaseEnd(ctx: Context, now: Date): Date {
  return new Date(now.getTime() + ctx.payby.settings.policy.job.leaseMs)
}
