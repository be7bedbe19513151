import type { MerchantOrderNo } from "../../src/gateway"
import { ledgerRow } from "./checkout"
import { eventually } from "./eventually"
import type { Shop } from "./shop"

/** Waits until PayBy's books say that the merchant holds nothing, once, and the ledger that it is over. */
export async function untilGivenBack(shop: Shop, no: MerchantOrderNo): Promise<void> {
  await eventually(
    async () => {
      const { kept, status } = shop.simulator.books.order(no)
      const { intent, settlement, attempts, attention, finishedAt } = await ledgerRow(shop, no)
      if (kept === "0.00" && finishedAt !== null) return true
      throw new Error(
        `kept ${kept} of a ${status} order: ${intent}, ${settlement}, ${attempts} attempts, ${attention}`,
      )
    },
    "money back",
    90_000,
  )
  expect(shop.simulator.books.refunds(no).length).toBeLessThanOrEqual(1)
  expect((await ledgerRow(shop, no)).intent).toBe("return")
}
