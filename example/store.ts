import { createServer } from "node:net"
import { whenOrphaned } from "../scripts/orphan"
import { startPostgres } from "../scripts/postgres"
import { bootStore, type RunningStore } from "./boot"
import { startOwnPayBy } from "./own-payby"

/**
 * `npm run store [-- --json] [--admin]`: the example store, with everything it needs. For machines,
 * `--json` prints one line of JSON on standard output when the store is ready; all else goes to
 * standard error. The environment is described in CONTRIBUTING.md.
 */

const HOST = process.env.HOST || "127.0.0.1"
const USUAL_PORT = 9000

/** What to close at the end, last opened first. */
const closers: (() => Promise<void>)[] = []
let stopping = false

async function main(flags: ReadonlySet<string>): Promise<void> {
  const print = takeStandardOutput()
  const json = flags.has("--json")
  const simulator = process.env.PAYBY_BASE_URL ? null : await withSimulator()
  const store = await bootStore({
    databaseUrl: process.env.DATABASE_URL || (await withPostgres()),
    port: await wantedPort(process.env.PORT),
    host: HOST,
    admin: flags.has("--admin") || !json,
    progress: (step) => process.stderr.write(`store: ${step}\n`),
  })
  closers.push(() => store.stop())
  print(json ? JSON.stringify(described(store, simulator)) + "\n" : welcome(store, simulator))
}

function described(store: RunningStore, simulator: string | null) {
  return { store: store.address, ...store.seeded, simulator }
}

function welcome({ address, seeded }: RunningStore, simulator: string | null): string {
  return [
    "",
    `  shop              ${address}/shop/`,
    `  store             ${address}`,
    `  admin             ${address}/app`,
    `  sign in           ${seeded.admin.email}  ${seeded.admin.password}`,
    `  publishable key   ${seeded.publishableKey}`,
    `  PayBy             ${simulator ? `simulator at ${simulator}` : process.env.PAYBY_BASE_URL}`,
    "",
    "  Ctrl+C ends it.",
    "",
  ].join("\n")
}

async function withPostgres(): Promise<string> {
  process.stderr.write("store: starting PostgreSQL\n")
  const postgres = await startPostgres(undefined)
  closers.push(() => postgres.stop())
  return postgres.url("example_store")
}

/** Returns the address of a PayBy of our own. */
async function withSimulator(): Promise<string> {
  const simulator = await startOwnPayBy()
  closers.push(() => simulator.close())
  return simulator.url
}

/** PORT when it is given; otherwise Medusa's usual port, or a free one where that is taken. */
async function wantedPort(given: string | undefined): Promise<number> {
  if (given) return Number(given)
  return (await isFree(USUAL_PORT)) ? USUAL_PORT : 0
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once("error", () => done(false))
    probe.listen(port, HOST, () => probe.close(() => done(true)))
  })
}

/**
 * Medusa's log writes to standard output, which belongs to the one line machines read: from here on
 * everything goes to standard error, except through the function returned.
 */
function takeStandardOutput(): (text: string) => void {
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = process.stderr.write.bind(process.stderr)
  return (text) => void write(text)
}

async function end(code: number): Promise<void> {
  if (stopping) return
  stopping = true
  for (const close of closers.reverse()) {
    await close().catch((error: unknown) => complain(error))
  }
  process.exit(code)
}

function complain(error: unknown): void {
  process.stderr.write(`store: ${error instanceof Error ? error.stack : String(error)}\n`)
}

process.on("SIGTERM", () => void end(0))
process.on("SIGINT", () => void end(0))
// Whoever started us is gone: nobody is left to end us.
process.on("disconnect", () => void end(0))
whenOrphaned(() => void end(0))
main(new Set(process.argv.slice(2))).catch((error: unknown) => {
  complain(error)
  void end(1)
})
