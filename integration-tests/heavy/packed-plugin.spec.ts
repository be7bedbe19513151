import { randomBytes } from "node:crypto"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { homedir, tmpdir } from "node:os"
import { join, relative } from "node:path"
import { ensureDatabase } from "../../example/database"
import { backOffice } from "../../example/demo/back-office"
import type { Seeded } from "../../example/seed"
import { checkOut, storefront } from "../../example/storefront"
import { startSimulator, type Simulator } from "../../src/simulator"
import { dropDatabase, serverUrl } from "../support/database"
import { eventually } from "../support/eventually"
import { freePort } from "../support/free-port"
import {
  installStore,
  lowestPeers,
  packPlugin,
  type MerchantStore,
} from "../support/merchant-store"

/** Everything that may be in the package. */
const ALLOWED = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
  /^\.medusa\/server\/src\/.+\.(js|mjs|d\.ts)$/,
  /^\.medusa\/server\/src\/modules\/payby\/migrations\/\.snapshot-[\w-]+\.json$/,
  // The folder of ES modules says that it is one.
  /^\.medusa\/server\/src\/storefront\/package\.json$/,
  /^\.medusa\/server\/medusa-plugin-options\.json$/,
]
const NEVER = /\.test\.|\.test-support\.|\.spec\.|integration-tests|example\//

const database = `payby_packed_${randomBytes(6).toString("hex")}`
const packed = mkdtempSync(join(tmpdir(), "payby-packed-"))
let merchant: MerchantStore
let simulator: Simulator

beforeAll(async () => {
  merchant = await installStore(await packPlugin(packed))
  simulator = await startSimulator()
}, 600_000)

afterAll(async () => {
  await simulator.close()
  merchant.remove()
  rmSync(packed, { recursive: true, force: true })
  await dropDatabase(database)
})

/** The files of the package as npm unpacked them at the merchant's. */
function files(): { path: string; text: string }[] {
  const root = join(merchant.folder, "node_modules", "medusa-payment-payby")
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(root, path).startsWith("node_modules"))
    .map((path) => ({
      path: relative(root, path).replaceAll("\\", "/"),
      text: readFileSync(path, "utf8"),
    }))
}

it("packs what the plugin needs and nothing else: no tests, no secrets, no paths of this machine", () => {
  const found = files()
  const strangers = found
    .map(({ path }) => path)
    .filter((path) => NEVER.test(path) || !ALLOWED.some((pattern) => pattern.test(path)))
  const secrets = [/BEGIN (RSA )?PRIVATE KEY-----\n/, join(__dirname, "..", ".."), homedir() + "/"]
  const leaks = found.filter(({ text }) =>
    secrets.some((secret) =>
      typeof secret === "string" ? text.includes(secret) : secret.test(text),
    ),
  )

  expect(found.map(({ path }) => path)).toEqual(
    expect.arrayContaining([
      ".medusa/server/src/simulator/cli.js",
      ".medusa/server/src/admin/index.mjs",
    ]),
  )
  expect(strangers).toEqual([])
  expect(leaks.map(({ path }) => path)).toEqual([])
})

it("brings pages for the admin that need nothing but what the package names as the merchant's", () => {
  const textOf = (path: string) => files().find((file) => file.path === path)?.text ?? ""
  const { peerDependencies }: { peerDependencies: Record<string, string> } = JSON.parse(
    textOf("package.json"),
  )
  const bundle = textOf(".medusa/server/src/admin/index.mjs")
  const imported = [...bundle.matchAll(/^import .+ from "((?:@[^/"]+\/)?[^/"]+)/gm)].map(
    ([, name = ""]) => name,
  )

  expect(imported).toContain("@medusajs/ui")
  expect(imported.filter((name) => !(name in peerDependencies))).toEqual([])
})

it.each([
  ["medusa-payment-payby/modules/payby", "default"],
  ["medusa-payment-payby/providers/payby", "default"],
  ["medusa-payment-payby/simulator", "startSimulator"],
  ["medusa-payment-payby/workflows", "checkStatementWorkflow"],
])("offers %s to a store", async (entry, name) => {
  const found = require.resolve(entry, { paths: [merchant.folder] })

  expect(found.startsWith(merchant.folder)).toBe(true)
  expect(readFileSync(found, "utf8")).toContain(`exports.${name}`)
})

it("is content with the lowest version of every peer that it names, and brings none of its own", () => {
  const modules = join(merchant.folder, "node_modules")
  const versionOf = (name: string) => {
    const { version }: { version: string } = JSON.parse(
      readFileSync(join(modules, name, "package.json"), "utf8"),
    )
    return version
  }
  const peers = Object.keys(lowestPeers())
  const own = join(modules, "medusa-payment-payby", "node_modules")

  expect(Object.fromEntries(peers.map((name) => [name, versionOf(name)]))).toEqual(lowestPeers())
  expect(peers.filter((name) => existsSync(join(own, name)))).toEqual([])
})

it("boots in a store outside the repository, on those lowest versions, and takes the same checkout", async () => {
  const port = String(await freePort())
  const environment = {
    DATABASE_URL: serverUrl(database),
    PORT: port,
    PAYBY_BASE_URL: simulator.baseUrl,
    PAYBY_PARTNER_ID: simulator.partnerId,
    PAYBY_PRIVATE_KEY: simulator.merchantPrivateKey,
    PAYBY_PUBLIC_KEY: simulator.paybyPublicKey,
  }
  const seedFile = join(packed, "seeded.json")
  await ensureDatabase(environment.DATABASE_URL)
  await merchant.medusa(["db:migrate", "--execute-safe-links", "--skip-scripts"], environment)
  await merchant.medusa(["exec", "./src/scripts/seed.ts", seedFile], environment)
  const seeded: Seeded = JSON.parse(readFileSync(seedFile, "utf8"))
  const store = `http://127.0.0.1:${port}`
  const running = merchant.start(["start", "--port", port], environment)
  const ended = new Promise((done) => running.once("exit", done))
  try {
    await eventually(
      async () => (await fetch(`${store}/health`).catch(() => null))?.ok ?? false,
      "health",
    )
    const shop = storefront({ store, publishableKey: seeded.publishableKey })
    const checkout = await checkOut(shop, { providerId: seeded.providerId })
    await simulator.pay(String(checkout.session.data["merchant_order_no"]))
    const office = await backOffice(store, seeded.admin)
    await eventually(
      async () => (await office.ordersOf(checkout.collectionId)).length > 0,
      "an order in the merchant's store",
    )
    const orders = await office.ordersOf(checkout.collectionId)

    expect(orders).toHaveLength(1)
    expect(orders[0]).toMatchObject({ payment_status: "captured", total: checkout.cart.total })
    expect(simulator.callCount()).toBe(1)
  } finally {
    running.kill("SIGTERM")
    await ended
  }
}, 600_000)
