import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { findingsCsv } from "../../../../../../modules/payby/statement/csv"
import { contextOf } from "../../../../../../settlement"

/** All findings of a check as a table for a spreadsheet, streamed. */
export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse): Promise<void> {
  const { statementChecks } = contextOf(req.scope).payby
  const check = await statementChecks.find(req.params["id"] ?? "")
  if (check === null) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such check of a statement.")
  }
  res.setHeader("Content-Type", "text/csv; charset=utf-8")
  res.attachment(`payby-statement-${check.day}.csv`)
  await pipeline(Readable.from(findingsCsv(statementChecks.allFindings(check.id))), res)
}
