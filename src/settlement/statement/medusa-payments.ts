import { z } from "@medusajs/framework/zod"
import { add, aed, fils } from "../../gateway"
import type { Money } from "../../gateway"
import type { InMedusa } from "../../modules/payby/statement/compare"
import type { Context } from "../context"
import { decimalOf } from "../decimal-of"

const partsShape = z.array(z.object({ raw_amount: z.unknown() })).nullish()

const paymentsShape = z.array(
  z.object({
    payment_session_id: z.string().nullish(),
    canceled_at: z.unknown(),
    captures: partsShape,
    refunds: partsShape,
  }),
)

/** What Medusa's books show as captured and given back, by the session of the payment. */
export async function medusaPayments(
  ctx: Context,
  sessionIds: readonly string[],
): Promise<Map<string, InMedusa>> {
  if (sessionIds.length === 0) return new Map()
  const listed = await ctx.payments.listPayments(
    { payment_session_id: [...sessionIds] },
    { relations: ["captures", "refunds"], take: sessionIds.length },
  )
  return new Map(
    paymentsShape
      .parse(listed)
      .filter((payment) => payment.canceled_at === null || payment.canceled_at === undefined)
      .map((payment) => [
        payment.payment_session_id ?? "",
        { captured: total(payment.captures), refunded: total(payment.refunds) },
      ]),
  )
}

function total(parts: z.infer<typeof partsShape>): Money {
  return (parts ?? []).reduce((sum, part) => add(sum, aed(decimalOf(part.raw_amount))), fils(0))
}
