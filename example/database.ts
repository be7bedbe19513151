import { createClient } from "@medusajs/framework/utils"

/** Any number will do, as long as every instance of the example store uses the same. */
const STARTING = 7_292_901
const DATABASE_EXISTS = "42P04"
const NO_SUCH_DATABASE = "3D000"

/** Makes the database that `databaseUrl` names, unless it exists. */
export async function ensureDatabase(databaseUrl: string): Promise<void> {
  if (await exists(databaseUrl)) return
  const name = decodeURIComponent(new URL(databaseUrl).pathname.slice(1))
  const maintenance = new URL(databaseUrl)
  maintenance.pathname = "/postgres"
  const client = createClient({ connectionString: maintenance.href })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE "${name.replaceAll('"', '""')}"`)
  } catch (error) {
    if (codeOf(error) !== DATABASE_EXISTS) throw error
  } finally {
    await client.end()
  }
}

async function exists(databaseUrl: string): Promise<boolean> {
  const client = createClient({ connectionString: databaseUrl })
  try {
    await client.connect()
    return true
  } catch (error) {
    if (codeOf(error) === NO_SUCH_DATABASE) return false
    throw error
  } finally {
    await client.end()
  }
}

/**
 * Runs `work` while no other instance does so on this database: two stores that migrate and seed
 * one empty database at the same time would trip over each other. The lock goes with the
 * connection, so that of a killed instance is free at once.
 */
export async function alone<T>(databaseUrl: string, work: () => Promise<T>): Promise<T> {
  const client = createClient({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query("SELECT pg_advisory_lock($1)", [STARTING])
    return await work()
  } finally {
    await client.end()
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined
}
