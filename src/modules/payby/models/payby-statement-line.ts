import { model } from "@medusajs/framework/utils"

/**
 * A statement's rows while it is being compared, so that neither the statement nor the ledger has to fit into
 * memory; they are gone when the check ends. Nothing here names a payer.
 */
export const PayByStatementLine = model
  .define("payby_statement_line", {
    id: model.id({ prefix: "pbline" }).primaryKey(),
    check_id: model.text(),
    ordinal: model.number(),
    section: model.enum(["transactions", "settlements"]),
    movement: model.enum(["payment", "refund", "chargeback"]),
    number: model.text(),
    origin_number: model.text(),
    payby_order_no: model.text(),
    amount: model.text(),
    reverted: model.boolean(),
    scene: model.text(),
    at: model.dateTime().nullable(),
  })
  .indexes([
    {
      name: "UQ_payby_statement_line_ordinal",
      on: ["check_id", "ordinal"],
      unique: true,
      where: null,
    },
    { name: "IDX_payby_statement_line_number", on: ["check_id", "number"], where: null },
  ])
