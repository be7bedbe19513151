import { cameToNothing, isUnderWay } from "../../modules/payby/ledger/refund"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { PayByOrder } from "../../modules/payby/ledger/order"
import type { Context } from "../context"
import { followRefund } from "./follow"

/**
 * Brings all refunds of an order up to date: resolves those of unknown outcome, asks about those under
 * way, writes into Medusa's books what they lack. Returns the rows as they stand then; one that a live
 * request is sending still has no status.
 */
export async function settleRefunds(ctx: Context, order: PayByOrder): Promise<PayByRefund[]> {
  const { refunds } = ctx.payby
  for (const refund of await refunds.ofOrder(order.merchantOrderNo)) {
    const isOpen = refund.status === null || isUnderWay(refund)
    const isOrphan = refund.unrecordedAt !== null && !cameToNothing(refund)
    if (isOpen || isOrphan) await followRefund(ctx, refund)
  }
  return refunds.ofOrder(order.merchantOrderNo)
}
