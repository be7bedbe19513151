import { whenOrphaned } from "../scripts/orphan"
import { startPostgres } from "../scripts/postgres"
import { startSimulator, type Simulator } from "../src/simulator"
import { backOffice, type BackOffice } from "./demo/back-office"
import { startChildStore, type ChildStore } from "./demo/child-store"
import { comparison } from "./demo/comparison"
import { bold, cyan, dim, red } from "./demo/paint"
import { openPayPage } from "./demo/pay-page"
import { Progress } from "./demo/progress"
import { shopping } from "./demo/shopping"
import { Timeline } from "./demo/timeline"
import { Watch } from "./demo/watch"
import { checkOut, storefront, type Checkout } from "./storefront"

/**
 * `npm run demo [-- --keep]`: one checkout from the cart to the paid order, told as it happens. The
 * shopper pays on PayBy's page and never comes back. `--keep` leaves everything running.
 */

const ORDER_WITHIN_MS = 60_000
const STEPS: Readonly<Record<string, string>> = {
  "migrating the database": "Migrating the database",
  "loading Medusa": "Loading Medusa",
  seeding: "Filling the shelves",
}

const progress = new Progress()
/** What to close at the end, last opened first. */
const closers: (() => Promise<void>)[] = []
/** The story is told and everything is left running. */
let open = false

interface Stage {
  simulator: Simulator
  store: ChildStore
  office: BackOffice
}

async function main(keep: boolean): Promise<number> {
  say(`\n  ${bold("medusa-payment-payby")}  ${dim("from the cart to the paid order")}\n`)
  const stage = await prepare(keep)
  say(`\n  ${bold("The checkout")}\n`)
  const agree = await play(stage)
  if (keep) await leaveOpen(stage)
  return agree ? 0 : 1
}

async function prepare(keep: boolean): Promise<Stage> {
  progress.begin("Starting PostgreSQL")
  const postgres = await startPostgres()
  closers.push(() => postgres.stop())
  progress.begin("Starting a PayBy")
  const simulator = await startSimulator()
  closers.push(() => simulator.close())
  progress.begin("Starting the store")
  const store = await startChildStore({
    environment: {
      DATABASE_URL: process.env.DATABASE_URL || postgres.url("payby_demo"),
      PAYBY_BASE_URL: simulator.baseUrl,
      PAYBY_PARTNER_ID: simulator.partnerId,
      PAYBY_PRIVATE_KEY: simulator.merchantPrivateKey,
      PAYBY_PUBLIC_KEY: simulator.paybyPublicKey,
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
    },
    admin: keep,
    progress: (step) => progress.begin(STEPS[step] ?? step),
  })
  closers.push(() => store.stop())
  progress.done()
  return { simulator, store, office: await backOffice(store.store, store.admin) }
}

async function play({ simulator, store, office }: Stage): Promise<boolean> {
  const timeline = new Timeline()
  const watch = new Watch(timeline, simulator, office)
  const shop = storefront({ ...store, observe: shopping(timeline) })
  const checkout = await checkOut(shop, { providerId: store.providerId })
  const { merchantOrderNo, payUrl } = payment(checkout)
  watch.catchUp()
  watch.expect(checkout.collectionId)
  timeline.tell("shopper", "is sent to PayBy's page", `AED ${checkout.cart.total.toFixed(2)}`)
  const page = await openPayPage(payUrl)
  timeline.tell("shopper", "pays, and closes the tab", "never returns to the shop")
  await page.pay()
  const order = await watch.order(ORDER_WITHIN_MS)
  watch.end()
  if (!order) throw new Error("No order appeared in Medusa")
  const calls = simulator.calls({ merchantOrderNo }).length
  const { text, agree } = comparison(order, simulator.books.order(merchantOrderNo), calls)
  say(`\n  ${bold("In the end")}\n`)
  say(text)
  return agree
}

/** Leaves a second cart at the pay page for whoever wants to pay it by hand, until Ctrl+C. */
async function leaveOpen({ simulator, store, office }: Stage): Promise<void> {
  open = true
  const checkout = await checkOut(storefront(store), { providerId: store.providerId })
  const { payUrl } = payment(checkout)
  say(`\n  ${bold("Everything keeps running")}\n`)
  say(address("shop", `${store.store}/shop/`, "buy something yourself, in English or Arabic"))
  say(address("store", store.store))
  say(address("admin", `${store.store}/app`, `${store.admin.email}  ${store.admin.password}`))
  say(address("pay page", payUrl, "a second cart waits here to be paid"))
  say(address("PayBy's side", simulator.control, "orders, faults and notifications, over HTTP"))
  say(`\n  ${dim("Ctrl+C ends it.")}\n`)
  const watch = new Watch(new Timeline(), simulator, office)
  watch.expect(checkout.collectionId)
  await interrupted
  watch.end()
}

/** What the storefront was told about the payment it started. */
function payment({ session }: Checkout): { merchantOrderNo: string; payUrl: string } {
  const { merchant_order_no: merchantOrderNo, pay_url: payUrl } = session.data
  if (typeof merchantOrderNo !== "string" || typeof payUrl !== "string") {
    throw new Error("The payment session has no link to PayBy's page")
  }
  return { merchantOrderNo, payUrl }
}

function address(name: string, where: string, note = ""): string {
  return `  ${name.padEnd(14)}${cyan(where)}${note ? `\n${" ".repeat(16)}${dim(note)}` : ""}`
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

async function end(code: number): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close().catch(() => undefined)
  process.exit(code)
}

const keep = process.argv.includes("--keep")
/** What keeps running is ended by the first Ctrl+C; everything else by any. */
const interrupted = new Promise<void>((done) => {
  process.once("SIGINT", () => (open ? done() : void end(130)))
})
process.on("SIGTERM", () => void end(143))
whenOrphaned(() => void end(143))
main(keep).then(
  (code) => {
    say("")
    return end(code)
  },
  (error: unknown) => {
    progress.failed()
    process.stderr.write(`\n  ${red(error instanceof Error ? error.message : String(error))}\n\n`)
    return end(1)
  },
)
