import { model } from "@medusajs/framework/utils"

/** One process of the store, as it last reported: whether the job is alive, and what it saw of PayBy. */
export const PayByInstance = model
  .define("payby_instance", {
    id: model.id({ prefix: "pbinst" }).primaryKey(),
    host: model.text(),
    pid: model.number(),
    version: model.text(),
    started_at: model.dateTime(),
    seen_at: model.dateTime(),
    /** When a run of the job last ended here; null: this process runs none. */
    job_at: model.dateTime().nullable(),
    /** When a signature last held, by the fingerprint of the key it held with. */
    keys_used: model.json().nullable(),
    /** The last notification that was refused: why, how large it was, how many there were. */
    refused_at: model.dateTime().nullable(),
    refused_reason: model.text().nullable(),
    refused_count: model.number().default(0),
  })
  .indexes([{ name: "IDX_payby_instance_seen", on: ["seen_at"], where: null }])
