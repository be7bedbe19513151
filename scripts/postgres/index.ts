import { spawn, spawnSync, type ChildProcess } from "node:child_process"
import { randomBytes } from "node:crypto"
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { postgresAccount, type Account } from "./account"
import { runnableBinaries } from "./binaries"

/** A PostgreSQL server that takes connections, and its administrator. */
export interface Postgres {
  host: string
  port: number
  user: string
  password: string
  /** False when the server is the one `DATABASE_URL` names: that one is never stopped by us. */
  embedded: boolean
  /** The address of a database on this server. The database need not exist. */
  url(database: string): string
  /** Stops an embedded server and removes its data; leaves any other server alone. */
  stop(): Promise<void>
}

/** What the supervisor is told on its standard input. */
export interface Order {
  folder: string
  binaries: string
  account?: Account
  user: string
  password: string
}

/**
 * The server `databaseUrl` names, or, without one, a throw-away server from the binaries that npm
 * installed. The latter ends with this process, however this process ends.
 */
export async function startPostgres(
  databaseUrl: string | undefined = process.env.DATABASE_URL,
): Promise<Postgres> {
  return databaseUrl ? existingServer(databaseUrl) : embeddedServer()
}

function existingServer(databaseUrl: string): Postgres {
  const address = new URL(databaseUrl)
  return {
    host: address.hostname,
    port: Number(address.port || 5432),
    user: decodeURIComponent(address.username),
    password: decodeURIComponent(address.password),
    embedded: false,
    url(database) {
      const other = new URL(databaseUrl)
      other.pathname = `/${database}`
      return other.href
    },
    stop: async () => {},
  }
}

async function embeddedServer(): Promise<Postgres> {
  const account = postgresAccount()
  const folder = temporaryFolder(account)
  const order: Order = { folder, binaries: "", account, user: "postgres", password: secret() }
  let supervisor: ChildProcess
  try {
    order.binaries = runnableBinaries(folder, account)
    supervisor = spawn(process.execPath, [join(__dirname, "supervisor.mjs")], {
      // Its own process group: Ctrl+C in the terminal must reach PostgreSQL through us, in order.
      detached: true,
      stdio: ["pipe", "pipe", "inherit"],
      // The options of the parent's Node (loaders, inspectors) are not the supervisor's.
      env: { ...process.env, NODE_OPTIONS: "" },
    })
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  supervisor.stdin?.write(JSON.stringify(order) + "\n")
  const port = await firstWord(supervisor)
  // The pipes stay open without keeping this process alive.
  supervisor.unref()
  for (const pipe of [supervisor.stdin, supervisor.stdout]) unreference(pipe)
  const { user, password } = order
  return {
    host: "localhost",
    port,
    user,
    password,
    embedded: true,
    url: (database) => `postgres://${user}:${password}@localhost:${port}/${database}`,
    stop: () => stop(supervisor),
  }
}

/** A folder the account may enter; /tmp where TMPDIR is closed to it. */
function temporaryFolder(account: Account | undefined): string {
  const parent = [tmpdir(), "/tmp"].find((path) => mayEnter(path, account)) ?? tmpdir()
  const folder = mkdtempSync(join(parent, "payby-postgres-"))
  chmodSync(folder, 0o700)
  if (account) chownSync(folder, account.uid, account.gid)
  return folder
}

function mayEnter(path: string, account: Account | undefined): boolean {
  if (!account) return true
  const { status } = spawnSync("/bin/sh", ["-c", 'cd "$0"', path], { cwd: "/", ...account })
  return status === 0
}

function secret(): string {
  return randomBytes(16).toString("hex")
}

/** The port PostgreSQL listens at, as soon as it does. */
function firstWord(supervisor: ChildProcess): Promise<number> {
  return new Promise((done, fail) => {
    const output = supervisor.stdout
    if (!output) return fail(new Error("The supervisor of PostgreSQL has no output"))
    const lines = createInterface({ input: output })
    lines.once("line", (line) => {
      const word: { port: number } | { failed: string } = JSON.parse(line)
      if ("port" in word) done(word.port)
      else fail(new Error(word.failed))
    })
    supervisor.once("error", fail)
    supervisor.once("exit", () => fail(new Error("The supervisor of PostgreSQL ended too early")))
  })
}

function unreference(pipe: unknown): void {
  if (isSocketLike(pipe)) pipe.unref()
}

function isSocketLike(pipe: unknown): pipe is { unref(): void } {
  return (
    typeof pipe === "object" && pipe !== null && "unref" in pipe && typeof pipe.unref === "function"
  )
}

function stop(supervisor: ChildProcess): Promise<void> {
  if (supervisor.exitCode !== null || supervisor.signalCode !== null) return Promise.resolve()
  return new Promise((done) => {
    supervisor.ref()
    supervisor.once("exit", () => done())
    supervisor.stdin?.end()
  })
}
