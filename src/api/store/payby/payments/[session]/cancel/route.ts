import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { giveUp } from "../../../../../../checkout"
import { contextOf } from "../../../../../../settlement"
import { namedPayment } from "../../../named-payment"
import { paymentAnswer } from "../../../payment-answer"

/**
 * The shopper no longer wants to pay. Answers how the payment stands afterwards: `closed`, `closing` when
 * PayBy has not confirmed it, or `paid` and `ordered` when it was too late. Repeating it changes nothing.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const ctx = contextOf(req.scope)
  const view = await giveUp(ctx, await namedPayment(ctx, req))
  res.setHeader("Cache-Control", "no-store")
  res.json(paymentAnswer(view, ctx.payby.clock(), false))
}
