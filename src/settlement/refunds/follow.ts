import type { RefundOrderNo } from "../../gateway"
import {
  cameToNothing,
  isAbandoned,
  isBeingSent,
  isUnderWay,
} from "../../modules/payby/ledger/refund"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import { gap } from "../../modules/payby/policy"
import type { Context } from "../context"
import { goneInMedusa } from "./medusa-rows"
import { recordRefund } from "./record"
import { tellOrder } from "./tell-order"

/**
 * One look at a refund: finds out what became of it if that is unknown, asks how it goes on if it is
 * under way, and sees to it that Medusa's books show it. Leaves it alone while a live request sends it.
 */
export async function followRefund(ctx: Context, refund: PayByRefund): Promise<void> {
  const { refunds, refundCorrespondence, clock } = ctx.payby
  if (isBeingSent(refund, clock())) return
  const left = isAbandoned(refund, clock()) ? await refunds.abandoned(refund, clock()) : refund
  if (left.status === null) await refundCorrespondence.resolve(left)
  else if (isUnderWay(left)) await refundCorrespondence.ask(left)
  await keepInBooks(ctx, refund.refundNo)
}

/** Sees to it that Medusa's books show a refund as PayBy's do, and says when to look at it again. */
export async function keepInBooks(ctx: Context, no: RefundOrderNo): Promise<void> {
  const { refunds, clock, logger } = ctx.payby
  const before = await refunds.find(no)
  if (before === null || isBeingSent(before, clock())) return
  let isTold = false
  try {
    const known = await noticeLoss(ctx, before)
    if (isOrphan(known)) await recordRefund(ctx, known)
    isTold = await tellOrder(ctx, known)
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error"
    logger.warn(`PayBy refund ${no} is not in Medusa's books yet: ${reason}`)
  }
  const after = await refunds.find(no)
  if (after !== null) await refunds.schedule(after, nextLook(ctx, after, isTold), clock())
}

/** The core deletes its row whenever its own call failed, also after ours had succeeded. */
async function noticeLoss(ctx: Context, refund: PayByRefund): Promise<PayByRefund> {
  if (refund.medusaRefundId === null || cameToNothing(refund)) return refund
  const gone = await goneInMedusa(ctx, [refund])
  return gone.size === 0 ? refund : ctx.payby.refunds.lostInMedusa(refund, ctx.payby.clock())
}

function isOrphan(refund: PayByRefund): boolean {
  return refund.status !== null && !cameToNothing(refund) && refund.unrecordedAt !== null
}

function nextLook(ctx: Context, refund: PayByRefund, isTold: boolean): Date | null {
  const isOver = refund.status !== null && !isUnderWay(refund) && !isOrphan(refund) && isTold
  if (isOver) return null
  const { clock, settings } = ctx.payby
  const now = clock().getTime()
  return new Date(now + gap(settings.policy.refunds, now - refund.requestedAt.getTime()))
}
