import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import { ContainerRegistrationKeys, MathBN, Modules } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { aed } from "../../gateway"
import { cameToNothing } from "../../modules/payby/ledger/refund"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { Context } from "../context"
import { decimalOf } from "../decimal-of"
import { paymentOf } from "../may-settle"
import { orderOn, viewStore } from "../store-view"
import { longAgo } from "./medusa-rows"

const amount = z.unknown().transform((raw) => decimalOf(raw))

const orderShape = z.object({
  currency_code: z.string(),
  summary: z.object({ pending_difference: amount }).nullish(),
  transactions: z
    .array(
      z.object({
        amount,
        reference: z.string().nullish(),
        reference_id: z.string().nullish(),
      }),
    )
    .nullish(),
})

const rowsShape = z.array(
  z.object({ id: z.string(), raw_amount: amount, created_at: z.coerce.date() }),
)

/**
 * Sees to it that an order tells of a refund that its Payment shows. The core writes these two in two
 * steps, so a process that dies between them leaves an order that believes the money is still here.
 * False: it does not tell of it yet, and somebody else is writing it, or may be about to.
 */
export async function tellOrder(ctx: Context, refund: PayByRefund): Promise<boolean> {
  const untold = await findUntold(ctx, refund)
  if (untold === null) return true
  if (untold.own.created_at >= longAgo(ctx)) return false

  const { refunds, clock, settings } = ctx.payby
  const until = new Date(clock().getTime() + settings.policy.job.leaseMs)
  const taken = await refunds.startTelling(refund.refundNo, until, clock())
  if (taken === null) return false
  try {
    // Whoever had it before may have just told it.
    const still = await findUntold(ctx, taken)
    if (still !== null) await write(ctx, still)
    return true
  } finally {
    await refunds.recordingEnded(refund.refundNo, false, clock())
  }
}

/** The order that stands on a refund's payment and does not tell of it; null: there is none. */
async function findUntold(ctx: Context, refund: PayByRefund): Promise<Untold | null> {
  if (refund.medusaRefundId === null || cameToNothing(refund)) return null
  const row = await ctx.payby.orders.find(refund.merchantOrderNo)
  if (row === null) return null
  const { collectionId } = row
  const view = await viewStore(ctx, collectionId)
  const payment = view === null ? null : paymentOf(row, view)
  const placed = view === null || payment === null ? null : orderOn(payment, view)
  if (payment === null || placed === null) return null

  const rows = rowsShape.parse(await ctx.payments.listRefunds({ payment_id: payment.id }))
  const own = rows.find(({ id }) => id === refund.medusaRefundId)
  const order = await load(ctx, placed.id)
  if (own === undefined || isTold(order, rows, own)) return null
  return { id: placed.id, order, own, collectionId }
}

type Order = z.infer<typeof orderShape>
type Row = z.infer<typeof rowsShape>[number]

/** An order, and the refund that it does not tell of. */
interface Untold {
  readonly id: string
  readonly order: Order
  readonly own: Row
  readonly collectionId: string
}

async function load(ctx: Context, id: string): Promise<Order> {
  const query = ctx.container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "currency_code",
      "summary",
      "transactions.amount",
      "transactions.reference",
      "transactions.reference_id",
    ],
    filters: { id },
  })
  return orderShape.parse(data[0])
}

/** One of the core's two workflows names the refund, the other only the Payment. */
function isTold({ transactions }: Order, rows: readonly Row[], own: Row): boolean {
  const told = (transactions ?? []).filter(({ reference }) => reference === "refund")
  if (told.some(({ reference_id }) => reference_id === own.id)) return true
  const shown = rows.reduce((sum, row) => sum + aed(row.raw_amount).fils, 0)
  const known = told.reduce((sum, one) => sum + aed(one.amount.replace(/^-/, "")).fils, 0)
  return shown - known < aed(own.raw_amount).fils
}

/** As the core's `refundPaymentWorkflow` ends: what the order owes nobody becomes a credit line. */
async function write(ctx: Context, untold: Untold): Promise<void> {
  const { id, order, own, collectionId } = untold
  await ctx.container.resolve(Modules.ORDER).addOrderTransactions({
    order_id: id,
    amount: MathBN.mult(own.raw_amount, -1),
    currency_code: order.currency_code,
    reference: "refund",
    reference_id: own.id,
  })
  const pending = order.summary?.pending_difference ?? "0"
  const owed = MathBN.lt(pending, 0) ? MathBN.mult(pending, -1) : MathBN.convert(0)
  const credit = MathBN.sub(own.raw_amount, owed)
  if (MathBN.lte(credit, 0)) return
  const line = { amount: credit, reference: "payment_collection", reference_id: collectionId }
  await createOrderCreditLinesWorkflow(ctx.container).run({ input: { id, credit_lines: [line] } })
}
