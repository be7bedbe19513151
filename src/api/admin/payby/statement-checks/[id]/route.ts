import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { showStatementCheck } from "../../../../../back-office"
import { contextOf } from "../../../../../settlement"
import type { AdminPayByStatementCheckResponse } from "../../contract"

/** A check of a statement, with what it found. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<AdminPayByStatementCheckResponse>,
): Promise<void> {
  const statement_check = await showStatementCheck(contextOf(req.scope), req.params["id"] ?? "")
  if (statement_check === null) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such check of a statement.")
  }
  res.json({ statement_check })
}
