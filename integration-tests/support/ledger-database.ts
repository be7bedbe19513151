import { randomBytes } from "node:crypto"
import { join } from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { logger } from "@medusajs/framework/logger"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { ensureDatabase } from "../../example/database"
import { dropDatabase, serverUrl } from "./database"

const MIGRATIONS = join(__dirname, "..", "..", "src", "modules", "payby", "migrations")

/** The ledger's tables and indexes as a store has them, on a database without a store around it. */
export interface LedgerDatabase {
  readonly name: string
  readonly pg: Knex
  remove(): Promise<void>
}

/** Makes a database and runs the module's own migrations on it: a second instead of a store's eight. */
export async function ledgerDatabase(): Promise<LedgerDatabase> {
  const name = `payby_test_${randomBytes(6).toString("hex")}`
  const clientUrl = serverUrl(name)
  await ensureDatabase(clientUrl)
  const migrate = ModulesSdkUtils.buildMigrationScript({
    moduleName: "payby",
    pathToMigrations: MIGRATIONS,
  })
  await migrate({ options: { database: { clientUrl } }, logger })
  const pg = ModulesSdkUtils.createPgConnection({ clientUrl })
  return {
    name,
    pg,
    remove: async () => {
      await pg.destroy()
      await dropDatabase(name)
    },
  }
}
