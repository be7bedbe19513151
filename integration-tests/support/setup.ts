import { MetadataStorage } from "@medusajs/framework/mikro-orm/core"

if (!process.env.DB_HOST) {
  throw new Error(
    "These tests need PostgreSQL. Run them through `npm test -- <file>`, which starts one.",
  )
}

// MikroORM keeps what it knows about entities in one place per process, and jest runs several files
// in one process: without this the second file finds the first one's entities.
MetadataStorage.clear()
