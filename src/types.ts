/** The plugin's types, for `medusa-config.ts` and a store's own code. */
export type { PayByOptions } from "./modules/payby/options"
export type { Cadence, Policy } from "./modules/payby/policy"
export type { Attention, Intent, IntentReason, PayByOrder } from "./modules/payby/ledger/order"
export type { PayByRefund } from "./modules/payby/ledger/refund"
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
