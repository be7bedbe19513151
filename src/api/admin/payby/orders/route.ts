import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listOrders } from "../../../../back-office"
import { contextOf } from "../../../../settlement"
import type { AdminPayByOrdersQuery, AdminPayByOrdersResponse } from "../contract"

/** PayBy's orders: searched by any number, filtered, sorted and paged by the database. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, AdminPayByOrdersQuery>,
  res: MedusaResponse<AdminPayByOrdersResponse>,
): Promise<void> {
  res.json(await listOrders(contextOf(req.scope), req.validatedQuery))
}
