import { checkOut } from "../example/storefront"
import { merchantOrderNo } from "../src/gateway"
import { eventually } from "./support/eventually"
import { openShop } from "./support/shop"
import type { Shop } from "./support/shop"

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})

afterAll(async () => {
  await shop.close()
})

/** The number of the order at PayBy, as the storefront was shown it. */
function numberOf(session: { data: Record<string, unknown> }): string {
  return String(session.data["merchant_order_no"])
}

/** Waits until the ledger has verified that Medusa and PayBy agree. */
async function settled(no: string): Promise<void> {
  await eventually(async () => {
    const order = await shop.ctx.payby.orders.find(merchantOrderNo(no))
    return order?.settlement === "settled"
  }, `order ${no} settled`)
}

it("makes a paid and captured order although the shopper never returns, with one call to PayBy", async () => {
  const { cart, collectionId, session } = await checkOut(shop.front)
  const no = numberOf(session)
  await shop.simulator.pay(no)

  await settled(no)
  const orders = await shop.medusa.ordersOf(cart.id)
  expect(orders).toHaveLength(1)
  expect(orders[0]).toMatchObject({ status: "pending", total: cart.total, transacted: cart.total })
  const payments = await shop.medusa.paymentsOf(collectionId)
  expect(payments).toHaveLength(1)
  expect(payments[0]).toMatchObject({ captures: [cart.total], refunds: [], cancelled: false })
  expect(shop.simulator.calls({ merchantOrderNo: no })).toHaveLength(1)
})
