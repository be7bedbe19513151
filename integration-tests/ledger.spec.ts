import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { claims } from "./ledger/claims"
import { completions } from "./ledger/completions"
import { leases } from "./ledger/leases"
import { notifications } from "./ledger/notifications"
import { refunds } from "./ledger/refunds"
import { retention } from "./ledger/retention"
import { rows } from "./ledger/rows"
import { words } from "./ledger/words"
import { ledgerDatabase } from "./support/ledger-database"
import type { LedgerDatabase } from "./support/ledger-database"

// What instances racing each other cannot both win is said by statements and indexes of PostgreSQL,
// so it is PostgreSQL that is asked. No store is needed for that.
let database: LedgerDatabase | undefined

beforeAll(async () => {
  database = await ledgerDatabase()
})

afterAll(async () => {
  await database?.remove()
})

function pg(): Knex {
  if (database === undefined) throw new Error("there is no database before the first test")
  return database.pg
}

rows(pg)
words(pg)
claims(pg)
leases(pg)
completions(pg)
notifications(pg)
refunds(pg)
retention(pg)
