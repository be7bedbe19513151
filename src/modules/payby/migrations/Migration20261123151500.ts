import { Migration } from "@medusajs/framework/mikro-orm/migrations";

export class Migration20261123151500 extends Migration {

  override async up(): Promise<void> {
    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_notification_body" ON "payby_notification" ("received_at") WHERE body <> '' AND processed_at IS NOT NULL AND deleted_at IS NULL;`);

    this.addSql(`CREATE INDEX IF NOT EXISTS "IDX_payby_order_unpaid_over" ON "payby_order" ("finished_at") WHERE finished_at IS NOT NULL AND paid_at IS NULL AND deleted_at IS NULL;`);
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_payby_notification_body";`);

    this.addSql(`drop index if exists "IDX_payby_order_unpaid_over";`);
  }

}
