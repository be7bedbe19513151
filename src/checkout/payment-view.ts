import { createHash } from "node:crypto"
import type { PayByOrder } from "../modules/payby/ledger/order"
import type { Context } from "../settlement"
import { isFinalStatus, isPaidFor, reasonOf, statusOf } from "./payment-status"
import type { PaymentReason, PaymentStatus } from "./payment-status"
import { purchaseOf } from "./placed-order"

/** What a shopper may see of a payment. */
export interface PaymentView {
  readonly order: PayByOrder
  readonly status: PaymentStatus
  readonly reason: PaymentReason | null
  readonly payUrl: string | null
  readonly scanned: boolean
  readonly cartId: string | null
  readonly orderId: string | null
  readonly isFinal: boolean
  /** Changes when anything above does. */
  readonly version: string
}

/** The payment as the ledger and Medusa have it now. PayBy is not asked. */
export async function viewPayment(ctx: Context, order: PayByOrder): Promise<PaymentView> {
  const mayBeOrdered = isPaidFor(order) && order.intent !== "return"
  const { cartId, orderId } = await purchaseOf(ctx, order.collectionId, mayBeOrdered)
  const status = statusOf(order, orderId !== null, ctx.payby.clock())
  const seen = {
    status,
    reason: reasonOf(order, status),
    payUrl: status === "waiting" ? order.payUrl : null,
    scanned: order.scannedAt !== null,
    cartId,
    orderId: status === "ordered" ? orderId : null,
  }
  const version = createHash("sha256")
    .update(JSON.stringify([order.merchantOrderNo, order.sessionId, order.expiresAt, seen]))
    .digest("base64url")
    .slice(0, 16)
  return { order, ...seen, isFinal: isFinalStatus(status), version }
}
