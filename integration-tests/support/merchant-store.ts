import { spawn, type ChildProcess } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { z } from "@medusajs/framework/zod"

const ROOT = join(__dirname, "..", "..")
const FIXTURE = join(ROOT, "integration-tests", "heavy", "merchant-store")

/** What a store needs besides the plugin's peers; versions are those this repository is tested with. */
const TOOLS = ["@medusajs/cli", "@swc/core", "ts-node", "typescript"]

/** `medusa exec` loads a script from within the store, so the seed is copied there. */
const SEED_SCRIPT = `
import { writeFileSync } from "node:fs"
import { seedStore } from "../seed"
export default async ({ container, args: [file] }) =>
  writeFileSync(file, JSON.stringify(await seedStore(container)))
`

/** A store outside the repository, into which the plugin was installed from its tarball. */
export interface MerchantStore {
  readonly folder: string
  /** Runs Medusa's command line; resolves when it has ended well, rejects with its log otherwise. */
  medusa(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void>
  /** Starts Medusa's command line and leaves it running. */
  start(args: readonly string[], environment: NodeJS.ProcessEnv): ChildProcess
  remove(): void
}

/** Builds the package as `npm publish` would. Returns the tarball's path. */
export async function packPlugin(destination: string): Promise<string> {
  const output = await run("npm", ["pack", "--pack-destination", destination], { cwd: ROOT })
  return join(destination, output.trim().split("\n").at(-1) ?? "")
}

/**
 * Makes a store in a temporary folder, with the oldest version of every peer that the plugin allows, and
 * installs the tarball into it, from npm's cache.
 */
export async function installStore(tarball: string): Promise<MerchantStore> {
  const folder = mkdtempSync(join(tmpdir(), "payby-merchant-"))
  writeFileSync(join(folder, "package.json"), JSON.stringify(packageOf(tarball), null, 2))
  cpSync(join(FIXTURE, "medusa-config.ts"), join(folder, "medusa-config.ts"))
  mkdirSync(join(folder, "src", "scripts"), { recursive: true })
  writeFileSync(join(folder, "src", "scripts", "seed.ts"), SEED_SCRIPT)
  cpSync(join(ROOT, "example", "seed"), join(folder, "src", "seed"), { recursive: true })
  cpSync(join(ROOT, "tsconfig.json"), join(folder, "tsconfig.json"))
  await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"], { cwd: folder })
  const cli = join(folder, "node_modules", "@medusajs", "cli", "cli.js")
  const options = (environment: NodeJS.ProcessEnv) => ({ cwd: folder, environment })
  return {
    folder,
    medusa: async (args, environment) => {
      await run(process.execPath, [cli, ...args], options(environment))
    },
    start: (args, environment) => begin(process.execPath, [cli, ...args], options(environment)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const manifest = z.object({
  name: z.string(),
  peerDependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
  overrides: z.record(z.string(), z.string()),
})

function ourManifest() {
  return manifest.parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")))
}

/** The oldest version of each peer that the package says is enough. */
export function lowestPeers(): Record<string, string> {
  const { peerDependencies } = ourManifest()
  return Object.fromEntries(
    Object.entries(peerDependencies).map(([name, range]) => [name, lowestOf(range)]),
  )
}

/** Ranges here are written from the oldest on: `^1.2.3`, `>=1.2.3`, `^1.2.3 || ^2.0.0`. */
function lowestOf(range: string): string {
  const lowest = /^(?:\^|>=)?(\d+\.\d+\.\d+)(?: \|\| \S+)*$/.exec(range)?.[1]
  if (lowest === undefined) throw new Error(`${range} does not say what the lowest version is`)
  return lowest
}

function packageOf(tarball: string) {
  const ours = ourManifest()
  const tools = TOOLS.map((name) => [name, ours.devDependencies[name] ?? "*"])
  const peers = lowestPeers()
  return {
    name: "merchant-store",
    version: "1.0.0",
    private: true,
    dependencies: {
      ...Object.fromEntries(tools),
      ...peers,
      // The router's own peer, which has to be of React's version.
      "react-dom": peers.react,
      [ours.name]: `file:${tarball}`,
    },
    overrides: ours.overrides,
  }
}

interface RunOptions {
  cwd: string
  environment?: NodeJS.ProcessEnv
}

function begin(program: string, args: readonly string[], options: RunOptions): ChildProcess {
  // What makes this process a test must not make the store one.
  const { NODE_OPTIONS, NODE_ENV, ...inherited } = process.env
  return spawn(program, args, {
    cwd: options.cwd,
    env: { ...inherited, NODE_ENV: "development", ...options.environment },
    stdio: ["ignore", "pipe", "pipe"],
  })
}

/** What the program printed on standard output. */
function run(program: string, args: readonly string[], options: RunOptions): Promise<string> {
  const child = begin(program, args, options)
  let output = ""
  let log = ""
  child.stdout?.on("data", (chunk: Buffer) => {
    output += chunk.toString()
    log += chunk.toString()
  })
  child.stderr?.on("data", (chunk: Buffer) => (log += chunk.toString()))
  return new Promise((done, fail) => {
    child.once("error", fail)
    child.once("close", (code) => {
      if (code === 0) done(output)
      else fail(new Error(`${program} ${args.join(" ")} ended with ${code}:\n${log.slice(-4_000)}`))
    })
  })
}
