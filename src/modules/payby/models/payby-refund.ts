import { model } from "@medusajs/framework/utils"

/**
 * One refund at PayBy. Its number is derived from the order's and an ordinal of ours, never from
 * Medusa's refund id: the host deletes that row when the provider throws, and a retry brings a new
 * one, so a number built on it would pay the shopper twice.
 */
export const PayByRefund = model
  .define("payby_refund", {
    id: model.id({ prefix: "pbrefund" }).primaryKey(),
    refund_merchant_order_no: model.text().searchable(),
    merchant_order_no: model.text(),
    ordinal: model.number(),
    /** What is sent to PayBy. */
    amount: model.bigNumber(),
    currency_code: model.text(),
    /** What Medusa asked for, with all its decimals, as decimal text. */
    asked: model.text(),
    /** The business parameters exactly as first sent: sending the refund again repeats them verbatim. */
    terms: model.text(),
    /** Medusa's refund row that stands for this refund; null: there is none. */
    medusa_refund_id: model.text().nullable(),
    /** Since when Medusa should have such a row and has none; null: it has one, or needs none. */
    unrecorded_at: model.dateTime().nullable(),
    /** When somebody was told that its outcome is unknown, and has not come back since. */
    told_unknown_at: model.dateTime().nullable(),
    /** PayBy's last verified word; null: its outcome is unknown. `REFUSED` is ours: it never began. */
    status: model.text().nullable(),
    status_at: model.dateTime().nullable(),
    payby_order_no: model.text().searchable().nullable(),
    /** How much of its fee PayBy gave back, as decimal text in dirhams. */
    fee_refunded: model.text().nullable(),
    fail_code: model.text().nullable(),
    fail_des: model.text().nullable(),
    requested_at: model.dateTime(),
    /** Until when it belongs to the request that is sending it. */
    sending_until: model.dateTime().nullable(),
    /** When a sending without a known outcome last began; null: every sending was answered. */
    unclear_at: model.dateTime().nullable(),
    /** Until when somebody is writing it into Medusa's books. */
    recording_until: model.dateTime().nullable(),
    /** The failed refund that this one tries again. */
    retry_of: model.text().nullable(),
    attempts: model.number().default(0),
    next_look_at: model.dateTime().nullable(),
    /** Why a person should look at it; null: no need. */
    attention: model.text().nullable(),
  })
  .indexes([
    {
      name: "UQ_payby_refund_number",
      on: ["refund_merchant_order_no"],
      unique: true,
      where: null,
    },
    {
      name: "UQ_payby_refund_ordinal",
      on: ["merchant_order_no", "ordinal"],
      unique: true,
      where: null,
    },
    {
      name: "UQ_payby_refund_retry",
      on: ["retry_of"],
      unique: true,
      where: "retry_of IS NOT NULL",
    },
    { name: "IDX_payby_refund_status_at", on: ["status_at"], where: null },
    { name: "IDX_payby_refund_due", on: ["next_look_at"], where: "next_look_at IS NOT NULL" },
    { name: "IDX_payby_refund_requested", on: ["requested_at"], where: null },
    {
      name: "IDX_payby_refund_open",
      on: ["requested_at"],
      where: "(status IS NULL OR status IN ('CREATED', 'REFUNDED_SETTLED'))",
    },
    { name: "IDX_payby_refund_attention", on: ["requested_at"], where: "attention IS NOT NULL" },
  ])
