import { spawn } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "@medusajs/framework/zod"
import { ensureDatabase } from "../../example/database"
import { freePort } from "../../integration-tests/support/free-port"
import type { Measure } from "../harness/measure"
import { spreadOf } from "../harness/statistics"
import { inTurns } from "../harness/turns"
import { startStandIn } from "../payby/stand-in"
import { benchDatabase } from "../store/store"

const ROOT = join(__dirname, "..", "..")
const PLUGIN = "medusa-payment-payby"

/**
 * From the start of `medusa start` to the first healthy answer, with the plugin as it is built for npm and
 * without it. The database is migrated beforehand.
 */
export const boot: Measure = {
  name: "boot",
  async take(bench) {
    const payby = await startStandIn()
    const database = benchDatabase()
    // Within the repository, so that it finds Medusa where the repository does.
    mkdirSync(join(ROOT, ".cache"), { recursive: true })
    const folder = mkdtempSync(join(ROOT, ".cache", "bench-store-"))
    const environment = {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: database.url,
      MEDUSA_DISABLE_TELEMETRY: "1",
      PAYBY_OPTIONS: JSON.stringify({
        baseUrl: payby.baseUrl,
        partnerId: payby.partnerId,
        privateKey: payby.merchantPrivateKey,
        paybyPublicKeys: [payby.paybyPublicKey],
        notifyUrl: "http://127.0.0.1:9000/hooks/payby",
        returnUrl: "http://127.0.0.1:8000/return",
      }),
    }
    try {
      install(folder)
      await ensureDatabase(database.url)
      const migrate = ["db:migrate", "--execute-safe-links", "--skip-scripts"]
      const migrated = await ended(folder, migrate, environment)
      if (migrated !== 0) throw new Error("the database could not be migrated")
      const times: { with: number[]; without: number[] } = { with: [], without: [] }
      const noted = (to: number[], plugin: boolean) => async () => {
        const seconds = await secondsToHealth(folder, {
          ...environment,
          ...(plugin ? {} : { WITHOUT_PAYBY: "1" }),
        })
        to.push(seconds)
        return seconds
      }
      await noted([], true)()
      const ratios = await inTurns(
        bench.size(6, 2),
        noted(times.with, true),
        noted(times.without, false),
      )
      return [
        {
          name: "boot",
          what: "time that the plugin adds to a store's start",
          against: "the same store without it",
          unit: "% more",
          samples: ratios.map((ratio) => (ratio - 1) * 100),
          goal: { atMost: 5 },
          limit:
            "Reading the plugin's files, checking its options and registering nine tables, two jobs and two dozen routes.",
          facts: {
            "with, s": spreadOf(times.with).median,
            "without, s": spreadOf(times.without).median,
          },
        },
      ]
    } finally {
      rmSync(folder, { recursive: true, force: true })
      await database.remove()
      await payby.close()
    }
  },
}

const CONFIG = `
const { defineConfig } = require("@medusajs/framework/utils")
const { DATABASE_URL, PAYBY_OPTIONS, WITHOUT_PAYBY } = process.env
const cors = "http://localhost:8000"
module.exports = defineConfig({
  projectConfig: {
    databaseUrl: DATABASE_URL,
    http: { storeCors: cors, adminCors: cors, authCors: cors, jwtSecret: "bench", cookieSecret: "bench" },
  },
  admin: { disable: true },
  ...(WITHOUT_PAYBY ? {} : {
    plugins: [{ resolve: "${PLUGIN}", options: JSON.parse(PAYBY_OPTIONS) }],
    modules: [{
      resolve: "@medusajs/medusa/payment",
      dependencies: ["payby"],
      options: { providers: [{ resolve: "${PLUGIN}/providers/payby", id: "payby" }] },
    }],
  }),
})
`

const manifest = z.object({ devDependencies: z.record(z.string(), z.string()) })

/** A store, and the plugin as the last build made it. */
function install(folder: string): void {
  const plugin = join(folder, "node_modules", PLUGIN)
  cpSync(join(ROOT, ".medusa", "server"), join(plugin, ".medusa", "server"), { recursive: true })
  cpSync(join(ROOT, "package.json"), join(plugin, "package.json"))
  const { devDependencies } = manifest.parse(
    JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")),
  )
  // By its own dependencies Medusa's command line knows a store.
  const dependencies = Object.fromEntries(
    ["@medusajs/framework", "@medusajs/medusa"].map((name) => [name, devDependencies[name]]),
  )
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "bench-store", version: "1.0.0", dependencies }),
  )
  writeFileSync(join(folder, "medusa-config.js"), CONFIG)
  mkdirSync(join(folder, "src"))
}

function start(folder: string, args: readonly string[], environment: NodeJS.ProcessEnv) {
  const cli = join(ROOT, "node_modules", "@medusajs", "cli", "cli.js")
  return spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "ignore", "inherit"],
  })
}

function ended(
  folder: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<number | null> {
  return new Promise((done) => start(folder, args, environment).once("exit", done))
}

async function secondsToHealth(folder: string, environment: NodeJS.ProcessEnv): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const store = start(folder, ["start", "--port", String(port)], environment)
  const gone = new Promise<number | null>((done) => store.once("exit", done))
  let code: number | null | undefined
  void gone.then((ended) => (code = ended))
  for (;;) {
    const said = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null)
    if (said?.ok) break
    if (code !== undefined) throw new Error(`the store ended with ${code}`)
    await new Promise((wake) => setTimeout(wake, 20))
  }
  const seconds = (performance.now() - began) / 1_000
  store.kill("SIGTERM")
  await gone
  return seconds
}
