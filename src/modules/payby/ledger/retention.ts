import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Up to when something must have been over for long enough, and how much of it to take at a time. */
export interface RetentionTerms {
  /** What was touched later than this stays. */
  readonly before: Date
  readonly now: Date
  readonly limit: number
}

/** Nobody has to see to it any more, or PayBy or Medusa to answer. */
const REFUND_IS_OVER = `status IS NOT NULL AND status NOT IN ('CREATED', 'REFUNDED_SETTLED')
  AND next_look_at IS NULL AND attention IS NULL AND updated_at < :before`

const NOTIFICATION_IS_OVER = `processed_at IS NOT NULL AND next_attempt_at IS NULL
  AND (outcome IS DISTINCT FROM 'unknown-order' OR acknowledged_at IS NOT NULL)
  AND updated_at < :before`

/** Finished, at rest, nobody's work, nobody's concern, and so is everything that belongs to it. */
const ORDER_IS_OVER = `finished_at IS NOT NULL AND next_look_at IS NULL AND attention IS NULL
  AND deleted_at IS NULL AND updated_at < :before
  AND (lease_until IS NULL OR lease_until <= :now)
  AND NOT EXISTS (SELECT 1 FROM payby_refund AS r
    WHERE r.merchant_order_no = o.merchant_order_no AND NOT (${REFUND_IS_OVER}))
  AND NOT EXISTS (SELECT 1 FROM payby_notification AS n
    WHERE n.merchant_order_no = o.merchant_order_no AND NOT (${NOTIFICATION_IS_OVER}))`

/**
 * Forgets what has been over for long. Each method takes one batch, the oldest first, past rows that
 * somebody has locked, so that any number of instances may clean at once and nobody waits for them; it
 * says how many it took, less than the limit when no more are left.
 */
export class Retention {
  constructor(private readonly pg: Knex) {}

  /** Empties the bodies of processed notifications; that they came, when, and what came of it stays. */
  async emptyBodies(terms: RetentionTerms): Promise<number> {
    return this.count(
      `WITH old AS MATERIALIZED (
         SELECT id FROM payby_notification
         WHERE body <> '' AND received_at < :before AND ${NOTIFICATION_IS_OVER} AND deleted_at IS NULL
         ORDER BY received_at LIMIT :limit FOR UPDATE SKIP LOCKED)
       UPDATE payby_notification SET body = '', signature = '' WHERE id IN (SELECT id FROM old)`,
      terms,
    )
  }

  /** Forgets processed notifications, whether or not their orders are still there. */
  async forgetNotifications(terms: RetentionTerms): Promise<number> {
    return this.count(
      `WITH old AS MATERIALIZED (
         SELECT id FROM payby_notification
         WHERE received_at < :before AND ${NOTIFICATION_IS_OVER}
         ORDER BY received_at LIMIT :limit FOR UPDATE SKIP LOCKED)
       DELETE FROM payby_notification WHERE id IN (SELECT id FROM old)`,
      terms,
    )
  }

  /** Forgets orders that were never paid, with their time lines and notifications. */
  async forgetUnpaidOrders(terms: RetentionTerms): Promise<number> {
    return this.forgetOrders("paid_at IS NULL AND finished_at < :before", "finished_at", terms)
  }

  /** Forgets orders that were paid, with their refunds, time lines and notifications. */
  async forgetPaidOrders(terms: RetentionTerms): Promise<number> {
    return this.forgetOrders("paid_at < :before", "paid_at", terms)
  }

  private forgetOrders(which: string, oldest: string, terms: RetentionTerms): Promise<number> {
    const ofThem = "WHERE merchant_order_no IN (SELECT merchant_order_no FROM old)"
    return this.count(
      `WITH old AS MATERIALIZED (
         SELECT id, merchant_order_no FROM payby_order AS o
         WHERE ${which} AND ${ORDER_IS_OVER}
         ORDER BY ${oldest} LIMIT :limit FOR UPDATE SKIP LOCKED),
       events AS (DELETE FROM payby_event ${ofThem}),
       notifications AS (DELETE FROM payby_notification ${ofThem}),
       refunds AS (DELETE FROM payby_refund ${ofThem})
       DELETE FROM payby_order WHERE id IN (SELECT id FROM old)`,
      terms,
    )
  }

  private async count(sql: string, { before, now, limit }: RetentionTerms): Promise<number> {
    const done: { rowCount: number | null } = await this.pg.raw(sql, { before, now, limit })
    return done.rowCount ?? 0
  }
}
