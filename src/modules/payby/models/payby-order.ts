import { model } from "@medusajs/framework/utils"

/**
 * One order at PayBy. The row is written before PayBy is called, so that a crash or a time-out
 * leaves something to ask about. The two unique indexes are the guarantee, not locks, that one
 * payment collection never collects twice and never settles twice.
 */
export const PayByOrder = model
  .define("payby_order", {
    id: model.id({ prefix: "pborder" }).primaryKey(),
    merchant_order_no: model.text().searchable(),
    partner_id: model.text(),
    /** Who PayBy said is paid, in its first word about the order; it may not change later. */
    payee_mid: model.text().nullable(),
    /** Medusa's id of our provider, as the merchant's configuration made it. */
    provider_id: model.text(),
    payment_collection_id: model.text(),
    /** The Medusa session that last asked for this order; null once that session was deleted. */
    session_id: model.text().nullable(),
    /** The one session that was told "captured", and when. */
    captured_session_id: model.text().nullable(),
    captured_at: model.dateTime().nullable(),
    amount: model.bigNumber(),
    currency_code: model.text(),
    scene: model.text(),
    /** The business parameters exactly as first sent: placing the order again repeats them verbatim. */
    terms: model.text(),
    /** When placeOrder was last sent, or about to be. */
    placed_at: model.dateTime(),
    link_handed_out_at: model.dateTime().nullable(),
    /** PayBy's link as it was last handed out, for the page that shows it again. */
    pay_url: model.text().nullable(),
    /** When PayBy first said that its QR code has been scanned, and when that was last asked. */
    scanned_at: model.dateTime().nullable(),
    scan_asked_at: model.dateTime().nullable(),
    payby_order_no: model.text().searchable().nullable(),
    /** PayBy's last verified word; null: it has not spoken yet. */
    status: model.text().nullable(),
    status_at: model.dateTime().nullable(),
    status_source: model.enum(["answer", "notification"]).nullable(),
    /** When PayBy first said, signed, that it is paid. */
    paid_at: model.dateTime().nullable(),
    /** When PayBy last said, signed, that it has no such order. */
    absent_at: model.dateTime().nullable(),
    revoked: model.boolean().default(false),
    /** What PayBy told about the payment: amounts, fees, channel, card brand and last four. */
    payment_info: model.json().nullable(),
    /** What PayBy told of chargebacks, the oldest first: when, how much, what kind of case. */
    chargebacks: model.json().nullable(),
    intent: model.enum(["collect", "close", "return"]).default("collect"),
    intent_at: model.dateTime(),
    intent_reason: model.text().nullable(),
    settlement: model.enum(["settling", "settled"]).nullable(),
    /** When the collection was claimed for this order. */
    settling_at: model.dateTime().nullable(),
    expires_at: model.dateTime(),
    /** When the session that owned it was deleted and nobody had adopted it yet. */
    released_at: model.dateTime().nullable(),
    /** When this row was last worked on, and how often in vain since it last made progress. */
    looked_at: model.dateTime().nullable(),
    attempts: model.number().default(0),
    /** When to look again; null: never, unless something wakes it. */
    next_look_at: model.dateTime().nullable(),
    lease_until: model.dateTime().nullable(),
    lease_owner: model.text().nullable(),
    /** Why a person should look at it; null: no need. */
    attention: model.text().nullable(),
    attention_at: model.dateTime().nullable(),
    /** The last call that PayBy did not answer as hoped: `at`, `kind`, `code`, `trace_code`. */
    trouble: model.json().nullable(),
    /** When the core last called cancelPayment; that moves no money, it asks for a second look. */
    cancel_noted_at: model.dateTime().nullable(),
    /** Until when a shopper is known to be back and waiting. */
    awaited_until: model.dateTime().nullable(),
    /** When a revoke was first sent; from then on no refund of ours is, until PayBy denies it. */
    revoke_sent_at: model.dateTime().nullable(),
    /** When there was nothing left to do: settled, closed, or given back. */
    finished_at: model.dateTime().nullable(),
  })
  .indexes([
    {
      name: "UQ_payby_order_merchant_order_no",
      on: ["merchant_order_no"],
      unique: true,
      where: null,
    },
    { name: "IDX_payby_order_collection", on: ["payment_collection_id"], where: null },
    {
      name: "UQ_payby_order_collecting",
      on: ["payment_collection_id"],
      unique: true,
      where: "intent = 'collect' AND settlement IS DISTINCT FROM 'settled'",
    },
    {
      name: "UQ_payby_order_settlement",
      on: ["payment_collection_id"],
      unique: true,
      where: "settlement IS NOT NULL AND intent <> 'return'",
    },
    { name: "IDX_payby_order_session", on: ["session_id"], where: "session_id IS NOT NULL" },
    { name: "IDX_payby_order_due", on: ["next_look_at"], where: "next_look_at IS NOT NULL" },
    { name: "IDX_payby_order_attention", on: ["attention_at"], where: "attention IS NOT NULL" },
    { name: "IDX_payby_order_created", on: ["created_at", "id"] },
    { name: "IDX_payby_order_paid", on: ["paid_at", "id"], where: "paid_at IS NOT NULL" },
    {
      name: "IDX_payby_order_unpaid_over",
      on: ["finished_at"],
      where: "finished_at IS NOT NULL AND paid_at IS NULL",
    },
    { name: "IDX_payby_order_amount", on: ["amount", "id"] },
    { name: "IDX_payby_order_status", on: ["status", "created_at", "id"] },
    { name: "IDX_payby_order_scene", on: ["scene", "created_at", "id"] },
    { name: "IDX_payby_order_intent", on: ["intent", "created_at"], where: "intent <> 'collect'" },
    {
      name: "IDX_payby_order_payby_no",
      on: ["payby_order_no"],
      where: "payby_order_no IS NOT NULL",
    },
  ])
