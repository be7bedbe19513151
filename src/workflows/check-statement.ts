import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import type { WorkflowData } from "@medusajs/framework/workflows-sdk"
import { reportCheck } from "../modules/payby/statement/report"
import type { CheckReport } from "../modules/payby/statement/report"
import { beginStatementCheck, contextOf, runStatementCheck } from "../settlement"

/** Which day's statement is to be checked. */
export interface CheckStatementInput {
  /** On PayBy's clock, which is Dubai's: `2026-11-22`. */
  day: string
  /** Who asks, as Medusa identifies them. */
  requested_by?: string | null
  /** A check that `beginStatementCheck` has begun already. */
  check_id?: string
}

export const checkStatementStepId = "payby-check-statement"

/**
 * Downloads PayBy's statement of a day and compares it with the ledger and with Medusa. It moves no money, so there
 * is nothing to compensate.
 */
export const checkStatementStep = createStep(
  checkStatementStepId,
  async (input: CheckStatementInput, { container }): Promise<StepResponse<CheckReport>> => {
    const ctx = contextOf(container)
    const begun =
      input.check_id === undefined
        ? await beginStatementCheck(ctx, { day: input.day, requestedBy: input.requested_by })
        : await ctx.payby.statementChecks.find(input.check_id)
    if (begun === null) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `The statement of ${input.day} is being checked already.`,
      )
    }
    return new StepResponse(reportCheck(await runStatementCheck(ctx, begun)))
  },
)

/** The workflow's name in Medusa's list of workflow executions. */
export const checkStatementWorkflowId = "payby-check-statement"

/**
 * Checks PayBy's statement of a day. The result says how many differences there are; the differences themselves are
 * `container.resolve("payby").statementChecks.allFindings(result.id)`.
 */
export const checkStatementWorkflow = createWorkflow(
  checkStatementWorkflowId,
  (input: WorkflowData<CheckStatementInput>) => new WorkflowResponse(checkStatementStep(input)),
)
