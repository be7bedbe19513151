import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { checkOut } from "../../example/storefront"
import type { Checkout, Choice, PaymentSession } from "../../example/storefront"
import { merchantOrderNo } from "../../src/gateway"
import type { MerchantOrderNo } from "../../src/gateway"
import type { PayByOrder } from "../../src/modules/payby/ledger/order"
import { eventually } from "./eventually"
import type { Shop } from "./shop"

/** A checkout whose shopper has to pay now, and the number of its order at PayBy. */
export interface Unpaid extends Checkout {
  readonly no: MerchantOrderNo
}

/** Everything up to the payment, as a storefront does it. */
export async function untilPayment(shop: Shop, choice?: Choice): Promise<Unpaid> {
  const checkout = await checkOut(shop.front, choice)
  return { ...checkout, no: numberOf(checkout.session) }
}

/** A whole checkout, paid and settled. */
export async function untilPaid(shop: Shop): Promise<Unpaid> {
  const checkout = await untilPayment(shop)
  await shop.simulator.pay(checkout.no)
  await untilSettled(shop, checkout.no)
  return checkout
}

/** Paid, and the ledger knows it, but nobody has done anything about it until it is released. */
export async function paidAndHeld(
  shop: Shop,
): Promise<{ checkout: Unpaid; release: () => Promise<void> }> {
  shop.simulator.notifications.mode = "lose"
  const checkout = await untilPayment(shop)
  const release = await hold(shop, checkout.no)
  await shop.simulator.pay(checkout.no)
  await shop.ctx.payby.correspondence.ask(await ledgerRow(shop, checkout.no))
  return { checkout, release }
}

/** The number of a session's order at PayBy, as the storefront is shown it. */
export function numberOf(session: Pick<PaymentSession, "data">): MerchantOrderNo {
  return merchantOrderNo(String(session.data["merchant_order_no"]))
}

/** The order's row as it stands. */
export async function ledgerRow(shop: Shop, no: MerchantOrderNo): Promise<PayByOrder> {
  const order = await shop.ctx.payby.orders.find(no)
  if (order === null) throw new Error(`the ledger has no order ${no}`)
  return order
}

/** Keeps every other worker away from an order, as one that is at it does, until it is released. */
export async function hold(shop: Shop, no: MerchantOrderNo): Promise<() => Promise<void>> {
  const { leases, clock } = shop.ctx.payby
  const lease = await eventually(
    () => leases.take(no, { owner: "this test", at: clock(), ms: 120_000 }),
    "the order's lease",
  )
  return () => leases.putBack(lease, clock(), clock())
}

/** Changes an order's row behind the plugin's back. */
export async function changeRow(
  shop: Shop,
  no: MerchantOrderNo,
  columns: Record<string, unknown>,
): Promise<void> {
  const pg = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await pg("payby_order").where({ merchant_order_no: no }).update(columns)
}

/** Waits until an order of Medusa's was tried for in vain. */
export async function untilTriedInVain(shop: Shop, no: MerchantOrderNo): Promise<void> {
  await eventually(
    async () => (await ledgerRow(shop, no)).attempts > 0,
    `an order of ${no} tried for in vain`,
  )
}

/** Lets the time pass after which what was tried for in vain is given up, and money given back. */
export async function letPatienceEnd(shop: Shop, no: MerchantOrderNo): Promise<void> {
  await untilTriedInVain(shop, no)
  const release = await hold(shop, no)
  const { returnUnsettledAfterMs, tellAfterAttempts } = shop.ctx.payby.settings.policy
  await changeRow(shop, no, {
    settling_at: new Date(Date.now() - returnUnsettledAfterMs),
    attempts: tellAfterAttempts,
  })
  await release()
}

/** Waits until no worker is at the order: what is changed in its row then stays. */
export async function untilLeft(shop: Shop, no: MerchantOrderNo): Promise<void> {
  const pg = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const free = pg("payby_order").where({ merchant_order_no: no, lease_owner: null })
  await eventually(async () => (await free.clone()).length === 1, `PayBy order ${no} left alone`)
}

/** Waits until the ledger has seen for itself that Medusa and PayBy agree on this payment. */
export async function untilSettled(shop: Shop, no: MerchantOrderNo): Promise<PayByOrder> {
  await untilLedgerAgrees(shop, no)
  await untilLeft(shop, no)
  return ledgerRow(shop, no)
}

async function untilLedgerAgrees(shop: Shop, no: MerchantOrderNo): Promise<true> {
  return eventually(async () => {
    const order = await ledgerRow(shop, no)
    if (order.settlement === "settled") return true
    const { status, intent, intentReason, settlement, attempts, nextLookAt, attention } = order
    const row = { status, intent, intentReason, settlement, attempts, nextLookAt, attention }
    throw new Error(`its row says ${JSON.stringify(row)}`)
  }, `PayBy order ${no} settled`)
}

/** What must hold of every checkout that was paid once: one order, one capture, all of the money. */
export async function expectOnePaidOrder(
  shop: Shop,
  checkout: Pick<Checkout, "cart" | "collectionId">,
): Promise<void> {
  const orders = await shop.medusa.ordersOf(checkout.cart.id)
  expect(orders).toHaveLength(1)
  expect(orders[0]).toMatchObject({ status: "pending", transacted: checkout.cart.total })
  const payments = await shop.medusa.paymentsOf(checkout.collectionId)
  expect(payments).toHaveLength(1)
  expect(payments[0]).toMatchObject({
    captures: [checkout.cart.total],
    refunds: [],
    cancelled: false,
  })
}

/** What must hold of every checkout nobody paid for: no order, no Payment. */
export async function expectNothingTaken(shop: Shop, checkout: Checkout): Promise<void> {
  expect(await shop.medusa.ordersOf(checkout.cart.id)).toEqual([])
  expect(await shop.medusa.paymentsOf(checkout.collectionId)).toEqual([])
}
