import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { z } from "@medusajs/framework/zod"

const manifest = z.object({ name: z.string(), version: z.string() })

/** The plugin's version, from the manifest above this file, in the repository as in the package. */
export const VERSION = versionAbove(__dirname)

function versionAbove(folder: string): string {
  const parent = dirname(folder)
  if (parent === folder) return "unknown"
  try {
    const read = manifest.safeParse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")))
    if (read.success && read.data.name === "medusa-payment-payby") return read.data.version
  } catch {
    // There is no manifest in this folder, or it is none.
  }
  return versionAbove(parent)
}
