import type { PaymentView } from "../../../checkout"
import type { StorePayByPaymentResponse, StorePayByStatus } from "./contract"
import { sceneOf } from "./scene-of"

/** When a page that polls should ask again, milliseconds; null: never. */
const RETRY_AFTER_MS: Readonly<Record<StorePayByStatus, number | null>> = {
  starting: 1_000,
  waiting: 3_000,
  paid: 1_000,
  closing: 3_000,
  returning: 10_000,
  ordered: null,
  closed: null,
  returned: null,
}

/** The view in the contract's words. `mayAskAtOnce`: the next question waits here as this one did. */
export function paymentAnswer(
  view: PaymentView,
  now: Date,
  mayAskAtOnce: boolean,
): StorePayByPaymentResponse {
  const { order } = view
  const retryAfterMs = RETRY_AFTER_MS[view.status]
  return {
    payment: {
      session_id: order.sessionId,
      merchant_order_no: order.merchantOrderNo,
      status: view.status,
      reason: view.reason,
      scene: sceneOf(order.scene),
      pay_url: view.payUrl,
      scanned: view.scanned,
      expires_at: order.expiresAt.toISOString(),
      expires_in_ms: Math.max(0, order.expiresAt.getTime() - now.getTime()),
      cart_id: view.cartId,
      order_id: view.orderId,
      retry_after_ms: mayAskAtOnce && retryAfterMs !== null ? 0 : retryAfterMs,
      version: view.version,
    },
  }
}
