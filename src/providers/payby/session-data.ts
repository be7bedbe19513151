import { isPaid } from "../../gateway"
import type { PayByOrder } from "../../modules/payby/ledger/order"

/**
 * All that a storefront sees in `payment_session.data`. It is for showing only: nothing of it is ever
 * read back, because a storefront can write there.
 */
export interface SessionData {
  /** Medusa's session; the core reads it back in deletePayment. */
  session_id: string
  merchant_order_no: string
  /** `created`: waiting for the payer. `unknown`: PayBy has not answered yet; ask again soon. */
  status: "created" | "paid" | "closed" | "unknown"
  /** PayBy's link: the page to send the shopper to, the text of the QR code, or the wallet's link. */
  pay_url: string | null
  scene: string
  /** When the link stops working, ISO 8601. */
  expires_at: string
}

/** What the storefront may know about an order. */
export function sessionData(
  order: PayByOrder,
  sessionId: string,
  payUrl: string | null,
): SessionData {
  return {
    session_id: sessionId,
    merchant_order_no: order.merchantOrderNo,
    status: statusOf(order),
    pay_url: payUrl,
    scene: order.scene,
    expires_at: order.expiresAt.toISOString(),
  }
}

/**
 * The core stores `{ ...what the storefront sent, ...what we return }`: whatever it sent and we do not
 * document is blanked, so that it cannot be mistaken for ours later.
 */
export function overSent(
  sent: Record<string, unknown> | undefined,
  data: SessionData,
): Record<string, unknown> {
  const blanks = Object.keys(sent ?? {}).map((key) => [key, undefined])
  return { ...Object.fromEntries(blanks), ...data }
}

function statusOf(order: PayByOrder): SessionData["status"] {
  if (order.status === null) return "unknown"
  if (isPaid(order.status)) return "paid"
  return order.status === "CREATED" && order.intent === "collect" ? "created" : "closed"
}
