import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261123113930 extends Migration {

  override async up(): Promise<void> {
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

    this.addSql(`alter table if exists "payby_order" add column if not exists "chargebacks" jsonb null;`);

    this.addSql(`alter table if exists "payby_refund" add column if not exists "payby_order_no" text null, add column if not exists "fee_refunded" text null;`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_refund_status_at" ON "payby_refund" ("status_at");`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "payby_statement_check" cascade;`);

    this.addSql(`drop table if exists "payby_statement_finding" cascade;`);

    this.addSql(`drop table if exists "payby_statement_line" cascade;`);

    this.addSql(`alter table if exists "payby_order" drop column if exists "chargebacks";`);

    this.addSql(`drop index if exists "IDX_payby_refund_status_at";`);
    this.addSql(`alter table if exists "payby_refund" drop column if exists "payby_order_no", drop column if exists "fee_refunded";`);
  }

}
