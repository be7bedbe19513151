import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { actOnRefund, isRefundAction } from "../../../../../../back-office"
import { contextOf } from "../../../../../../settlement"
import type { AdminPayByActionBody, AdminPayByActionResult } from "../../../contract"
import { requestedBy } from "../../../requested-by"

/** `retry`, `follow`, `acknowledge`: what staff can have done with a refund. */
export async function POST(
  req: AuthenticatedMedusaRequest<AdminPayByActionBody>,
  res: MedusaResponse<AdminPayByActionResult>,
): Promise<void> {
  const { no = "", action = "" } = req.params
  if (!isRefundAction(action)) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such action for a refund.")
  }
  res.json(await actOnRefund(contextOf(req.scope), no, action, await requestedBy(req)))
}
