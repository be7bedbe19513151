import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261123113000 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`alter table if exists "payby_order" add column if not exists "pay_url" text null, add column if not exists "scanned_at" timestamptz null, add column if not exists "scan_asked_at" timestamptz null;`);
  }

  override async down(): Promise<void> {
    this.addSql(`alter table if exists "payby_order" drop column if exists "pay_url", drop column if exists "scanned_at", drop column if exists "scan_asked_at";`);
  }

}
