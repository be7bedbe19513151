import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { recentHealth } from "../../../../back-office"
import { contextOf } from "../../../../settlement"
import type { AdminPayByHealthQuery, AdminPayByHealthResponse } from "../contract"

/** How the connection to PayBy and the work on its orders are doing, checked live and explained. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, AdminPayByHealthQuery>,
  res: MedusaResponse<AdminPayByHealthResponse>,
): Promise<void> {
  const health = await recentHealth(contextOf(req.scope), req.validatedQuery.fresh ?? false)
  res.json({ health })
}
