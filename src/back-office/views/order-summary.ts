import type { PayByOrder } from "../../modules/payby/ledger/order"
import type { AdminPayByOrderSummary } from "../../api/admin/payby/contract"
import type { MedusaSide } from "../medusa-side"
import { stateOf } from "../order-state"
import { instantView, moneyView, storedMoney } from "./money"

/** An order as a row of a list. */
export function orderSummary(order: PayByOrder, medusa: MedusaSide): AdminPayByOrderSummary {
  return {
    merchant_order_no: order.merchantOrderNo,
    payby_order_no: order.paybyOrderNo,
    state: stateOf(order),
    status: order.status,
    intent: order.intent,
    intent_reason: order.intentReason,
    scene: order.scene,
    amount: moneyView(order.amount),
    paid_amount: storedMoney(order.paymentInfo?.paid_amount),
    created_at: order.createdAt.toISOString(),
    paid_at: instantView(order.paidAt),
    expires_at: order.expiresAt.toISOString(),
    attention: order.attention,
    attention_at: instantView(order.attentionAt),
    payment_collection_id: order.collectionId,
    session_id: order.sessionId,
    cart_id: medusa.cartId,
    order: medusa.order && {
      id: medusa.order.id,
      display_id: medusa.order.displayId,
      cancelled: medusa.order.cancelled,
    },
  }
}
