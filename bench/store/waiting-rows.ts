import { randomBytes } from "node:crypto"
import type { PayByAddress } from "./store"

/** What runs a statement on a store's database. */
export type RunSql = (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

/** Orders that wait to be closed at PayBy, each of a collection of its own. */
export interface WaitingRows {
  /** They are all due, now. */
  release(): Promise<void>
  /** How many are not finished. */
  left(): Promise<number>
  /** When the last of them was finished. */
  endedAt(): Promise<Date>
  remove(): Promise<void>
}

/** Writes so many rows straight into a ledger; none is due until it is released. */
export async function waitingRows(
  run: RunSql,
  payby: Pick<PayByAddress, "partnerId">,
  count: number,
): Promise<WaitingRows> {
  const batch = `B${randomBytes(6).toString("hex")}-`
  await run(
    `INSERT INTO payby_order (id, merchant_order_no, partner_id, provider_id, payment_collection_id,
       amount, raw_amount, currency_code, scene, terms, placed_at, link_handed_out_at, status,
       intent, intent_at, intent_reason, expires_at)
     SELECT 'pborder_' || no, no, $2, 'pp_payby_payby', 'pay_col_' || no,
       10, '{"value":"10.00","precision":20}', 'AED', 'PAYPAGE', '{}', now(), now(), 'CREATED',
       'close', now(), 'abandoned', now() + interval '1 day'
     FROM (SELECT $1 || i AS no FROM generate_series(1, $3::int) AS i) AS numbers`,
    [batch, payby.partnerId, count],
  )
  const mine = "merchant_order_no LIKE $1"
  return {
    release: async () => {
      await run(`UPDATE payby_order SET next_look_at = now() WHERE ${mine}`, [`${batch}%`])
    },
    left: async () => {
      const sql = `SELECT count(*)::int AS n FROM payby_order WHERE ${mine} AND finished_at IS NULL`
      return Number((await run(sql, [`${batch}%`]))[0]?.["n"])
    },
    endedAt: async () => {
      const sql = `SELECT extract(epoch FROM max(finished_at)) * 1000 AS at FROM payby_order WHERE ${mine}`
      return new Date(Number((await run(sql, [`${batch}%`]))[0]?.["at"]))
    },
    remove: async () => {
      await run(`DELETE FROM payby_event WHERE ${mine}`, [`${batch}%`])
      await run(`DELETE FROM payby_order WHERE ${mine}`, [`${batch}%`])
      await run("VACUUM payby_order, payby_event")
    },
  }
}
