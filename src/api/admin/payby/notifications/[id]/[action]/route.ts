import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { actOnNotification, isNotificationAction } from "../../../../../../back-office"
import { contextOf } from "../../../../../../settlement"
import type { AdminPayByActionBody, AdminPayByActionResult } from "../../../contract"
import { requestedBy } from "../../../requested-by"

/** `replay`, `acknowledge`: what staff can have done with a stored notification. */
export async function POST(
  req: AuthenticatedMedusaRequest<AdminPayByActionBody>,
  res: MedusaResponse<AdminPayByActionResult>,
): Promise<void> {
  const { id = "", action = "" } = req.params
  if (!isNotificationAction(action)) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      "There is no such action for a notification.",
    )
  }
  res.json(await actOnNotification(contextOf(req.scope), id, action, await requestedBy(req)))
}
