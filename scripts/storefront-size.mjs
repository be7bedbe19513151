// How much of the kit a storefront's shoppers download. Standard output: a table, or with --json a
// list of { uses, min, gzip } in bytes. React itself is not counted: the shop has it already.
import { build } from "esbuild"
import { fileURLToPath } from "node:url"
import { gzipSync } from "node:zlib"

const ROOT = fileURLToPath(new URL("..", import.meta.url))
const KIT = "medusa-payment-payby/storefront"

/**
 * What a storefront imports, from the least to everything.
 *
 * @type {[uses: string, contents: string][]}
 */
const USES = [
  ["start, wait and give up", `export { start, wait, cancel, paymentIn } from "${KIT}"`],
  [
    "the same, drawing QR codes",
    `export { start, wait, cancel, paymentIn, qrDrawing } from "${KIT}"`,
  ],
  ["React: the pay button", `export { PayByButton } from "${KIT}/react"`],
  ["React: the whole checkout", `export { PayByCheckout } from "${KIT}/react"`],
]

const sizes = []
for (const [uses, contents] of USES) {
  const {
    outputFiles: [bundle],
  } = await build({
    stdin: { contents, resolveDir: ROOT, loader: "ts" },
    absWorkingDir: ROOT,
    tsconfig: "tsconfig.browser.json",
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    external: ["react"],
    logOverride: { "ignored-bare-import": "silent" },
  })
  if (!bundle) throw new Error(`${uses}: nothing came out`)
  const { contents: bytes, text } = bundle
  sizes.push({ uses, min: bytes.length, gzip: gzipSync(bytes).length, text })
}

const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`
if (process.argv.includes("--json")) process.stdout.write(JSON.stringify(sizes))
else {
  const rows = sizes.map(
    ({ uses, min, gzip }) => `| ${uses} | ${kilobytes(min)} | ${kilobytes(gzip)} |`,
  )
  process.stdout.write(
    ["| You use | Minified | Gzipped |", "| --- | --- | --- |", ...rows, ""].join("\n"),
  )
}
