/**
 * The plugin's types, for `medusa-config.ts` and a store's own code: options, the ledger's rows, events, and
 * the contracts of the routes for staff and for storefronts.
 *
 * @packageDocumentation
 */
export type { PayByOptions } from "./modules/payby/options"
export type { Cadence, Policy } from "./modules/payby/policy"
export type {
  MerchantOrderNo,
  Money,
  ObservedCall,
  OrderStatus,
  RefundOrderNo,
  RefundStatus,
} from "./gateway"
export type {
  Attention,
  Intent,
  IntentReason,
  PayByOrder,
  StatusSource,
  Trouble,
} from "./modules/payby/ledger/order"
export type { OrderLedger } from "./modules/payby/ledger/orders"
export type { NotificationConcern, NotificationKind } from "./modules/payby/ledger/notifications"
export type { PayByRefund, RefundWord } from "./modules/payby/ledger/refund"
export type { RefundLedger } from "./modules/payby/ledger/refunds"
export type { FindingPage, StatementChecks } from "./modules/payby/ledger/statement-checks"
export type {
  Actor,
  TimeLine,
  TimeLineEntry,
  TimeLineSource,
} from "./modules/payby/ledger/time-line"
export type { Queues } from "./modules/payby/monitoring/queues"
export type {
  ChargebackEvent,
  NotificationEvent,
  OrderEvent,
  RefundEvent,
} from "./modules/payby/events"
export type { ChargebackFacts, PaymentFacts } from "./modules/payby/payment-facts"
export type { StatementCheck, StatementTotals, Tally } from "./modules/payby/statement/check"
export type { Finding, FindingKind } from "./modules/payby/statement/finding"
export type { CheckReport, FindingReport } from "./modules/payby/statement/report"
export type { PayByModuleService } from "./modules/payby/service"
export type { SessionData } from "./providers/payby/session-data"
export type * from "./api/admin/payby/contract"
export type * from "./api/store/payby/contract"
