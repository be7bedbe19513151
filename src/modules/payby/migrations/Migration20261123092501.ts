import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261123092501 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "payby_call_count" ("id" text not null, "hour" timestamptz not null, "call" text not null, "outcome" text not null, "calls" integer not null, "took_ms" integer not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_call_count_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_call_count_deleted_at" ON "payby_call_count" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_call_count" ON "payby_call_count" ("hour", "call", "outcome");`);

    this.addSql(`create table if not exists "payby_completion" ("payment_collection_id" text not null, "owner" text not null, "until" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_completion_pkey" primary key ("payment_collection_id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_completion_deleted_at" ON "payby_completion" ("deleted_at") WHERE deleted_at IS NULL;`);

    this.addSql(`create table if not exists "payby_event" ("id" text not null, "ordinal" serial, "merchant_order_no" text null, "at" timestamptz not null, "event" text not null, "source" text not null, "detail" jsonb null, "actor_id" text null, "actor_name" text null, "note" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_event_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_event_deleted_at" ON "payby_event" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_event_order" ON "payby_event" ("merchant_order_no", "ordinal");`);

    this.addSql(`create table if not exists "payby_instance" ("id" text not null, "host" text not null, "pid" integer not null, "version" text not null, "started_at" timestamptz not null, "seen_at" timestamptz not null, "job_at" timestamptz null, "keys_used" jsonb null, "refused_at" timestamptz null, "refused_reason" text null, "refused_count" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_instance_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_instance_deleted_at" ON "payby_instance" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_instance_seen" ON "payby_instance" ("seen_at");`);

    this.addSql(`create table if not exists "payby_notification" ("id" text not null, "body_hash" text not null, "notify_id" text not null, "kind" text check ("kind" in ('payment', 'refund', 'chargeback', 'void', 'other')) not null, "merchant_order_no" text null, "body" text not null, "signature" text not null, "received_at" timestamptz not null, "processed_at" timestamptz null, "outcome" text null, "attempts" integer not null default 0, "next_attempt_at" timestamptz null, "acknowledged_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_notification_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_deleted_at" ON "payby_notification" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_notification_body_hash" ON "payby_notification" ("body_hash");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_notify_id" ON "payby_notification" ("notify_id");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_order" ON "payby_notification" ("merchant_order_no");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_due" ON "payby_notification" ("next_attempt_at") WHERE next_attempt_at IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_received" ON "payby_notification" ("received_at");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_body" ON "payby_notification" ("received_at") WHERE body <> '' AND processed_at IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_attention" ON "payby_notification" ("received_at") WHERE outcome IN ('poison', 'unknown-order') AND acknowledged_at IS NULL AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "payby_order" ("id" text not null, "merchant_order_no" text not null, "partner_id" text not null, "payee_mid" text null, "provider_id" text not null, "payment_collection_id" text not null, "session_id" text null, "captured_session_id" text null, "captured_at" timestamptz null, "amount" numeric not null, "currency_code" text not null, "scene" text not null, "terms" text not null, "placed_at" timestamptz not null, "link_handed_out_at" timestamptz null, "pay_url" text null, "scanned_at" timestamptz null, "scan_asked_at" timestamptz null, "payby_order_no" text null, "status" text null, "status_at" timestamptz null, "status_source" text check ("status_source" in ('answer', 'notification')) null, "paid_at" timestamptz null, "absent_at" timestamptz null, "revoked" boolean not null default false, "payment_info" jsonb null, "chargebacks" jsonb null, "intent" text check ("intent" in ('collect', 'close', 'return')) not null default 'collect', "intent_at" timestamptz not null, "intent_reason" text null, "settlement" text check ("settlement" in ('settling', 'settled')) null, "settling_at" timestamptz null, "expires_at" timestamptz not null, "released_at" timestamptz null, "looked_at" timestamptz null, "attempts" integer not null default 0, "next_look_at" timestamptz null, "lease_until" timestamptz null, "lease_owner" text null, "attention" text null, "attention_at" timestamptz null, "trouble" jsonb null, "cancel_noted_at" timestamptz null, "awaited_until" timestamptz null, "revoke_sent_at" timestamptz null, "finished_at" timestamptz null, "raw_amount" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_order_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_deleted_at" ON "payby_order" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_order_merchant_order_no" ON "payby_order" ("merchant_order_no");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_collection" ON "payby_order" ("payment_collection_id");`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_order_collecting" ON "payby_order" ("payment_collection_id") WHERE intent = 'collect' AND settlement IS DISTINCT FROM 'settled' AND deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_order_settlement" ON "payby_order" ("payment_collection_id") WHERE settlement IS NOT NULL AND intent <> 'return' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_session" ON "payby_order" ("session_id") WHERE session_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_due" ON "payby_order" ("next_look_at") WHERE next_look_at IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_attention" ON "payby_order" ("attention_at") WHERE attention IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_created" ON "payby_order" ("created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_paid" ON "payby_order" ("paid_at", "id") WHERE paid_at IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_unpaid_over" ON "payby_order" ("finished_at") WHERE finished_at IS NOT NULL AND paid_at IS NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_amount" ON "payby_order" ("amount", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_status" ON "payby_order" ("status", "created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_scene" ON "payby_order" ("scene", "created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_intent" ON "payby_order" ("intent", "created_at") WHERE intent <> 'collect' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_payby_no" ON "payby_order" ("payby_order_no") WHERE payby_order_no IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "payby_refund" ("id" text not null, "refund_merchant_order_no" text not null, "merchant_order_no" text not null, "ordinal" integer not null, "amount" numeric not null, "currency_code" text not null, "asked" text not null, "terms" text not null, "medusa_refund_id" text null, "unrecorded_at" timestamptz null, "told_unknown_at" timestamptz null, "status" text null, "status_at" timestamptz null, "payby_order_no" text null, "fee_refunded" text null, "fail_code" text null, "fail_des" text null, "requested_at" timestamptz not null, "sending_until" timestamptz null, "unclear_at" timestamptz null, "recording_until" timestamptz null, "retry_of" text null, "attempts" integer not null default 0, "next_look_at" timestamptz null, "attention" text null, "raw_amount" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_refund_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_refund_deleted_at" ON "payby_refund" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_refund_number" ON "payby_refund" ("refund_merchant_order_no");`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_refund_ordinal" ON "payby_refund" ("merchant_order_no", "ordinal");`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_refund_retry" ON "payby_refund" ("retry_of") WHERE retry_of IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_refund_status_at" ON "payby_refund" ("status_at");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_refund_due" ON "payby_refund" ("next_look_at") WHERE next_look_at IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_refund_requested" ON "payby_refund" ("requested_at");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_refund_open" ON "payby_refund" ("requested_at") WHERE (status IS NULL OR status IN ('CREATED', 'REFUNDED_SETTLED')) AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_refund_attention" ON "payby_refund" ("requested_at") WHERE attention IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "payby_statement_check" ("id" text not null, "day" text not null, "status" text check ("status" in ('running', 'done', 'failed')) not null default 'running', "requested_by" text null, "started_at" timestamptz not null, "alive_at" timestamptz not null, "ended_at" timestamptz null, "failure" text null, "period_start" timestamptz null, "period_end" timestamptz null, "lines" integer not null default 0, "differences" integer not null default 0, "notes" integer not null default 0, "totals" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_statement_check_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_statement_check_deleted_at" ON "payby_statement_check" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_statement_check_day" ON "payby_statement_check" ("day", "started_at");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_statement_check_started" ON "payby_statement_check" ("started_at");`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_statement_check_running" ON "payby_statement_check" ("day") WHERE status = 'running' AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "payby_statement_finding" ("id" text not null, "check_id" text not null, "ordinal" integer not null, "kind" text not null, "is_difference" boolean not null, "merchant_order_no" text null, "refund_merchant_order_no" text null, "payby_order_no" text null, "payment_collection_id" text null, "order_id" text null, "amount_there" text null, "amount_here" text null, "at" timestamptz null, "detail" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_statement_finding_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_statement_finding_deleted_at" ON "payby_statement_finding" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_statement_finding_ordinal" ON "payby_statement_finding" ("check_id", "ordinal");`);

    this.addSql(`create table if not exists "payby_statement_line" ("id" text not null, "check_id" text not null, "ordinal" integer not null, "section" text check ("section" in ('transactions', 'settlements')) not null, "movement" text check ("movement" in ('payment', 'refund', 'chargeback')) not null, "number" text not null, "origin_number" text not null, "payby_order_no" text not null, "amount" text not null, "reverted" boolean not null, "scene" text not null, "at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_statement_line_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_statement_line_deleted_at" ON "payby_statement_line" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_statement_line_ordinal" ON "payby_statement_line" ("check_id", "ordinal");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_statement_line_number" ON "payby_statement_line" ("check_id", "number");`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "payby_call_count" cascade;`);

    this.addSql(`drop table if exists "payby_completion" cascade;`);

    this.addSql(`drop table if exists "payby_event" cascade;`);

    this.addSql(`drop table if exists "payby_instance" cascade;`);

    this.addSql(`drop table if exists "payby_notification" cascade;`);

    this.addSql(`drop table if exists "payby_order" cascade;`);

    this.addSql(`drop table if exists "payby_refund" cascade;`);

    this.addSql(`drop table if exists "payby_statement_check" cascade;`);

    this.addSql(`drop table if exists "payby_statement_finding" cascade;`);

    this.addSql(`drop table if exists "payby_statement_line" cascade;`);
  }

}
