import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { showOrder, unknownNumber } from "../../../../../back-office"
import { contextOf } from "../../../../../settlement"
import type { AdminPayByOrderResponse } from "../../contract"

/** Everything about one PayBy order. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<AdminPayByOrderResponse>,
): Promise<void> {
  const number = req.params["no"] ?? ""
  const order = await showOrder(contextOf(req.scope), number)
  if (order === null) throw unknownNumber("order", number)
  res.json({ order })
}
