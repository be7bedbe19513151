import { compilerErrors } from "../../scripts/docs/compile"
import { programs } from "../../scripts/docs/programs"

/** What the snippets take as given; the second half is what Medusa writes into `.medusa/types`. */
const GIVEN = `
import type { MedusaContainer, RemoteQueryFunction } from "@medusajs/framework/types"
import type { OrderEvent } from "medusa-payment-payby/types"
import type Payby from "medusa-payment-payby/modules/payby"
declare global {
  const container: MedusaContainer
  const query: Omit<RemoteQueryFunction, symbol>
  const event: { data: OrderEvent }
  const merchantOrderNo: string
}
declare module "@medusajs/framework/types" {
  interface ModuleImplementations {
    payby: InstanceType<(typeof Payby)["service"]>
  }
}`

const CONFIG = {
  extends: "../../tsconfig.json",
  compilerOptions: {
    module: "ESNext",
    moduleResolution: "Bundler",
    rootDir: "../../",
    noEmit: true,
    allowImportingTsExtensions: true,
    paths: {
      "medusa-payment-payby/types": ["../../src/types.ts"],
      "medusa-payment-payby/*": ["../../src/*/index.ts"],
    },
  },
  exclude: [],
}

it("shows stores nothing in the guides that does not compile against the plugin's types", () => {
  const shown = programs().filter(({ runsIn }) => runsIn === "store")
  const files = Object.fromEntries(shown.map(({ name, text }) => [name, whole(text)]))

  expect(shown.length).toBeGreaterThanOrEqual(9)
  expect(compilerErrors("store-snippets", CONFIG, { ...files, "given.d.ts": GIVEN })).toBe("")
}, 120_000)

/** A program as it stands; of options and of a configuration, pieces are shown. */
function whole(text: string): string {
  if (/^(policy|storefront): /.test(text)) {
    return `import type { PayByOptions } from "medusa-payment-payby/types"\nexport const options: Partial<PayByOptions> = {\n${text}}`
  }
  if (text.startsWith("plugins: ")) {
    return `import { defineConfig } from "@medusajs/framework/utils"\nexport default defineConfig({\n${text}})`
  }
  return `${text}\nexport {}`
}
