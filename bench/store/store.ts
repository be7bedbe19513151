import { randomBytes } from "node:crypto"
import { join } from "node:path"
import type { z } from "@medusajs/framework/zod"
import { storefront } from "../../example/storefront"
import type { Storefront } from "../../example/storefront"
import { asAdministrator } from "../../integration-tests/support/admin"
import { dropDatabase, serverUrl } from "../../integration-tests/support/database"
import { freePort } from "../../integration-tests/support/free-port"
import { readyLine, startStoreProcess } from "../../integration-tests/support/store-process"

/** The PayBy that a store is pointed at: the simulator, or the stand-in that answers at once. */
export interface PayByAddress {
  readonly baseUrl: string
  readonly partnerId: string
  readonly merchantPrivateKey?: string
  readonly paybyPublicKey: string
}

/** The example store in a process of its own, as in production, with a look inside. */
export interface BenchStore {
  readonly address: string
  readonly front: Storefront
  readonly regionId: string
  readonly publishableKey: string
  readonly pid: number
  /** Asks the probe within the store's process. */
  probe<T extends z.ZodType>(path: string, answer: T): Promise<z.infer<T>>
  /** Posts something to the admin API, as the seeded administrator. @throws when it is refused */
  admin(path: string, body: unknown): Promise<void>
  stop(): Promise<void>
}

/** A database of its own for one measure; `remove` it when its stores have stopped. */
export function benchDatabase(): { name: string; url: string; remove(): Promise<void> } {
  const name = `payby_bench_${randomBytes(6).toString("hex")}`
  return { name, url: serverUrl(name), remove: () => dropDatabase(name) }
}

/** Starts a store on a database, which it prepares and seeds unless that was done. */
export async function startStore(
  databaseUrl: string,
  payby: PayByAddress,
  environment: NodeJS.ProcessEnv = {},
): Promise<BenchStore> {
  const probePort = await freePort()
  const process = startStoreProcess({
    NODE_ENV: "production",
    LOG_LEVEL: "error",
    MEDUSA_DISABLE_TELEMETRY: "1",
    NODE_OPTIONS: `--require ts-node/register --require ${join(__dirname, "probe.ts")}`,
    BENCH_PROBE_PORT: String(probePort),
    PORT: String(await freePort()),
    DATABASE_URL: databaseUrl,
    PAYBY_BASE_URL: payby.baseUrl,
    PAYBY_PARTNER_ID: payby.partnerId,
    PAYBY_PRIVATE_KEY: payby.merchantPrivateKey,
    PAYBY_PUBLIC_KEY: payby.paybyPublicKey,
    ...environment,
  })
  const { store, publishableKey, admin, regionId } = readyLine.parse(
    JSON.parse(await process.ready),
  )
  return {
    address: store,
    front: storefront({ store, publishableKey }),
    regionId,
    publishableKey,
    pid: process.child.pid ?? 0,
    probe: async (path, answer) => {
      const said = await fetch(`http://127.0.0.1:${probePort}${path}`)
      return answer.parse(await said.json())
    },
    admin: (path, body) => asAdministrator({ store, admin }, path, body),
    stop: async () => {
      await process.end("SIGTERM")
    },
  }
}
