import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261123112641 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "payby_call_count" ("id" text not null, "hour" timestamptz not null, "call" text not null, "outcome" text not null, "calls" integer not null, "took_ms" integer not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_call_count_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_call_count_deleted_at" ON "payby_call_count" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE UNIQUE INDEX IF NOT EXISTS "UQ_payby_call_count" ON "payby_call_count" ("hour", "call", "outcome");`);

    this.addSql(`create table if not exists "payby_event" ("id" text not null, "ordinal" serial, "merchant_order_no" text null, "at" timestamptz not null, "event" text not null, "source" text not null, "detail" jsonb null, "actor_id" text null, "actor_name" text null, "note" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_event_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_event_deleted_at" ON "payby_event" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_event_order" ON "payby_event" ("merchant_order_no", "ordinal");`);

    this.addSql(`create table if not exists "payby_instance" ("id" text not null, "host" text not null, "pid" integer not null, "version" text not null, "started_at" timestamptz not null, "seen_at" timestamptz not null, "job_at" timestamptz null, "keys_used" jsonb null, "refused_at" timestamptz null, "refused_reason" text null, "refused_count" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_instance_pkey" primary key ("id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_instance_deleted_at" ON "payby_instance" ("deleted_at") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_instance_seen" ON "payby_instance" ("seen_at");`);

    this.addSql(`alter table if exists "payby_notification" add column if not exists "acknowledged_at" timestamptz null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_received" ON "payby_notification" ("received_at");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_attention" ON "payby_notification" ("received_at") WHERE outcome IN ('poison', 'unknown-order') AND acknowledged_at IS NULL AND deleted_at IS NULL;`);

    this.addSql(`alter table if exists "payby_order" add column if not exists "trouble" jsonb null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_created" ON "payby_order" ("created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_paid" ON "payby_order" ("paid_at", "id") WHERE paid_at IS NOT NULL AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_amount" ON "payby_order" ("amount", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_status" ON "payby_order" ("status", "created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_scene" ON "payby_order" ("scene", "created_at", "id") WHERE deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_intent" ON "payby_order" ("intent", "created_at") WHERE intent <> 'collect' AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_payby_no" ON "payby_order" ("payby_order_no") WHERE payby_order_no IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_refund_requested" ON "payby_refund" ("requested_at");`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_refund_open" ON "payby_refund" ("requested_at") WHERE (status IS NULL OR status IN ('CREATED', 'REFUNDED_SETTLED')) AND deleted_at IS NULL;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_refund_attention" ON "payby_refund" ("requested_at") WHERE attention IS NOT NULL AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "payby_call_count" cascade;`);

    this.addSql(`drop table if exists "payby_event" cascade;`);

    this.addSql(`drop table if exists "payby_instance" cascade;`);

    this.addSql(`drop index if exists "IDX_payby_notification_received";`);
    this.addSql(`drop index if exists "IDX_payby_notification_attention";`);
    this.addSql(`alter table if exists "payby_notification" drop column if exists "acknowledged_at";`);

    this.addSql(`drop index if exists "IDX_payby_order_created";`);
    this.addSql(`drop index if exists "IDX_payby_order_paid";`);
    this.addSql(`drop index if exists "IDX_payby_order_amount";`);
    this.addSql(`drop index if exists "IDX_payby_order_status";`);
    this.addSql(`drop index if exists "IDX_payby_order_scene";`);
    this.addSql(`drop index if exists "IDX_payby_order_intent";`);
    this.addSql(`drop index if exists "IDX_payby_order_payby_no";`);
    this.addSql(`alter table if exists "payby_order" drop column if exists "trouble";`);

    this.addSql(`drop index if exists "IDX_payby_refund_requested";`);
    this.addSql(`drop index if exists "IDX_payby_refund_open";`);
    this.addSql(`drop index if exists "IDX_payby_refund_attention";`);
  }

}
