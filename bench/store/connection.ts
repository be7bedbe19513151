import { createClient } from "@medusajs/framework/utils"
import { eventually } from "../../integration-tests/support/eventually"

/** How often the ledger is looked at while something is waited for: seldom enough to cost nothing. */
const EVERY_MS = 20
const PATIENCE_MS = 60_000

/** One connection to a store's database that is kept: opening one costs more than most statements. */
export interface Connection {
  rows(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  /** Waits until Medusa and PayBy agree on this payment and nobody works on it any more. */
  untilSettled(merchantOrderNo: string): Promise<void>
  close(): Promise<void>
}

export async function connect(databaseUrl: string): Promise<Connection> {
  const client = createClient({ connectionString: databaseUrl })
  await client.connect()
  let last: Promise<unknown> = Promise.resolve()
  // One after another: a connection answers one question at a time.
  const rows: Connection["rows"] = async (sql, values = []) => {
    const asked = last.then(() => client.query(sql, values))
    last = asked.catch(() => undefined)
    return (await asked).rows
  }
  return {
    rows,
    untilSettled: async (no) => {
      const settled = `SELECT 1 FROM payby_order
        WHERE merchant_order_no = $1 AND settlement = 'settled' AND lease_owner IS NULL`
      await eventually(
        async () => (await rows(settled, [no])).length === 1,
        "a settled payment",
        PATIENCE_MS,
        EVERY_MS,
      )
    },
    close: () => client.end(),
  }
}
