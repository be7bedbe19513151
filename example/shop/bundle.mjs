// Bundles the example shop for browsers. Standard output: JSON, { script, style }.
// A program of its own, because esbuild refuses to run inside a test runner's sandbox.
import { build } from "esbuild"
import { fileURLToPath } from "node:url"

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))

const { outputFiles } = await build({
  entryPoints: [here("./pages/main.tsx")],
  outdir: here("./built"),
  // It maps the kit's name to its source.
  tsconfig: here("../../tsconfig.browser.json"),
  bundle: true,
  minify: true,
  write: false,
  format: "esm",
  target: "es2022",
  define: { "process.env.NODE_ENV": '"production"' },
  legalComments: "none",
})
const text = (/** @type {string} */ end) =>
  outputFiles.find(({ path }) => path.endsWith(end))?.text ?? ""
process.stdout.write(JSON.stringify({ script: text(".js"), style: text(".css") }))
