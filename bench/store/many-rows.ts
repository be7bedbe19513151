import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { z } from "@medusajs/framework/zod"

/** One order in so many still has something to do: all of them later than the measure. */
const OPEN_ONE_IN = 500

/**
 * Fills a ledger with so many orders, as many notifications and a fiftieth as many refunds, nearly all of
 * them long done, and lets PostgreSQL count them. Nothing is due.
 */
export async function fill(pg: Knex, count: number): Promise<void> {
  // The time line of rows that never lived would be a million entries more.
  await pg.raw("ALTER TABLE payby_order DISABLE TRIGGER USER")
  await pg.raw("ALTER TABLE payby_refund DISABLE TRIGGER USER")
  await pg.raw(ORDERS, { count, open: OPEN_ONE_IN })
  await pg.raw(NOTIFICATIONS, { count })
  await pg.raw(REFUNDS, { count: Math.ceil(count / 50) })
  await pg.raw("ALTER TABLE payby_order ENABLE TRIGGER USER")
  await pg.raw("ALTER TABLE payby_refund ENABLE TRIGGER USER")
  await pg.raw("VACUUM ANALYZE payby_order, payby_notification, payby_refund")
}

const ORDERS = `
  INSERT INTO payby_order (id, merchant_order_no, partner_id, provider_id, payment_collection_id,
    session_id, amount, raw_amount, currency_code, scene, terms, placed_at, link_handed_out_at,
    payby_order_no, status, status_at, paid_at, intent, intent_at, settlement, expires_at,
    finished_at, next_look_at, created_at, updated_at)
  SELECT 'pborder_' || i, 'N' || i, '200000990001', 'pp_payby_payby', 'pay_col_' || i,
    'payses_' || i, 10, '{"value":"10.00","precision":20}', 'AED', 'PAYPAGE', '{}', t, t,
    '1315871' || i, CASE WHEN is_open THEN 'CREATED' ELSE 'SETTLED' END, t,
    CASE WHEN is_open THEN NULL ELSE t END, 'collect', t,
    CASE WHEN is_open THEN NULL ELSE 'settled' END, t,
    CASE WHEN is_open THEN NULL ELSE t END,
    CASE WHEN is_open THEN now() + interval '1 day' END, t, t
  FROM (SELECT i, i % :open = 0 AS is_open, now() - i * interval '1 second' AS t
        FROM generate_series(1, :count) AS i) AS rows`

const NOTIFICATIONS = `
  INSERT INTO payby_notification (id, body_hash, notify_id, kind, merchant_order_no, body, signature,
    received_at, processed_at, outcome, attempts, created_at, updated_at)
  SELECT 'pbnotif_' || i, md5(i::text), i::text, 'payment', 'N' || i, 'e30=', 'c2lnbg==',
    t, t, 'heard', 1, t, t
  FROM (SELECT i, now() - i * interval '1 second' AS t FROM generate_series(1, :count) AS i) AS rows`

const REFUNDS = `
  INSERT INTO payby_refund (id, refund_merchant_order_no, merchant_order_no, ordinal, amount,
    raw_amount, currency_code, asked, terms, status, status_at, requested_at, created_at, updated_at)
  SELECT 'pbrefund_' || i, 'R' || i, 'N' || i, 1, 10, '{"value":"10.00","precision":20}', 'AED',
    '10', '{}', 'SUCCESS', t, t, t, t
  FROM (SELECT i, now() - i * interval '1 second' AS t FROM generate_series(1, :count) AS i) AS rows`

interface Step {
  readonly "Node Type": string
  readonly "Relation Name"?: string | undefined
  readonly Plans?: readonly Step[] | undefined
}

const step: z.ZodType<Step> = z.lazy(() =>
  z.object({
    "Node Type": z.string(),
    "Relation Name": z.string().optional(),
    Plans: z.array(step).optional(),
  }),
)
const plans = z.array(z.object({ "QUERY PLAN": z.array(z.object({ Plan: step })) }))

/** A scan right beneath a limit ends with it. */
function wholeTables(of: Step, isLimited = false): string[] {
  const own = of["Node Type"] === "Seq Scan" && !isLimited ? [of["Relation Name"] ?? ""] : []
  const limits = of["Node Type"] === "Limit"
  return [...own, ...(of.Plans ?? []).flatMap((part) => wholeTables(part, limits))]
}

/** The tables that PostgreSQL would read from end to end for the statements that this work sends. */
export async function tableScansOf(pg: Knex, work: () => Promise<void>): Promise<string[]> {
  const sent: { sql: string; bindings: readonly Knex.RawBinding[] }[] = []
  const note = (query: { sql: string; bindings: readonly Knex.RawBinding[] }) =>
    void sent.push({ sql: query.sql, bindings: query.bindings })
  pg.on("query", note)
  await work()
  pg.removeListener("query", note)
  const scans: string[] = []
  for (const { sql, bindings } of sent.filter(({ sql }) => /\bpayby_/.test(sql))) {
    // What knex numbers for the driver it wants to number itself.
    const text = sql.replaceAll(/\$\d+/g, "?")
    const { rows }: { rows: unknown } = await pg.raw(`EXPLAIN (FORMAT JSON) ${text}`, bindings)
    for (const { "QUERY PLAN": found } of plans.parse(rows)) {
      scans.push(...found.flatMap(({ Plan }) => wholeTables(Plan)))
    }
  }
  return scans
}
