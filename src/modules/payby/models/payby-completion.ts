import { model } from "@medusajs/framework/utils"

/** Who is completing a cart at this moment; the row is gone when nobody is. */
export const PayByCompletion = model.define("payby_completion", {
  payment_collection_id: model.text().primaryKey(),
  owner: model.text(),
  /** Whoever died is relieved then. */
  until: model.dateTime(),
})
