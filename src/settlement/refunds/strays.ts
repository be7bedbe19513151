import { z } from "@medusajs/framework/zod"
import { isOrderNo, merchantOrderNo } from "../../gateway"
import { cameToNothing, givenBack } from "../../modules/payby/ledger/refund"
import type { Context } from "../context"
import { longAgo, unclaimedRows } from "./medusa-rows"

/** How far back a process that died may have left a row of which the ledger has none. */
const LOOK_BACK_MS = 24 * 60 * 60_000

const rowsShape = z.array(
  z.object({
    id: z.string(),
    payment: z.object({ id: z.string(), data: z.record(z.string(), z.unknown()).nullish() }),
  }),
)

/**
 * Finds refunds that Medusa's books show and PayBy was never asked for: the process died between the two
 * rows. What staff wanted then nobody can know, so a person is told and no money is moved.
 */
export async function findStrayRefunds(ctx: Context): Promise<void> {
  const { refunds, clock } = ctx.payby
  const since = new Date(clock().getTime() - LOOK_BACK_MS)
  const listed = await ctx.payments.listRefunds(
    { created_at: { $gte: since.toISOString(), $lt: longAgo(ctx).toISOString() } },
    { relations: ["payment"] },
  )
  const rows = rowsShape.parse(listed)
  const claimed = await refunds.claimed(rows.map((row) => row.id))
  const payments = new Map(
    rows.filter((row) => !claimed.has(row.id)).map(({ payment }) => [payment.id, payment]),
  )
  for (const { id, data } of payments.values()) {
    const raw = data?.["merchant_order_no"]
    if (typeof raw === "string" && isOrderNo(raw)) await compare(ctx, id, raw)
  }
}

async function compare(ctx: Context, paymentId: string, raw: string): Promise<void> {
  const { orders, refunds, alarm } = ctx.payby
  const order = await orders.find(merchantOrderNo(raw))
  if (order === null || order.revoked) return
  const ours = await refunds.ofOrder(order.merchantOrderNo)
  // What we gave back past Medusa is what such rows stand for; parts below a fils are no money.
  const free = givenBack(ours.filter((refund) => refund.medusaRefundId === null)).fils
  const unclaimed = await unclaimedRows(ctx, paymentId, ours)
  const shown = unclaimed.reduce((sum, row) => sum + row.amount.fils, 0)
  const parts = ours.filter((refund) => !cameToNothing(refund)).length + unclaimed.length
  if (shown - free > parts) await alarm.raise(order.merchantOrderNo, "medusa-disagrees")
}
