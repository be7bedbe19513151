import type { PayByOrder } from "../modules/payby/ledger/order"
import { gap } from "../modules/payby/policy"
import type { Context } from "../settlement"

/**
 * Asks PayBy whether the QR code has been scanned, for a shopper who looks at it: no more often than the
 * policy has an awaited order asked about, however many ask on however many instances, and not at all
 * once it was. Nothing but what is shown depends on the answer. Never throws.
 */
export async function askForScan(ctx: Context, order: PayByOrder): Promise<void> {
  const { shoppers, gateway, settings, pace, clock, logger } = ctx.payby
  const { merchantOrderNo: no, payUrl, linkHandedOutAt } = order
  if (payUrl === null || linkHandedOutAt === null || !isLookedAt(order)) return
  const now = clock()
  if (pace.isPaused(now)) return
  const everyMs = gap(settings.policy.awaited, now.getTime() - linkHandedOutAt.getTime())
  try {
    if (!(await shoppers.mayAskForScan(no, now, new Date(now.getTime() - everyMs)))) return
    const answer = await gateway.getCashierUrlInfo(payUrl)
    if (answer.ok && answer.value.scanned) await shoppers.scanned(no, clock())
  } catch (error) {
    const reason = error instanceof Error ? error.message : "unknown error"
    logger.warn(`PayBy order ${no}: whether its code was scanned is not known: ${reason}`)
  }
}

function isLookedAt(order: PayByOrder): boolean {
  const waits = order.status === "CREATED" && order.intent === "collect"
  return waits && order.scene === "DYNQR" && order.scannedAt === null
}
