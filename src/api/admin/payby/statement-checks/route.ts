import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { listStatementChecks, showStatementCheck } from "../../../../back-office"
import { beginStatementCheck, contextOf } from "../../../../settlement"
import { checkStatementWorkflow } from "../../../../workflows"
import type {
  AdminPayByPageQuery,
  AdminPayByStatementCheckBody,
  AdminPayByStatementCheckResponse,
  AdminPayByStatementChecksResponse,
} from "../contract"

/** The checks of PayBy's statements, the newest first. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, AdminPayByPageQuery>,
  res: MedusaResponse<AdminPayByStatementChecksResponse>,
): Promise<void> {
  res.json(await listStatementChecks(contextOf(req.scope), req.validatedQuery))
}

/** Begins a check of a day's statement and answers at once; a large statement takes minutes. */
export async function POST(
  req: AuthenticatedMedusaRequest<AdminPayByStatementCheckBody>,
  res: MedusaResponse<AdminPayByStatementCheckResponse>,
): Promise<void> {
  const ctx = contextOf(req.scope)
  const { day } = req.validatedBody
  const begun = await beginStatementCheck(ctx, { day, requestedBy: req.auth_context.actor_id })
  if (begun === null) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `The statement of ${day} is being checked already.`,
    )
  }
  checkStatementWorkflow(req.scope)
    .run({ input: { day, check_id: begun.id } })
    .catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : "unknown error"
      ctx.payby.logger.error(`PayBy statement check ${begun.id} broke off: ${reason}`)
    })
  const statement_check = await showStatementCheck(ctx, begun.id)
  if (statement_check === null) throw new Error(`statement check ${begun.id} is gone`)
  res.status(202).json({ statement_check })
}
