import { regenerateAll } from "./docs/generated"

/** `npm run docs`: writes into the guides what is generated from the code. A test compares them. */
regenerateAll().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
