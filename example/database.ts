import { createClient } from "@medusajs/framework/utils"

/** Any number will do, as long as every instance of the example store uses the same. */
const STARTING = 7_292_901
const NO_SUCH_DATABASE = "3D000"
const ATTEMPTS = 5
const AGAIN_MS = 200

/** Makes the database that `databaseUrl` names, unless it exists. */
export async function ensureDatabase(databaseUrl: string): Promise<void> {
  for (let attempt = 1; !(await exists(databaseUrl)); attempt++) {
    try {
      await create(databaseUrl)
    } catch (error) {
      // Another instance may be making it at this moment, which PostgreSQL reports in several ways.
      if (attempt === ATTEMPTS) throw error
      await new Promise((wake) => setTimeout(wake, AGAIN_MS))
    }
  }
}

async function create(databaseUrl: string): Promise<void> {
  const name = decodeURIComponent(new URL(databaseUrl).pathname.slice(1))
  const maintenance = new URL(databaseUrl)
  maintenance.pathname = "/postgres"
  const client = createClient({ connectionString: maintenance.href })
  await client.connect()
  try {
    await client.query(`CREATE DATABASE "${name.replaceAll('"', '""')}"`)
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
