export {
  checkStatementStep,
  checkStatementWorkflow,
  checkStatementWorkflowId,
} from "./check-statement"
export type { CheckStatementInput } from "./check-statement"
