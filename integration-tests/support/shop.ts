import { randomBytes } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import { bootStore } from "../../example/boot"
import type { RunningStore } from "../../example/boot"
import { storefront } from "../../example/storefront"
import type { Storefront } from "../../example/storefront"
import { startSimulator } from "../../src/simulator"
import type { Simulator, SimulatorOptions } from "../../src/simulator"
import { contextOf } from "../../src/settlement"
import type { Context } from "../../src/settlement"
import { dropDatabase, serverUrl } from "./database"
import { medusaBooks } from "./medusa-books"
import type { MedusaBooks } from "./medusa-books"

/** A real store on a database of its own, the PayBy it talks to, and both their books. */
export interface Shop {
  readonly store: RunningStore
  readonly simulator: Simulator
  readonly front: Storefront
  /** PayBy's module, ledger included, as the store runs it. */
  readonly ctx: Context
  readonly medusa: MedusaBooks
  close(): Promise<void>
}

/** What the store under test is started with, besides a fresh PayBy. */
export interface ShopOptions {
  simulator?: SimulatorOptions
  /** As PAYBY_POLICY: a preset's name, or JSON. */
  policy?: string
  /** How long one call to PayBy may take; as the plugin's default when absent. */
  deadlineMs?: number
}

/** Boots a store in this process. One at a time: Medusa keeps much of itself once per process. */
export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const simulator = await startSimulator(options.simulator)
  Object.assign(process.env, {
    PAYBY_BASE_URL: simulator.baseUrl,
    PAYBY_PARTNER_ID: simulator.partnerId,
    PAYBY_PRIVATE_KEY: simulator.merchantPrivateKey,
    PAYBY_PUBLIC_KEY: simulator.paybyPublicKey,
    PAYBY_POLICY: options.policy ?? "default",
    PAYBY_DEADLINE_MS: String(options.deadlineMs ?? ""),
  })
  const database = `payby_test_${randomBytes(6).toString("hex")}`
  const store = await bootStore({
    databaseUrl: serverUrl(database),
    port: 0,
    host: "127.0.0.1",
    admin: false,
    progress: () => undefined,
  })
  const { publishableKey } = store.seeded
  return {
    store,
    simulator,
    front: storefront({ store: store.address, publishableKey }),
    ctx: contextOf(store.container),
    medusa: medusaBooks(store.container.resolve(Modules.PAYMENT), store.container),
    close: async () => {
      await simulator.close()
      await store.stop()
      await dropDatabase(database)
    },
  }
}
