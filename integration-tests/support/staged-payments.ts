import { checkOut, type Checkout, type Choice } from "../../example/storefront"
import type { AdminPayByOrder, AdminPayByOrderResponse } from "../../src/api/admin/payby/contract"
import type { AdminShop } from "./admin-shop"
import { eventually } from "./eventually"

/** A payment that was staged for staff to find, and what it is called. */
export interface Staged extends Checkout {
  readonly no: string
}

/** A shopper who has come to the pay page. */
export async function unpaid(shop: AdminShop, choice?: Choice): Promise<Staged> {
  const checkout = await checkOut(shop.front, choice)
  return { ...checkout, no: String(checkout.session.data["merchant_order_no"]) }
}

/** A payment with its order. */
export async function paid(shop: AdminShop): Promise<Staged & { orderId: string }> {
  const checkout = await unpaid(shop)
  await shop.simulator.pay(checkout.no)
  const orderId = await eventually(
    async () => (await paymentOf(shop, checkout.no)).order?.id,
    "the order",
  )
  await untilState(shop, checkout.no, "settled")
  return { ...checkout, orderId }
}

/** How a payment stands, as the Admin API tells. */
export async function paymentOf(shop: AdminShop, no: string): Promise<AdminPayByOrder> {
  const path = `/admin/payby/orders/${no}`
  return (await shop.api<AdminPayByOrderResponse>("GET", path)).order
}

export async function untilState(
  shop: AdminShop,
  no: string,
  state: AdminPayByOrder["state"],
): Promise<void> {
  await eventually(async () => {
    const now = await paymentOf(shop, no)
    if (now.state === state) return true
    throw new Error(`it is ${now.state}, ${now.attention ?? "no attention"}`)
  }, `payment ${no} ${state}`)
}

/** Medusa can record no payment from now on; the function returned lets it again. */
export async function medusaIsAway(shop: AdminShop): Promise<() => Promise<void>> {
  await shop.sql(`CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the database was away'; END $$`)
  await shop.sql("CREATE TRIGGER away BEFORE INSERT ON payment EXECUTE FUNCTION away()")
  return async () => {
    await shop.sql("DROP FUNCTION away CASCADE")
  }
}

/** Refunds a part of a payment as staff do in Medusa, and lets PayBy fail it later. */
export async function refundThatFails(
  shop: AdminShop,
  payment: Staged & { orderId: string },
  amount: number,
): Promise<string> {
  const { refundSettlesAfterMs, refundSucceedsAfterMs } = shop.simulator.settings()
  // What has arrived cannot fail any more, and the test may be slow to say that it fails.
  shop.simulator.configure({ refundSettlesAfterMs: null, refundSucceedsAfterMs: null })
  const { order } = await shop.api<{
    order: { payment_collections: { payments: { id: string }[] }[] }
  }>("GET", `/admin/orders/${payment.orderId}?fields=payment_collections.payments.id`)
  const id = order.payment_collections[0]?.payments[0]?.id
  await shop.api("POST", `/admin/payments/${id}/refund`, { amount })
  const refundNo = shop.simulator.books.refunds(payment.no)[0]?.refundMerchantOrderNo ?? ""
  await shop.simulator.failRefund(refundNo, { failCode: "62045", failDes: "The card was closed" })
  shop.simulator.configure({ refundSettlesAfterMs, refundSucceedsAfterMs })
  await eventually(
    async () => (await paymentOf(shop, payment.no)).refunds.some(({ state }) => state === "failed"),
    "the failed refund in the ledger",
  )
  return refundNo
}

/** An order that was paid in another way, and its id. */
export async function paidElsewhere(shop: AdminShop): Promise<string> {
  const other = "pp_system_default"
  const { providerId, regionId } = shop.store
  await shop.api("POST", `/admin/regions/${regionId}`, { payment_providers: [providerId, other] })
  const { cart } = await checkOut(shop.front, { providerId: other })
  const completion = await shop.front.complete(cart.id)
  if (completion.type !== "order") throw new Error("The cart was not completed")
  return completion.order.id
}
