import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261123144500 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`create table if not exists "payby_completion" ("payment_collection_id" text not null, "owner" text not null, "until" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "payby_completion_pkey" primary key ("payment_collection_id"));`);
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_completion_deleted_at" ON "payby_completion" ("deleted_at") WHERE deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "payby_completion" cascade;`);
  }

}
