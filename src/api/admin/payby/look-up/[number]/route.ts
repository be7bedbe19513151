import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { lookUp } from "../../../../../back-office"
import { contextOf } from "../../../../../settlement"
import type { AdminPayByLookUpQuery, AdminPayByLookUpResponse } from "../../contract"

/** Asks PayBy what it has under a number, as a payment, a refund or a transfer. Changes nothing. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, AdminPayByLookUpQuery>,
  res: MedusaResponse<AdminPayByLookUpResponse>,
): Promise<void> {
  const { kind = "payment" } = req.validatedQuery
  const look_up = await lookUp(contextOf(req.scope), req.params["number"] ?? "", kind)
  res.json({ look_up })
}
