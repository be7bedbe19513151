import { execFile } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { z } from "@medusajs/framework/zod"
import type { Bench, Measure, Row } from "../harness/measure"

const ROOT = join(__dirname, "..", "..")
const PEER = "@medusajs/payment-stripe"
const run = promisify(execFile)

const manifest = z.object({ devDependencies: z.record(z.string(), z.string()) })

/** What npm puts on the disk for either plugin alone; what both want of Medusa a store has already. */
export const installedSize: Measure = {
  name: "installed-size",
  async take(bench) {
    const { devDependencies } = manifest.parse(
      JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")),
    )
    const folder = mkdtempSync(join(tmpdir(), "payby-size-"))
    try {
      const tarball = await packed(bench, folder)
      const ours = await installed(folder, "ours", tarball)
      const theirs = await installed(folder, "theirs", `${PEER}@${devDependencies[PEER]}`)
      return rows(ours, theirs)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

/** The package as `npm publish` would make it; a quick run takes the last build. */
async function packed(bench: Bench, folder: string): Promise<string> {
  const flags = bench.size(0, 1) === 1 ? ["--ignore-scripts"] : []
  const { stdout } = await run("npm", ["pack", ...flags, "--pack-destination", folder], {
    cwd: ROOT,
    maxBuffer: 64 * 1024 * 1024,
  })
  return join(folder, stdout.trim().split("\n").at(-1) ?? "")
}

interface Installed {
  readonly mebibytes: number
  readonly packages: number
}

async function installed(folder: string, name: string, what: string): Promise<Installed> {
  const prefix = mkdtempSync(join(folder, `${name}-`))
  writeFileSync(join(prefix, "package.json"), '{"name":"nothing-else","version":"1.0.0"}')
  const flags = ["--omit=peer", "--legacy-peer-deps", "--no-audit", "--no-fund", "--prefer-offline"]
  await run("npm", ["install", ...flags, what], { cwd: prefix })
  const files = readdirSync(join(prefix, "node_modules"), { recursive: true, withFileTypes: true })
  const bytes = files
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
  const lock = z.object({ packages: z.record(z.string(), z.unknown()) })
  const { packages } = lock.parse(
    JSON.parse(readFileSync(join(prefix, "package-lock.json"), "utf8")),
  )
  // The one without a name is the empty store itself.
  return { mebibytes: bytes / 1_048_576, packages: Object.keys(packages).length - 1 }
}

function rows(ours: Installed, theirs: Installed): Row[] {
  return [
    {
      name: "installed-size",
      what: "installed size of the plugin with all that it needs beside Medusa",
      against: `\`${PEER}\``,
      unit: "ratio",
      samples: [ours.mebibytes / theirs.mebibytes],
      goal: { atMost: 1 },
      limit:
        "Installed alone, without peers. Over half of it is the plugin itself: its admin pages, the simulator, the storefront kit and their types with source maps inlined. Medusa 2.21 brings `payment-stripe` along in every store.",
      facts: { "ours, MiB": ours.mebibytes, "theirs, MiB": theirs.mebibytes },
    },
    {
      name: "installed-packages",
      what: "packages that the plugin brings, itself included",
      against: `\`${PEER}\``,
      unit: "ratio",
      samples: [ours.packages / theirs.packages],
      goal: { atMost: 1 },
      limit:
        "Installed alone: most are what `axios` and `raw-body` need, which a store with Medusa has already and shares, as `csv-parse`. New to it are four: the plugin, `lean-qr`, `yauzl` and the one that needs; of `payment-stripe` two would be, itself and `stripe`.",
      facts: { "ours, packages": ours.packages, "theirs, packages": theirs.packages },
    },
  ]
}
