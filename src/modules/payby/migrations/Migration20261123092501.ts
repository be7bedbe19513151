import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261123092501 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "payby_notification" ("id" text not null, "body_hash" text not null, "notify_id" text not null, "kind" text check ("kind" in ('payment', 'refund', 'chargeback', 'void', 'other')) not null, "merchant_order_no" text null, "body" text not null, "signature" text not null, "received_at" timestamptz not null, "processed_at" timestamptz null, "outcome" text null, "attempts" integer not null default 0, "next_attempt_at" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_notification_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_deleted_at" ON "payby_notification" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_notification_body_hash" ON "payby_notification" ("body_hash");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_notify_id" ON "payby_notification" ("notify_id");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_order" ON "payby_notification" ("merchant_order_no");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_due" ON "payby_notification" ("next_attempt_at") WHERE next_attempt_at IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "payby_order" ("id" text not null, "merchant_order_no" text not null, "partner_id" text not null, "payee_mid" text null, "provider_id" text not null, "payment_collection_id" text not null, "session_id" text null, "captured_session_id" text null, "captured_at" timestamptz null, "amount" numeric not null, "currency_code" text not null, "scene" text not null, "terms" text not null, "placed_at" timestamptz not null, "link_handed_out_at" timestamptz null, "payby_order_no" text null, "status" text null, "status_at" timestamptz null, "status_source" text check ("status_source" in ('answer', 'notification')) null, "paid_at" timestamptz null, "absent_at" timestamptz null, "revoked" boolean not null default false, "payment_info" jsonb null, "intent" text check ("intent" in ('collect', 'close', 'return')) not null default 'collect', "intent_at" timestamptz not null, "intent_reason" text null, "settlement" text check ("settlement" in ('settling', 'settled')) null, "settling_at" timestamptz null, "expires_at" timestamptz not null, "released_at" timestamptz null, "looked_at" timestamptz null, "attempts" integer not null default 0, "next_look_at" timestamptz null, "lease_until" timestamptz null, "lease_owner" text null, "attention" text null, "attention_at" timestamptz null, "cancel_noted_at" timestamptz null, "awaited_until" timestamptz null, "revoke_sent_at" timestamptz null, "finished_at" timestamptz null, "raw_amount" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_order_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_deleted_at" ON "payby_order" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_order_merchant_order_no" ON "payby_order" ("merchant_order_no");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_collection" ON "payby_order" ("payment_collection_id");`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_order_collecting" ON "payby_order" ("payment_collection_id") WHERE intent = 'collect' AND settlement IS DISTINCT FROM 'settled' AND deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_order_settlement" ON "payby_order" ("payment_collection_id") WHERE settlement IS NOT NULL AND intent <> 'return' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_session" ON "payby_order" ("session_id") WHERE session_id IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_due" ON "payby_order" ("next_look_at") WHERE next_look_at IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_attention" ON "payby_order" ("attention_at") WHERE attention IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`create table if not exists "payby_refund" ("id" text not null, "refund_merchant_order_no" text not null, "merchant_order_no" text not null, "ordinal" integer not null, "amount" numeric not null, "currency_code" text not null, "asked" text not null, "terms" text not null, "medusa_refund_id" text null, "unrecorded_at" timestamptz null, "told_unknown_at" timestamptz null, "status" text null, "status_at" timestamptz null, "fail_code" text null, "fail_des" text null, "requested_at" timestamptz not null, "sending_until" timestamptz null, "unclear_at" timestamptz null, "recording_until" timestamptz null, "retry_of" text null, "attempts" integer not null default 0, "next_look_at" timestamptz null, "attention" text null, "raw_amount" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_refund_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_refund_deleted_at" ON "payby_refund" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_refund_number" ON "payby_refund" ("refund_merchant_order_no");`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_refund_ordinal" ON "payby_refund" ("merchant_order_no", "ordinal");`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_refund_retry" ON "payby_refund" ("retry_of") WHERE retry_of IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_refund_due" ON "payby_refund" ("next_look_at") WHERE next_look_at IS NOT NULL AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "payby_notification" cascade;`);

    this.addSql(`drop table if exists "payby_order" cascade;`);

    this.addSql(`drop table if exists "payby_refund" cascade;`);
  }

}
