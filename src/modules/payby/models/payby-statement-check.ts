import { model } from "@medusajs/framework/utils"

/** One comparison of a day's statement of PayBy's with the ledger and with Medusa. */
export const PayByStatementCheck = model
  .define("payby_statement_check", {
    id: model.id({ prefix: "pbcheck" }).primaryKey(),
    /** The day on PayBy's clock, `2026-11-22`. */
    day: model.text(),
    status: model.enum(["running", "done", "failed"]).default("running"),
    /** Who asked for it, as the host identifies them; null: the command, or a schedule. */
    requested_by: model.text().nullable(),
    started_at: model.dateTime(),
    /** When it last gave a sign of life; a process that died leaves it behind. */
    alive_at: model.dateTime(),
    ended_at: model.dateTime().nullable(),
    /** Why there is no result, in words for staff. */
    failure: model.text().nullable(),
    /** What the statement covers, by its own word. */
    period_start: model.dateTime().nullable(),
    period_end: model.dateTime().nullable(),
    lines: model.number().default(0),
    differences: model.number().default(0),
    notes: model.number().default(0),
    /** Counts and sums; amounts are decimal text in dirhams. */
    totals: model.json().nullable(),
  })
  .indexes([
    { name: "IDX_payby_statement_check_day", on: ["day", "started_at"], where: null },
    { name: "IDX_payby_statement_check_started", on: ["started_at"], where: null },
    {
      name: "UQ_payby_statement_check_running",
      on: ["day"],
      unique: true,
      where: "status = 'running'",
    },
  ])
