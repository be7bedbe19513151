import { model } from "@medusajs/framework/utils"

/**
 * One notification whose signature held, stored before it is acknowledged. Its identity is the
 * hash of its bytes: whether PayBy keeps the `notify_id` of a repeat is not documented.
 */
export const PayByNotification = model
  .define("payby_notification", {
    id: model.id({ prefix: "pbnotif" }).primaryKey(),
    /** SHA-256 of the raw bytes, in hex. */
    body_hash: model.text(),
    notify_id: model.text(),
    kind: model.enum(["payment", "refund", "chargeback", "void", "other"]),
    merchant_order_no: model.text().nullable(),
    /** The bytes as they came, in Base64, and the signature that held over them; both empty once they are old. */
    body: model.text(),
    signature: model.text(),
    received_at: model.dateTime(),
    processed_at: model.dateTime().nullable(),
    /** What came of it, in a word. */
    outcome: model.text().nullable(),
    attempts: model.number().default(0),
    /** When to work on it (again); null: it is done, or it is poison and waits for a person. */
    next_attempt_at: model.dateTime().nullable(),
    /** When a person had seen to one that nothing could be done with. */
    acknowledged_at: model.dateTime().nullable(),
  })
  .indexes([
    { name: "UQ_payby_notification_body_hash", on: ["body_hash"], unique: true, where: null },
    { name: "IDX_payby_notification_notify_id", on: ["notify_id"], where: null },
    { name: "IDX_payby_notification_order", on: ["merchant_order_no"], where: null },
    {
      name: "IDX_payby_notification_due",
      on: ["next_attempt_at"],
      where: "next_attempt_at IS NOT NULL",
    },
    { name: "IDX_payby_notification_received", on: ["received_at"], where: null },
    {
      name: "IDX_payby_notification_body",
      on: ["received_at"],
      where: "body <> '' AND processed_at IS NOT NULL",
    },
    {
      name: "IDX_payby_notification_attention",
      on: ["received_at"],
      where: "outcome IN ('poison', 'unknown-order') AND acknowledged_at IS NULL",
    },
  ])
