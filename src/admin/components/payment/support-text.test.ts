import type { AdminPayByOrder } from "../../../api/admin/payby/contract"
import { supportText } from "./support-text"

/** A payment about which everything is known, also what PayBy's support has no business with. */
const order: AdminPayByOrder = {
  merchant_order_no: "PB20261123-1",
  payby_order_no: "131587112991000943",
  state: "returning",
  status: "PAID_SUCCESS",
  intent: "return",
  intent_reason: "order-cancelled",
  scene: "PAYPAGE",
  amount: { amount: "105.00", currency_code: "AED" },
  paid_amount: { amount: "100.00", currency_code: "AED" },
  created_at: "2026-11-23T10:00:00.000Z",
  paid_at: "2026-11-23T10:01:00.000Z",
  expires_at: "2026-11-23T10:30:00.000Z",
  attention: "return-keeps-failing",
  attention_at: "2026-11-23T11:00:00.000Z",
  payment_collection_id: "paycol_1",
  session_id: "payses_secret",
  cart_id: "cart_secret",
  order: { id: "order_1", display_id: 7, cancelled: true },
  status_at: "2026-11-23T10:01:01.000Z",
  status_source: "notification",
  revoked: false,
  settlement: "settled",
  payment: {
    channel: "BANKCARD",
    card_brand: "VISA",
    card_last4: "4242",
    paid_at: "2026-11-23T10:01:00.000Z",
    discount: null,
    payee_fee: null,
    payer_fee: null,
    settlement_amount: null,
  },
  refunded: { amount: "0.00", currency_code: "AED" },
  refundable: { amount: "105.00", currency_code: "AED" },
  chargeback: null,
  link_handed_out_at: "2026-11-23T10:00:01.000Z",
  finished_at: null,
  next_look_at: null,
  attempts: 3,
  trouble: {
    at: "2026-11-23T10:59:00.000Z",
    kind: "refused",
    code: "62039",
    trace_code: "TRACE-0815",
  },
  environment: "production",
  partner_id: "200000000001",
  refunds: [
    {
      refund_no: "PB20261123-1-R1",
      merchant_order_no: "PB20261123-1",
      amount: { amount: "5.00", currency_code: "AED" },
      state: "failed",
      status: "FAILURE",
      status_at: null,
      requested_at: "2026-11-23T10:30:00.000Z",
      fail_code: "62045",
      fail_text: "said to Aisha",
      reason: "Aisha asked for it",
      operator_name: "Omar of the night shift",
      medusa_refund_id: "ref_1",
      retry_of: null,
      retried_by: null,
      attention: null,
      actions: [],
    },
  ],
  notifications: [],
  timeline: [
    {
      id: "1",
      at: "2026-11-23T10:31:00.000Z",
      event: "staff",
      source: "staff",
      detail: { action: "revoke" },
      actor: { id: "user_1", name: "Omar of the night shift" },
      note: "Aisha called",
    },
  ],
  actions: [],
}

it("tells PayBy's support what it needs to find the payment, and its own trace code", () => {
  expect(supportText(order).split("\n")).toEqual([
    "Merchant id: 200000000001 (production)",
    "Merchant order number: PB20261123-1",
    "PayBy order number: 131587112991000943",
    "Amount: 105.00 AED",
    "Created: 2026-11-23T10:00:00.000Z",
    "Status: PAID_SUCCESS, 2026-11-23T10:01:01.000Z",
    "Refund PB20261123-1-R1: 5.00 AED, FAILURE, 62045",
    "Last trouble: refused, 62039, 2026-11-23T10:59:00.000Z",
    "PayBy trace code: TRACE-0815",
  ])
})

it("names nobody: no staff, no shopper, no card, no session", () => {
  const text = supportText(order)
  for (const personal of ["Omar", "Aisha", "4242", "VISA", "payses", "cart_", "user_"]) {
    expect(text).not.toContain(personal)
  }
})

it("says plainly when PayBy has not spoken yet", () => {
  const silent = {
    ...order,
    payby_order_no: null,
    status: null,
    status_at: null,
    trouble: null,
    refunds: [],
  }
  expect(supportText(silent).split("\n")).toEqual([
    "Merchant id: 200000000001 (production)",
    "Merchant order number: PB20261123-1",
    "Amount: 105.00 AED",
    "Created: 2026-11-23T10:00:00.000Z",
    "Status: none yet",
  ])
})
