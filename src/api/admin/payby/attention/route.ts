import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAttention } from "../../../../back-office"
import { contextOf } from "../../../../settlement"
import type { AdminPayByAttentionQuery, AdminPayByAttentionResponse } from "../contract"

/** What needs a person, the oldest first. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, AdminPayByAttentionQuery>,
  res: MedusaResponse<AdminPayByAttentionResponse>,
): Promise<void> {
  res.json(await listAttention(contextOf(req.scope), req.validatedQuery))
}
