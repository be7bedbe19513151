import { execFileSync } from "node:child_process"
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/**
 * The second half of `npm run build`: what runs in browsers, as ES modules with types, beside what
 * Medusa's own build made for Node. The compiler writes elsewhere first, because it would write what
 * the kit imports types from as well, and Node's half of that is there already.
 */
const ROOT = join(__dirname, "..")
const COMPILED = join(ROOT, ".medusa", "storefront")
const SHIPPED = join(ROOT, ".medusa", "server", "src", "storefront")

rmSync(COMPILED, { recursive: true, force: true })
execFileSync(
  process.execPath,
  [join(ROOT, "node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.storefront.json"],
  { cwd: ROOT, stdio: "inherit" },
)
rmSync(SHIPPED, { recursive: true, force: true })
mkdirSync(SHIPPED, { recursive: true })
cpSync(join(COMPILED, "storefront"), SHIPPED, { recursive: true })
// Everything else in the package is CommonJS.
const kind = { type: "module", sideEffects: false }
writeFileSync(join(SHIPPED, "package.json"), `${JSON.stringify(kind, null, 2)}\n`)
rmSync(COMPILED, { recursive: true, force: true })
