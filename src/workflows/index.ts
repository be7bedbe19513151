/**
 * Workflows that staff's pages run and a store's own code may run or extend.
 *
 * @packageDocumentation
 */
export {
  checkStatementStep,
  checkStatementWorkflow,
  checkStatementWorkflowId,
} from "./check-statement"
export type { CheckStatementInput } from "./check-statement"
