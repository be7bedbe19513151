import { randomBytes } from "node:crypto"
import { startChildStore, type ChildStore } from "../../example/demo/child-store"
import { storefront, type Storefront } from "../../example/storefront"
import { startSimulator, type Simulator } from "../../src/simulator"
import { dropDatabase, rowsOf, serverUrl } from "./database"
import { freePort } from "./free-port"

/** A real store with its admin, in a process of its own, and the PayBy it talks to. */
export interface AdminShop {
  readonly store: ChildStore
  readonly simulator: Simulator
  readonly front: Storefront
  /** Asks the Admin API as the store's administrator; rejects with what it answers instead. */
  api<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T>
  /** Runs one statement on the store's database, past the store. */
  sql(statement: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

/** `policy` as PAYBY_POLICY: a preset's name, or JSON. */
export async function openAdminShop(policy: string): Promise<AdminShop> {
  const simulator = await startSimulator()
  const database = `payby_admin_${randomBytes(6).toString("hex")}`
  const store = await startChildStore({
    environment: {
      // The admin is served as it is to a merchant who develops: built on demand.
      NODE_ENV: "development",
      NODE_OPTIONS: "",
      PORT: String(await freePort()),
      DATABASE_URL: serverUrl(database),
      PAYBY_BASE_URL: simulator.baseUrl,
      PAYBY_PARTNER_ID: simulator.partnerId,
      PAYBY_PRIVATE_KEY: simulator.merchantPrivateKey,
      PAYBY_PUBLIC_KEY: simulator.paybyPublicKey,
      PAYBY_POLICY: policy,
      // As long as it may be: nothing here waits for a call to end in vain.
      PAYBY_DEADLINE_MS: "10000",
    },
    admin: true,
    progress: () => undefined,
  })
  const { email, password } = store.admin
  const token = (
    await ask<{ token: string }>(`${store.store}/auth/user/emailpass`, "POST", { email, password })
  ).token
  return {
    store,
    simulator,
    front: storefront(store),
    api: (method, path, body) => ask(store.store + path, method, body, token),
    sql: (statement, values) => rowsOf(database, statement, values),
    close: async () => {
      await simulator.close()
      await store.stop()
      await dropDatabase(database)
    },
  }
}

async function ask<T>(url: string, method: string, body?: unknown, token?: string): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: {
      "Content-Type": "application/json",
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${url} was answered ${response.status}: ${text}`)
  const answer: T = JSON.parse(text)
  return answer
}
