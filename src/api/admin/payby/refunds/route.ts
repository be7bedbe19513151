import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listRefunds } from "../../../../back-office"
import { contextOf } from "../../../../settlement"
import type { AdminPayByRefundsQuery, AdminPayByRefundsResponse } from "../contract"

/** Refunds at PayBy; those that are not over unless another state is asked for. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, AdminPayByRefundsQuery>,
  res: MedusaResponse<AdminPayByRefundsResponse>,
): Promise<void> {
  res.json(await listRefunds(contextOf(req.scope), req.validatedQuery))
}
