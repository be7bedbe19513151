import { Modules } from "@medusajs/framework/utils"
import type { MerchantOrderNo } from "../../src/gateway"
import type { PayByRefund } from "../../src/modules/payby/ledger/refund"
import { hold, numberOf, untilLeft, untilPaid } from "../support/checkout"
import type { Unpaid } from "../support/checkout"
import type { Shop } from "../support/shop"

/** A Payment in Medusa and the order at PayBy it stands for. */
export interface Paid {
  readonly no: MerchantOrderNo
  readonly paymentId: string
  readonly collectionId: string
}

/** A whole checkout, paid and settled: there is an order. */
export async function paidOrder(shop: Shop): Promise<Paid & Unpaid & { orderId: string }> {
  const checkout = await untilPaid(shop)
  const [payment] = await shop.medusa.paymentsOf(checkout.collectionId)
  const [order] = await shop.medusa.ordersOf(checkout.cart.id)
  return { ...checkout, paymentId: String(payment?.id), orderId: String(order?.id) }
}

/** A payment link that was paid: a Payment without cart and order, made in a tenth of the time. */
export async function paidLink(shop: Shop, amount: number): Promise<Paid> {
  const core = shop.ctx.container.resolve(Modules.PAYMENT)
  const collection = await core.createPaymentCollections({ currency_code: "aed", amount })
  const session = await core.createPaymentSession(collection.id, {
    provider_id: shop.store.seeded.providerId,
    currency_code: "aed",
    amount,
    data: {},
  })
  const no = numberOf({ data: session.data ?? {} })
  // Nobody makes an order of it: the settlement would wait for one, and give the money back.
  const release = await hold(shop, no)
  await shop.simulator.pay(no)
  const payment = await core.authorizePaymentSession(session.id, {})
  if (payment === null) throw new Error(`no Payment of ${no}`)
  await shop.ctx.payby.claims.settled(no, new Date())
  await release()
  await untilLeft(shop, no)
  return { no, paymentId: payment.id, collectionId: collection.id }
}

/** Asks as the core's own workflows do, beneath the order's transactions. */
export async function refundIt(shop: Shop, paid: Paid, amount: number | string): Promise<void> {
  const core = shop.ctx.container.resolve(Modules.PAYMENT)
  await core.refundPayment({ payment_id: paid.paymentId, amount })
}

/** The amounts of Medusa's refund rows. */
export async function inMedusa(shop: Shop, paid: Paid): Promise<number[]> {
  const [payment] = await shop.medusa.paymentsOf(paid.collectionId)
  return payment?.refunds ?? []
}

/** The amounts of PayBy's refunds that did not fail. */
export function atPayBy(shop: Shop, paid: Paid): number[] {
  const alive = shop.simulator.books.refunds(paid.no).filter(({ status }) => status !== "FAILURE")
  return alive.map((refund) => Number(refund.amount))
}

/** The ledger's rows. */
export async function inLedger(shop: Shop, paid: Paid): Promise<PayByRefund[]> {
  return shop.ctx.payby.refunds.ofOrder(paid.no)
}

/** PayBy carries out refunds, but nobody hears of it: answers are lost on their way. */
export const LOST = { kind: "garbage", body: "empty", effect: true } as const
