import { MetadataStorage } from "@medusajs/framework/mikro-orm/core"

if (!process.env.DB_HOST) {
  throw new Error(
    "These tests need PostgreSQL. Run them through `npm test -- <file>`, which starts one.",
  )
}

// MikroORM keeps what it knows about entities in one place per process, and jest runs several files
// in one process: without this the second file finds the first one's entities.
MetadataStorage.clear()

// A store ends connections that were idle for five seconds: after a standstill of the machine perhaps in
// the moment in which one of them is used again, which would look like a store that is away.
const plainFetch = globalThis.fetch
globalThis.fetch = (input, init) => {
  const request = new Request(input, init)
  request.headers.set("Connection", "close")
  return plainFetch(request)
}
