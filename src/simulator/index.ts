/**
 * A PayBy on localhost: develop and test against it before PayBy has approved you.
 *
 * @example
 * const simulator = await startSimulator()
 * // point the plugin at simulator.baseUrl, simulator.partnerId, simulator.paybyPublicKey …
 * await simulator.pay(merchantOrderNo)
 * await simulator.close()
 */
export { startSimulator } from "./start"
export type { Simulator, TransferSeed } from "./simulator"
export type { Settings, SimulatorOptions } from "./settings"
export type { BooksView, OrderRecord, RefundRecord } from "./records"
export type { Chargeback, OrderStatus, RefundStatus, Transfer } from "./books"
export type { CallAnswer, CallFilter, CallName, CallRecord } from "./calls"
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
