import type { StorePayByPayment } from "../api/store/payby/contract.ts"
import type { Reply } from "./store.test-support.ts"

/** What the store answers about a payment that waits for the payer, but for what a test says. */
export function payment(but: Partial<StorePayByPayment> = {}): Reply {
  const waiting: StorePayByPayment = {
    session_id: "payses_1",
    merchant_order_no: "PB1",
    status: "waiting",
    reason: null,
    scene: "DYNQR",
    pay_url: "https://pay.example/qr?ft=1",
    scanned: false,
    expires_at: "2026-11-23T12:30:00.000Z",
    expires_in_ms: 600_000,
    cart_id: "cart_1",
    order_id: null,
    retry_after_ms: 1_500,
    version: `${but.status ?? "waiting"}-${String(but.scanned ?? false)}`,
  }
  return { json: { payment: { ...waiting, ...but } } }
}

/** The answer about a payment that became an order. */
export function ordered(order = "order_1"): Reply {
  return payment({ status: "ordered", order_id: order, pay_url: null, retry_after_ms: null })
}
