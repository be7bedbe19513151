/**
 * A PayBy on localhost: develop and test against it before PayBy has approved you.
 *
 * @example
 * ```ts
 * const simulator = await startSimulator()
 * // point the plugin at simulator.baseUrl, simulator.partnerId, simulator.paybyPublicKey …
 * await simulator.pay(merchantOrderNo)
 * await simulator.close()
 * ```
 *
 * @packageDocumentation
 */
export { startSimulator } from "./start"
export type { Simulator, TransferSeed } from "./simulator"
export type { Settings, SimulatorOptions } from "./settings"
export type { BooksView, OrderRecord, RefundRecord } from "./records"
export type { Chargeback, OrderStatus, RefundStatus, Transfer } from "./books"
export type { CallAnswer, CallFilter, CallListener, CallName, CallRecord } from "./calls"
export type { CallFault, CallFaultKind, PlannedCallFault } from "./faults"
export type {
  NotificationAttempt,
  NotificationControl,
  NotificationFault,
  NotificationKind,
  NotificationMode,
  NotificationRecord,
  NotificationState,
  PlannedNotificationFault,
} from "./notification-types"
export type { ChargebackOptions, DeclineOptions, PayOptions } from "./payer"
// PayBy's nine acceptance cases: played here, and judged from any record of what was called when.
export { ACCEPTANCE_CASES, CASE_NUMBERS } from "./judge/cases"
export type { AcceptanceCase, CaseNumber } from "./judge/cases"
export type { Finding, Rule } from "./judge/finding"
export { judgeCase, verdictLines } from "./judge/judge"
export type { Verdict } from "./judge/judge"
export { caseRecord } from "./judge/record"
export type { CaseRecord, JudgedCall, JudgedNotification, MerchantEvidence } from "./judge/record"
export { stageCase } from "./judge/stage"
export type { StagedCase } from "./judge/stage"
