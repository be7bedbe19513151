import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * The time line writes itself: what changes an order or a refund writes the entry, in the same statement.
 * So no entry can be forgotten, none tells of what was rolled back, and nobody waits for a round trip.
 *
 * `WHEN` keeps the function away from all that is no news (leases, looks, schedules). An entry's source is
 * who speaks (a status), who always does it (a link is handed out to a shopper), or who has the row at work:
 * the owner of a lease begins with the word for whoever woke it.
 */
export class Migration20261123113500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`
      CREATE OR REPLACE FUNCTION payby_event_has_room(no text) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT count(*) < 200 FROM (SELECT 1 FROM payby_event WHERE merchant_order_no = no LIMIT 200) kept
      $$;`)
    this.addSql(`
      CREATE OR REPLACE FUNCTION payby_order_event() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        worker text := COALESCE(
          CASE WHEN NEW.lease_until > NEW.updated_at THEN NULLIF(split_part(NEW.lease_owner, ':', 1), '') END,
          'shopper');
        word text := CASE NEW.status_source WHEN 'notification' THEN 'notification' ELSE 'query' END;
        was_paid boolean := COALESCE(OLD.status IN ('PAID_SUCCESS', 'SETTLED'), false);
        is_paid boolean := COALESCE(NEW.status IN ('PAID_SUCCESS', 'SETTLED'), false);
        has_word boolean := OLD.status IS DISTINCT FROM NEW.status AND NEW.status IS NOT NULL;
      BEGIN
        INSERT INTO payby_event (id, merchant_order_no, at, event, source, detail)
        SELECT 'pbevent_' || replace(gen_random_uuid()::text, '-', ''),
               NEW.merchant_order_no, NEW.updated_at, happened.event, happened.source, happened.detail
        FROM (VALUES
          (1, TG_OP = 'INSERT', 'asked', 'shopper', NULL::jsonb),
          (2, has_word AND NEW.status = 'CREATED', 'placed', word, NULL),
          (3, is_paid AND NOT was_paid, 'paid', word, jsonb_build_object('status', NEW.status)),
          (4, has_word AND NEW.status = 'FAILURE', 'failed', word, NULL),
          (5, has_word AND NEW.status NOT IN ('CREATED', 'FAILURE') AND (was_paid OR NOT is_paid),
              'status', word, jsonb_build_object('status', NEW.status)),
          (6, NEW.revoked AND NOT COALESCE(OLD.revoked, false), 'revoked', word, NULL),
          (7, NEW.absent_at IS NOT NULL AND OLD.absent_at IS NULL, 'vanished', 'query', NULL),
          (8, NEW.link_handed_out_at IS DISTINCT FROM OLD.link_handed_out_at
              AND NEW.link_handed_out_at IS NOT NULL, 'link_handed_out', 'shopper', NULL),
          (9, NEW.scanned_at IS NOT NULL AND OLD.scanned_at IS NULL, 'scanned', 'query', NULL),
          (10, NEW.released_at IS NOT NULL AND OLD.released_at IS NULL, 'released', 'medusa', NULL),
          (11, NEW.cancel_noted_at IS DISTINCT FROM OLD.cancel_noted_at
              AND NEW.cancel_noted_at IS NOT NULL, 'cancel_noted', 'medusa', NULL),
          (12, TG_OP = 'UPDATE' AND NEW.intent <> OLD.intent,
              CASE NEW.intent WHEN 'return' THEN 'returning' ELSE 'closing' END,
              CASE NEW.intent_reason
                WHEN 'refunded' THEN 'medusa' WHEN 'order-cancelled' THEN 'medusa'
                WHEN 'refused' THEN 'query' WHEN 'given-up' THEN 'shopper' WHEN 'by-staff' THEN 'staff' ELSE worker END,
              jsonb_build_object('reason', NEW.intent_reason)),
          (13, NEW.settlement IS NOT NULL AND OLD.settlement IS NULL, 'claimed', worker, NULL),
          (14, NEW.captured_session_id IS DISTINCT FROM OLD.captured_session_id
              AND NEW.captured_session_id IS NOT NULL, 'captured', worker, NULL),
          (15, NEW.settlement = 'settled' AND OLD.settlement IS DISTINCT FROM 'settled',
              'settled', worker, NULL),
          (16, NEW.revoke_sent_at IS NOT NULL AND OLD.revoke_sent_at IS NULL, 'revoke_sent', worker, NULL),
          (17, NEW.attention IS DISTINCT FROM OLD.attention AND NEW.attention IS NOT NULL,
              'attention', worker, jsonb_build_object('reason', NEW.attention)),
          (18, NEW.finished_at IS NOT NULL AND OLD.finished_at IS NULL
              AND (NEW.settlement IS DISTINCT FROM 'settled' OR NEW.intent = 'return'),
              'finished', worker, NULL)
        ) AS happened(place, holds, event, source, detail)
        WHERE happened.holds AND payby_event_has_room(NEW.merchant_order_no)
        ORDER BY happened.place;
        RETURN NULL;
      END $$;`)
    this.addSql(`
      CREATE TRIGGER payby_order_placed AFTER INSERT ON payby_order
      FOR EACH ROW EXECUTE FUNCTION payby_order_event();`)
    this.addSql(`
      CREATE TRIGGER payby_order_changed AFTER UPDATE ON payby_order FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status
        OR OLD.intent <> NEW.intent
        OR OLD.settlement IS DISTINCT FROM NEW.settlement
        OR OLD.attention IS DISTINCT FROM NEW.attention
        OR OLD.revoked <> NEW.revoked
        OR OLD.absent_at IS DISTINCT FROM NEW.absent_at
        OR OLD.link_handed_out_at IS DISTINCT FROM NEW.link_handed_out_at
        OR OLD.scanned_at IS DISTINCT FROM NEW.scanned_at
        OR OLD.released_at IS DISTINCT FROM NEW.released_at
        OR OLD.cancel_noted_at IS DISTINCT FROM NEW.cancel_noted_at
        OR OLD.captured_session_id IS DISTINCT FROM NEW.captured_session_id
        OR OLD.revoke_sent_at IS DISTINCT FROM NEW.revoke_sent_at
        OR OLD.finished_at IS DISTINCT FROM NEW.finished_at)
      EXECUTE FUNCTION payby_order_event();`)
    this.addSql(`
      CREATE OR REPLACE FUNCTION payby_refund_event() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO payby_event (id, merchant_order_no, at, event, source, detail)
        SELECT 'pbevent_' || replace(gen_random_uuid()::text, '-', ''),
               NEW.merchant_order_no, NEW.updated_at,
               CASE TG_OP WHEN 'INSERT' THEN 'refund_asked' ELSE 'refund_status' END,
               CASE TG_OP WHEN 'UPDATE' THEN 'payby' ELSE
                 CASE WHEN NEW.medusa_refund_id IS NULL THEN 'job' ELSE 'medusa' END END,
               jsonb_strip_nulls(jsonb_build_object(
                 'refund_no', NEW.refund_merchant_order_no, 'amount', NEW.amount::text,
                 'status', NEW.status, 'fail_code', NEW.fail_code, 'retry_of', NEW.retry_of))
        WHERE payby_event_has_room(NEW.merchant_order_no);
        RETURN NULL;
      END $$;`)
    this.addSql(`
      CREATE TRIGGER payby_refund_asked AFTER INSERT ON payby_refund
      FOR EACH ROW EXECUTE FUNCTION payby_refund_event();`)
    this.addSql(`
      CREATE TRIGGER payby_refund_changed AFTER UPDATE ON payby_refund FOR EACH ROW
      WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION payby_refund_event();`)
  }

  override async down(): Promise<void> {
    this.addSql(`DROP TRIGGER IF EXISTS payby_refund_changed ON payby_refund;`)
    this.addSql(`DROP TRIGGER IF EXISTS payby_refund_asked ON payby_refund;`)
    this.addSql(`DROP FUNCTION IF EXISTS payby_refund_event();`)
    this.addSql(`DROP TRIGGER IF EXISTS payby_order_changed ON payby_order;`)
    this.addSql(`DROP TRIGGER IF EXISTS payby_order_placed ON payby_order;`)
    this.addSql(`DROP FUNCTION IF EXISTS payby_order_event();`)
    this.addSql(`DROP FUNCTION IF EXISTS payby_event_has_room(text);`)
  }
}
