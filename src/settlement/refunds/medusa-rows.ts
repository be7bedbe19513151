import { z } from "@medusajs/framework/zod"
import { add, aed, fils, sameMoney } from "../../gateway"
import type { Money } from "../../gateway"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { Context } from "../context"
import { decimalOf } from "../decimal-of"
import type { PaymentView } from "../store-view"

/** One row of Medusa's refunds. */
export interface MedusaRefundRow {
  readonly id: string
  readonly amount: Money
  readonly createdAt: Date
}

const rowShape = z
  .object({ id: z.string(), raw_amount: z.unknown(), created_at: z.coerce.date() })
  .transform((row): MedusaRefundRow => ({
    id: row.id,
    amount: aed(decimalOf(row.raw_amount)),
    createdAt: row.created_at,
  }))

/** Medusa's rows of these refunds that do not exist any more. */
export async function goneInMedusa(
  ctx: Context,
  refunds: readonly PayByRefund[],
): Promise<Set<string>> {
  const ids = refunds.flatMap((refund) => refund.medusaRefundId ?? [])
  if (ids.length === 0) return new Set()
  const rows = await ctx.payments.listRefunds({ id: ids }, { select: ["id"] })
  const found = new Set(rows.map((row) => row.id))
  return new Set(ids.filter((id) => !found.has(id)))
}

/** Medusa's rows of a Payment that stand for none of these refunds and belong to no live request. */
export async function unclaimedRows(
  ctx: Context,
  paymentId: string,
  refunds: readonly PayByRefund[],
): Promise<MedusaRefundRow[]> {
  const rows = ownerless(await rowsOf(ctx, paymentId), refunds)
  return rows.filter((row) => row.createdAt < longAgo(ctx))
}

/**
 * Whether a live request may be about to ask us for a refund of a Payment, or ended since the Payment was
 * looked at: Medusa writes its row first, and deletes it when the request fails.
 */
export async function isBeingAsked(
  ctx: Context,
  payment: PaymentView,
  refunds: readonly PayByRefund[],
): Promise<boolean> {
  const rows = await rowsOf(ctx, payment.id)
  const isNew = ownerless(rows, refunds).some((row) => row.createdAt >= longAgo(ctx))
  const refunded = rows.reduce((sum, row) => add(sum, row.amount), fils(0))
  return isNew || !sameMoney(refunded, payment.refunded)
}

async function rowsOf(ctx: Context, paymentId: string): Promise<MedusaRefundRow[]> {
  return z.array(rowShape).parse(await ctx.payments.listRefunds({ payment_id: paymentId }))
}

function ownerless(
  rows: readonly MedusaRefundRow[],
  refunds: readonly PayByRefund[],
): MedusaRefundRow[] {
  // A row of a refund that never began shows money that nobody gave back.
  const begun = refunds.filter((refund) => refund.status !== "REFUSED")
  const claimed = new Set(begun.map((refund) => refund.medusaRefundId))
  return rows.filter((row) => !claimed.has(row.id))
}

/** Before this, no request that is still alive began. */
export function longAgo(ctx: Context): Date {
  const { clock, settings } = ctx.payby
  return new Date(clock().getTime() - 2 * settings.policy.job.leaseMs)
}
