import { createMedusaContainer } from "@medusajs/framework/utils"
import payby, { PAYBY_MODULE } from "."

/** What Medusa runs when it loads the module, before anybody uses it. */
async function start(options: Record<string, unknown>): Promise<void> {
  const container = createMedusaContainer()
  for (const load of payby.loaders ?? []) await load({ options, container })
}

it("does not start with wrong options, and says which and why", async () => {
  await expect(start({ environment: "sandbox", partnerId: "twelve" })).rejects.toThrow(
    /environment .*"uat" or "production"[^]*partnerId/,
  )
})

it("is called as the documentation says", () => {
  expect(PAYBY_MODULE).toBe("payby")
})
