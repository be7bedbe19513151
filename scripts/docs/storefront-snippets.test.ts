import { compilerErrors } from "./compile"
import { programs } from "./programs"

/** What the snippets take as given. */
const GIVEN = `
import type { StoreSdk } from "medusa-payment-payby/storefront"
declare global {
  const sdk: StoreSdk
  const cart: { id: string }
  const merchantOrderNo: string
  const show: (order: string) => void
}`

it("shows storefronts nothing that does not compile against the kit", () => {
  const shown = programs().filter(({ runsIn }) => runsIn === "browser")
  const files = Object.fromEntries(shown.map(({ name, text }) => [name, text]))
  const config = { extends: "../../tsconfig.browser.json", compilerOptions: { types: [] } }

  expect(shown.length).toBeGreaterThanOrEqual(5)
  expect(compilerErrors("storefront-snippets", config, { ...files, "given.d.ts": GIVEN })).toBe("")
}, 60_000)
