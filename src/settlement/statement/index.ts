export { beginStatementCheck, runStatementCheck } from "./check-statement"
export type { CheckWish } from "./check-statement"
