import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { actOnOrder, isOrderAction } from "../../../../../../back-office"
import { contextOf } from "../../../../../../settlement"
import type { AdminPayByActionBody, AdminPayByActionResult } from "../../../contract"
import { requestedBy } from "../../../requested-by"

/** `ask`, `cancel`, `revoke`, `settle`, `acknowledge`: what staff can have done with a PayBy order. */
export async function POST(
  req: AuthenticatedMedusaRequest<AdminPayByActionBody>,
  res: MedusaResponse<AdminPayByActionResult>,
): Promise<void> {
  const { no = "", action = "" } = req.params
  if (!isOrderAction(action)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such action for a PayBy order.")
  }
  res.json(await actOnOrder(contextOf(req.scope), no, action, await requestedBy(req)))
}
