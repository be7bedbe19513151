import { createClient } from "@medusajs/framework/utils"

/** The address of a database on the server that the tests were given. */
export function serverUrl(database: string): string {
  const { DB_HOST, DB_PORT, DB_USERNAME, DB_PASSWORD } = process.env
  const address = new URL(`postgres://${DB_HOST}:${DB_PORT}/${database}`)
  address.username = DB_USERNAME ?? ""
  address.password = DB_PASSWORD ?? ""
  return address.href
}

/** Runs one statement over a connection of its own, past whatever the store under test has. */
export async function rowsOf(
  database: string,
  sql: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = createClient({ connectionString: serverUrl(database) })
  await client.connect()
  try {
    return (await client.query(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** Removes a database and whoever is still connected to it. */
export async function dropDatabase(database: string): Promise<void> {
  const client = createClient({ connectionString: serverUrl("postgres") })
  await client.connect()
  try {
    await client.query(`DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`)
  } finally {
    await client.end()
  }
}
