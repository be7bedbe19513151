import { z } from "@medusajs/framework/zod"
import { aed } from "../../gateway"
import type { Money } from "../../gateway"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { Context } from "../context"
import { decimalOf } from "../decimal-of"

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
  const rows = await ownerlessRows(ctx, paymentId, refunds)
  return rows.filter((row) => row.createdAt < longAgo(ctx))
}

/** Whether Medusa's books show a refund of a Payment that a live request may be about to ask us for. */
export async function isBeingAsked(
  ctx: Context,
  paymentId: string,
  refunds: readonly PayByRefund[],
): Promise<boolean> {
  const rows = await ownerlessRows(ctx, paymentId, refunds)
  return rows.some((row) => row.createdAt >= longAgo(ctx))
}

async function ownerlessRows(
  ctx: Context,
  paymentId: string,
  refunds: readonly PayByRefund[],
): Promise<MedusaRefundRow[]> {
  const rows = await ctx.payments.listRefunds({ payment_id: paymentId })
  // A row of a refund that never began shows money that nobody gave back.
  const begun = refunds.filter((refund) => refund.status !== "REFUSED")
  const claimed = new Set(begun.map((refund) => refund.medusaRefundId))
  return z
    .array(rowShape)
    .parse(rows)
    .filter((row) => !claimed.has(row.id))
}

/** Before this, no request that is still alive began. */
export function longAgo(ctx: Context): Date {
  const { clock, settings } = ctx.payby
  return new Date(clock().getTime() - 2 * settings.policy.job.leaseMs)
}
