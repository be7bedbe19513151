import { generateKeyPairSync, randomBytes } from "node:crypto"
import { storefront } from "../../example/storefront"
import type { Storefront } from "../../example/storefront"
import { startSimulator } from "../../src/simulator"
import type { Simulator } from "../../src/simulator"
import { asAdministrator } from "./admin"
import { dropDatabase, serverUrl } from "./database"
import { freePort } from "./free-port"
import { startPostgresProxy } from "./postgres-proxy"
import type { PostgresProxy } from "./postgres-proxy"
import { readyLine, startStoreProcess } from "./store-process"
import type { ReadyStore, StoreProcess } from "./store-process"

/** A store in a process of its own, which can die and be started again on the same books. */
export interface Program {
  readonly simulator: Simulator
  /** PEM: what PayBy signs with, for tests that have to speak as PayBy. */
  readonly paybyPrivateKey: string
  readonly database: string
  readonly postgres: PostgresProxy
  /** The process that runs now, or ran last. */
  readonly process: StoreProcess
  readonly store: ReadyStore
  readonly front: Storefront
  /** Posts something to the admin API, as the seeded administrator. @throws when it is refused */
  admin(path: string, body: unknown): Promise<void>
  /** Starts the store; it takes the address it had before. */
  start(environment?: NodeJS.ProcessEnv): Promise<void>
  close(): Promise<void>
}

/** Prepares PayBy, a database and the way between; the store itself is started by the test. */
export async function prepareProgram(): Promise<Program> {
  const { privateKey: paybyPrivateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  })
  const simulator = await startSimulator({
    paybyPrivateKey,
    refundSettlesAfterMs: 100,
    refundSucceedsAfterMs: 200,
  })
  const database = `payby_program_${randomBytes(6).toString("hex")}`
  const postgres = await startPostgresProxy(new URL(serverUrl(database)))
  const port = String(await freePort())
  let running: { process: StoreProcess; store: ReadyStore; front: Storefront } | undefined
  const now = () => {
    if (running === undefined) throw new Error("the store was not started yet")
    return running
  }
  return {
    simulator,
    paybyPrivateKey,
    database,
    postgres,
    get process() {
      return now().process
    },
    get store() {
      return now().store
    },
    get front() {
      return now().front
    },
    admin: (path, body) => asAdministrator(now().store, path, body),
    async start(environment = {}) {
      const process = startStoreProcess({
        PORT: port,
        DATABASE_URL: postgres.url,
        PAYBY_BASE_URL: simulator.baseUrl,
        PAYBY_PARTNER_ID: simulator.partnerId,
        PAYBY_PRIVATE_KEY: simulator.merchantPrivateKey,
        PAYBY_PUBLIC_KEY: simulator.paybyPublicKey,
        ...environment,
      })
      const store = readyLine.parse(JSON.parse(await process.ready))
      running = { process, store, front: storefront(store) }
    },
    async close() {
      await running?.process.end("SIGTERM")
      await simulator.close()
      await postgres.close()
      await dropDatabase(database)
    },
  }
}
