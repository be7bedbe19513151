import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"

/** `npm run medusa:newest`: installs the newest Medusa 2 in place of the lowest supported one, to test with it. */
const manifest: { devDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(__dirname, "..", "package.json"), "utf8"),
)
const lowest = manifest.devDependencies["@medusajs/medusa"]
const newest = Object.entries(manifest.devDependencies)
  .filter(([name, version]) => name.startsWith("@medusajs/") && version === lowest)
  .map(([name]) => `${name}@2`)

execFileSync("npm", ["install", "--save-dev", "--save-exact", ...newest], { stdio: "inherit" })
