import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listNotifications } from "../../../../back-office"
import { contextOf } from "../../../../settlement"
import type { AdminPayByNotificationsQuery, AdminPayByNotificationsResponse } from "../contract"

/** Stored notifications, the newest first. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, AdminPayByNotificationsQuery>,
  res: MedusaResponse<AdminPayByNotificationsResponse>,
): Promise<void> {
  res.json(await listNotifications(contextOf(req.scope), req.validatedQuery))
}
