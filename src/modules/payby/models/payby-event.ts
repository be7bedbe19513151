import { model } from "@medusajs/framework/utils"

/**
 * One entry of an order's time line. Triggers on the ledger's tables write them, in the statement that
 * changes the row, so that none is forgotten and a checkout makes no further round trip; what staff do is
 * written by the routes that they use. Some 200 an order are kept.
 */
export const PayByEvent = model
  .define("payby_event", {
    id: model.id({ prefix: "pbevent" }).primaryKey(),
    /** The order they came in: several share an instant. */
    ordinal: model.autoincrement(),
    /** Null: staff did something that concerns no order. */
    merchant_order_no: model.text().nullable(),
    at: model.dateTime(),
    event: model.text(),
    source: model.text(),
    /** Words and numbers only. */
    detail: model.json().nullable(),
    /** Who, when it was one of the staff; the name as it was then. */
    actor_id: model.text().nullable(),
    actor_name: model.text().nullable(),
    note: model.text().nullable(),
  })
  .indexes([{ name: "IDX_payby_event_order", on: ["merchant_order_no", "ordinal"], where: null }])
