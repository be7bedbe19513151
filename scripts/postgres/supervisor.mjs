// Owns one PostgreSQL server: makes the cluster, starts it, and stops it and removes its folder as
// soon as standard input closes. The kernel closes that pipe even when whoever started us dies of
// SIGKILL, so nothing is left behind. Plain JavaScript, so that it starts without a compiler.
//
// Standard input: one line of JSON (the order, see index.ts), then silence until the end.
// Standard output: one line of JSON, {"port": n} or {"failed": "why"}.
import { spawn } from "node:child_process"
import { chownSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"
import { createInterface } from "node:readline"

const ATTEMPTS = 3
const READY = /database system is ready to accept connections/
const environment = { ...process.env, LC_ALL: "C", TZ: "UTC" }

/** @type {import("node:child_process").ChildProcess | undefined} */
let server
/** @type {import("./index.js").Order | undefined} */
let order
let stopping = false

const input = createInterface({ input: process.stdin })
input.once("line", (line) => {
  order = JSON.parse(line)
  begin().catch((error) => finish(String(error.message ?? error)))
})
process.stdin.on("end", () => finish())
process.stdin.on("error", () => finish())
process.stdout.on("error", () => finish())

async function begin() {
  if (!order) return
  const { folder, account } = order
  const data = join(folder, "data")
  mkdirSync(data, { mode: 0o700 })
  const passwordFile = join(folder, "password")
  writeFileSync(passwordFile, order.password, { mode: 0o600 })
  if (account) {
    for (const path of [data, passwordFile]) chownSync(path, account.uid, account.gid)
  }
  await run("initdb", [
    ...["--pgdata", data, "--username", order.user, "--pwfile", passwordFile],
    ...["--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale", "--no-sync"],
  ])
  for (let attempt = 1; ; attempt++) {
    const port = await freePort()
    const trouble = await serve(data, port)
    if (!trouble) return answer({ port })
    // Somebody else may have taken the port between our look and the server's.
    if (attempt === ATTEMPTS) throw new Error(`PostgreSQL did not start: ${trouble}`)
  }
}

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<void>}
 */
function run(program, args) {
  return new Promise((done, fail) => {
    const child = launch(program, args, "pipe")
    let said = ""
    child.stdout?.on("data", (chunk) => (said += chunk))
    child.stderr?.on("data", (chunk) => (said += chunk))
    child.once("error", fail)
    child.once("exit", (code) =>
      code === 0 ? done() : fail(new Error(`${program} failed (${code}): ${said.trim()}`)),
    )
  })
}

/**
 * Starts the server and waits until it takes connections.
 *
 * @param {string} data
 * @param {number} port
 * @returns {Promise<string | undefined>} what went wrong, if anything did
 */
async function serve(data, port) {
  const log = join(data, "..", "postgres.log")
  const settings = [
    "listen_addresses=localhost",
    "unix_socket_directories=",
    "max_connections=200",
    "shared_buffers=128MB",
    // The cluster is thrown away with its folder: surviving a power cut is worth nothing here.
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
  ]
  const child = launch(
    "postgres",
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    openSync(log, "w"),
  )
  server = child
  let gone = false
  child.once("error", () => (gone = true))
  child.once("exit", () => {
    gone = true
    if (server === child && answered) finish("PostgreSQL ended by itself")
  })
  while (!gone) {
    if (READY.test(readFileSync(log, "utf8"))) return undefined
    await new Promise((wake) => setTimeout(wake, 25))
  }
  return readFileSync(log, "utf8").trim().split("\n").slice(-5).join(" | ")
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {"pipe" | number} output
 */
function launch(program, args, output) {
  if (!order) throw new Error("no order yet")
  return spawn(join(order.binaries, program), args, {
    cwd: order.folder,
    env: environment,
    stdio: ["ignore", output, output],
    ...order.account,
  })
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done, fail) => {
    const probe = createServer()
    probe.once("error", fail)
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address()
      const port = address && typeof address === "object" ? address.port : 0
      probe.close(() => done(port))
    })
  })
}

let answered = false

/** @param {{ port: number } | { failed: string }} message */
function answer(message) {
  answered = true
  process.stdout.write(JSON.stringify(message) + "\n")
}

/** @param {string} [failure] */
function finish(failure) {
  if (stopping) return
  stopping = true
  if (failure && !answered) answer({ failed: failure })
  const leave = () => {
    if (order) rmSync(order.folder, { recursive: true, force: true })
    process.exit(failure ? 1 : 0)
  }
  if (!server || server.exitCode !== null || server.signalCode !== null) return leave()
  server.once("exit", leave)
  // SIGINT is PostgreSQL's fast shutdown: it ends open sessions and does not wait for them.
  server.kill("SIGINT")
  setTimeout(() => server?.kill("SIGKILL"), 10_000).unref()
}
