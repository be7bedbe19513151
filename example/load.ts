import { MedusaModule } from "@medusajs/framework/modules-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { migrate } from "@medusajs/medusa/commands/db/migrate"
import loadMedusa, { initializeContainer } from "@medusajs/medusa/loaders/index"
import express, { type Express } from "express"
import { alone, ensureDatabase } from "./database"
import { seedStore, type Seeded } from "./seed"
import { SHOP, shopPages } from "./shop/serve"

interface LoadedStore {
  app: Express
  container: MedusaContainer
  seeded: Seeded
  shutdown: () => Promise<void>
}

/** Brings the database up to date and loads Medusa on it, seeded. One instance at a time. */
export async function loadStore(
  directory: string,
  options: { databaseUrl: string; progress: (step: string) => void },
): Promise<LoadedStore> {
  const { databaseUrl, progress } = options
  await ensureDatabase(databaseUrl)
  return alone(databaseUrl, async () => {
    progress("migrating the database")
    await migrateDatabase(directory)
    progress("loading Medusa")
    const app = express()
    app.get("/health", (_request, response) => void response.send("OK"))
    const open: { seeded?: Seeded } = {}
    app.use(
      SHOP,
      shopPages(() => open.seeded),
    )
    const { container, shutdown } = await loadMedusa({ directory, expressApp: app })
    progress("seeding")
    open.seeded = await seedStore(container)
    return { app, container, shutdown, seeded: open.seeded }
  })
}

async function migrateDatabase(directory: string): Promise<void> {
  const container = await initializeContainer(directory)
  const migrated = await migrate({
    directory,
    // The store has neither scripts nor search indexes of its own, and looking for them would cost
    // a process each, which writes to standard output.
    skipScripts: true,
    skipSearch: true,
    skipLinks: false,
    executeAllLinks: false,
    executeSafeLinks: true,
    executeAllSearch: false,
    executeSafeSearch: true,
    logger: container.resolve(ContainerRegistrationKeys.LOGGER),
    container,
  })
  if (!migrated) throw new Error("The database could not be migrated")
  // Migrating loads the modules half; the store has to load them whole.
  MedusaModule.clearInstances()
}
