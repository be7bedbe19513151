import { model } from "@medusajs/framework/utils"

/** How many calls of a kind ended in a way within an hour, over all instances. */
export const PayByCallCount = model
  .define("payby_call_count", {
    id: model.id({ prefix: "pbcalls" }).primaryKey(),
    /** Its beginning. */
    hour: model.dateTime(),
    /** The gateway's name of the call. */
    call: model.text(),
    /** `ok`, or the kind of fault. */
    outcome: model.text(),
    calls: model.number(),
    /** All of them together, milliseconds. */
    took_ms: model.number(),
  })
  .indexes([
    {
      name: "UQ_payby_call_count",
      on: ["hour", "call", "outcome"],
      unique: true,
      where: null,
    },
  ])
