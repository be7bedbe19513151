import type { MedusaContainer } from "@medusajs/framework/types"
import { createServer, type RequestListener, type Server } from "node:http"
import { join } from "node:path"
import type { Seeded } from "./seed"

/** How long requests that are under way may take to finish once the store is told to stop. */
const FINISH_MS = 5_000
/** How long Medusa may take to close its connections after that. */
const CLOSE_MS = 8_000
/** How long to wait for a port that is taken, and how often to try. */
const PORT_MS = 10_000
const PORT_AGAIN_MS = 250

export interface BootOptions {
  databaseUrl: string
  /** 0 takes a free one. */
  port: number
  host: string
  /** Serve Medusa's admin, too: slower to start, and heavier. */
  admin: boolean
  /** Told what comes next, in a few words. */
  progress: (step: string) => void
}

export interface RunningStore {
  address: string
  container: MedusaContainer
  seeded: Seeded
  /** Takes no new requests, lets the running ones finish, and closes what Medusa opened. */
  stop(): Promise<void>
}

/**
 * Boots the repository as a store in this process: database, migrations, modules, seed. The port is
 * taken first and answers 503 until the store is ready, so nobody else gets it meanwhile and PayBy
 * is asked to repeat what it sends too early.
 *
 * `medusa-config.ts` reads the environment; what is decided here is written there before it loads.
 */
export async function bootStore(options: BootOptions): Promise<RunningStore> {
  let handle: RequestListener = notReady
  const server = createServer((request, response) => handle(request, response))
  const port = await listen(server, options.port, options.host)
  Object.assign(process.env, {
    PORT: String(port),
    DATABASE_URL: options.databaseUrl,
    DISABLE_MEDUSA_ADMIN: String(!options.admin),
    MEDUSA_DISABLE_TELEMETRY: "1",
    NODE_ENV: process.env.NODE_ENV ?? "development",
  })
  const directory = join(__dirname, "..")
  process.chdir(directory)
  // Medusa reads the environment while it is loaded, hence not before this point. (`import()` would
  // go to Node's own loader, which knows no TypeScript.)
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { loadStore }: typeof import("./load") = require("./load")
  const { container, app, seeded, shutdown } = await loadStore(directory, options)
  handle = app
  return {
    address: `http://${options.host}:${port}`,
    container,
    seeded,
    stop: async () => {
      await stopServing(server)
      await within(CLOSE_MS, shutdown())
    },
  }
}

const notReady: RequestListener = (_request, response) => {
  response.writeHead(503, { "Content-Type": "text/plain", "Retry-After": "2" })
  response.end("The store is starting.\n")
}

/** Takes the port, waiting for it while an instance that was just ended lets go of it. */
async function listen(server: Server, port: number, host: string): Promise<number> {
  const until = Date.now() + PORT_MS
  for (;;) {
    try {
      return await tryToListen(server, port, host)
    } catch (error) {
      const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE"
      if (!taken || Date.now() > until) throw error
      await new Promise((wake) => setTimeout(wake, PORT_AGAIN_MS))
    }
  }
}

function tryToListen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((done, fail) => {
    server.once("error", fail)
    server.listen(port, host, () => {
      server.off("error", fail)
      const address = server.address()
      if (address && typeof address === "object") done(address.port)
      else fail(new Error("The store's server has no port"))
    })
  })
}

async function stopServing(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()))
  // A browser keeps connections open that carry nothing: those would hold the server for ever.
  server.closeIdleConnections()
  await within(FINISH_MS, closed)
  server.closeAllConnections()
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((done) => {
    timer = setTimeout(done, ms)
  })
  await Promise.race([work, enough]).finally(() => clearTimeout(timer))
}
