import { model } from "@medusajs/framework/utils"

/** One thing that a check found: what differs, or what staff should know. */
export const PayByStatementFinding = model
  .define("payby_statement_finding", {
    id: model.id({ prefix: "pbfind" }).primaryKey(),
    check_id: model.text(),
    /** Its place in the report, from 1. */
    ordinal: model.number(),
    kind: model.text(),
    is_difference: model.boolean(),
    merchant_order_no: model.text().nullable(),
    refund_merchant_order_no: model.text().nullable(),
    payby_order_no: model.text().nullable(),
    payment_collection_id: model.text().nullable(),
    /** Medusa's order, where there is one. */
    order_id: model.text().nullable(),
    /** Decimal text in dirhams; null: there is none. */
    amount_there: model.text().nullable(),
    amount_here: model.text().nullable(),
    /** When it was paid or refunded, as far as known. */
    at: model.dateTime().nullable(),
    /** What stands there or here, in names and shapes. */
    detail: model.text().nullable(),
  })
  .indexes([
    {
      name: "UQ_payby_statement_finding_ordinal",
      on: ["check_id", "ordinal"],
      unique: true,
      where: null,
    },
  ])
