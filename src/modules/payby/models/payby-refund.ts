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
    amount: model.bigNumber(),
    currency_code: model.text(),
    /** Medusa's refund row that this refund was last asked for by; null: ours. */
    medusa_refund_id: model.text().nullable(),
    reason: model.text().nullable(),
    /** PayBy's last verified word; null: its outcome is unknown. `REFUSED` is ours: it never began. */
    status: model.text().nullable(),
    status_at: model.dateTime().nullable(),
    fail_code: model.text().nullable(),
    requested_at: model.dateTime(),
    attempts: model.number().default(0),
    next_look_at: model.dateTime().nullable(),
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
    { name: "IDX_payby_refund_due", on: ["next_look_at"], where: "next_look_at IS NOT NULL" },
  ])
