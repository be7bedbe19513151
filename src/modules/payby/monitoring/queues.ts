import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** What waits, and for how long. */
export interface Queues {
  /** Orders whose time has come and on which nobody works. */
  readonly ordersDue: number
  /** Orders of which it is not known yet whether they are paid. */
  readonly ordersUndecided: number
  readonly notificationsWaiting: number
  readonly notificationsPoison: number
  readonly refundsOpen: number
  readonly attention: number
  /** When the row that is longest overdue should have been looked at. */
  readonly dueSince: Date | null
  readonly oldestUndecided: { readonly merchantOrderNo: string; readonly since: Date } | null
}

interface QueuesRow {
  orders_due: string
  orders_undecided: string
  notifications_waiting: string
  notifications_poison: string
  refunds_open: string
  attention: string
  due_since: Date | null
  oldest: { no: string; since: string } | null
}

/** Each is a partial index of few rows, whatever the tables hold. */
const QUEUES = `
  WITH undecided AS (
    SELECT merchant_order_no, created_at FROM payby_order
    WHERE next_look_at IS NOT NULL AND deleted_at IS NULL AND finished_at IS NULL
      AND (status IS NULL OR status = 'CREATED')
  ), due AS (
    SELECT next_look_at FROM payby_order
    WHERE next_look_at <= :now AND deleted_at IS NULL
      AND (lease_until IS NULL OR lease_until <= :now)
  )
  SELECT
    (SELECT count(*) FROM due) AS orders_due,
    (SELECT min(next_look_at) FROM due) AS due_since,
    (SELECT count(*) FROM undecided) AS orders_undecided,
    (SELECT jsonb_build_object('no', merchant_order_no, 'since', created_at)
       FROM undecided ORDER BY created_at LIMIT 1) AS oldest,
    (SELECT count(*) FROM payby_notification
       WHERE next_attempt_at IS NOT NULL AND processed_at IS NULL AND deleted_at IS NULL)
      AS notifications_waiting,
    (SELECT count(*) FROM payby_notification
       WHERE outcome IN ('poison', 'unknown-order') AND acknowledged_at IS NULL
         AND deleted_at IS NULL AND outcome = 'poison') AS notifications_poison,
    (SELECT count(*) FROM payby_refund
       WHERE (status IS NULL OR status IN ('CREATED', 'REFUNDED_SETTLED')) AND deleted_at IS NULL)
      AS refunds_open,
    (SELECT count(*) FROM payby_order WHERE attention IS NOT NULL AND deleted_at IS NULL)
      AS attention`

/** Measures the queues, in one statement. */
export async function measureQueues(pg: Knex, now: Date): Promise<Queues> {
  const { rows }: { rows: QueuesRow[] } = await pg.raw(QUEUES, { now })
  const row = rows[0]
  if (row === undefined) throw new Error("the queues were not measured")
  return {
    ordersDue: Number(row.orders_due),
    ordersUndecided: Number(row.orders_undecided),
    notificationsWaiting: Number(row.notifications_waiting),
    notificationsPoison: Number(row.notifications_poison),
    refundsOpen: Number(row.refunds_open),
    attention: Number(row.attention),
    dueSince: row.due_since,
    oldestUndecided: row.oldest && {
      merchantOrderNo: row.oldest.no,
      since: new Date(row.oldest.since),
    },
  }
}
