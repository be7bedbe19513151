/** PayBy's acquiring API, and nothing of Medusa: signed calls, exact money, total faults, verified notifications. */
export type { AcquireOrder, Card, PaymentInfo, PlacedOrder } from "./acquire-order"
export { CALLS, type CallName } from "./calls"
export type { CashierUrlInfo } from "./cashier-url"
export { createPayByClient, type PayByClient, type PayByClientConfig } from "./client"
export type { Clock } from "./clock"
export { CODES, PRODUCT_IS_NOT_APPLIED, verdictOn, type RefusingHead, type Verdict } from "./codes"
export type { Chargeback, VoidOrder } from "./dispute"
export {
  failed,
  mayHaveHappened,
  succeeded,
  type Claims,
  type Fault,
  type Outcome,
  type Refusal,
} from "./fault"
export { MalformedKey, parsePrivateKey, parsePublicKey, PrivateKey, PublicKey } from "./keys"
export {
  add,
  aed,
  assertAed,
  compareMoney,
  decimalText,
  fils,
  MalformedMoney,
  sameMoney,
  subtract,
  UnsupportedCurrency,
  type Money,
} from "./money"
export { readNotification, type Notification, type NotificationReading } from "./notification"
export type { ObservedCall, Observer } from "./observed-call"
export {
  isOrderNo,
  knownRefundOrderNo,
  MalformedOrderNo,
  merchantOrderNo,
  mintMerchantOrderNo,
  refundOrderNo,
  type MerchantOrderNo,
  type RefundOrderNo,
} from "./order-number"
export type {
  OrderPage,
  OrderPageQuery,
  Page,
  PageQuery,
  RefundPage,
  RefundPageQuery,
} from "./page"
export type { PlacedRefund, RefundOrder, RefundSummary } from "./refund-order"
export { refundTerms, type RefundTerms, type RefundTermsInput } from "./refund-terms"
export type { Scene } from "./scene"
export { StatementInterrupted, type Statement } from "./statement"
export { MalformedStatement } from "./statement-archive"
export type {
  MovementKind,
  StatementLine,
  StatementMovement,
  StatementPlace,
  StatementSection,
  StatementSummary,
  UnreadableLine,
} from "./statement-line"
export { linesOf } from "./statement-reading"
export {
  isFinal,
  isFinalRefund,
  isPaid,
  isUnknownWord,
  mayFollow,
  mayFollowRefund,
  orderStatus,
  REFUND_TRANSITIONS,
  refundStatus,
  TRANSITIONS,
  transferStatus,
  type OrderStatus,
  type RefundStatus,
  type TransferStatus,
  type UnknownWord,
} from "./status"
export {
  MalformedTerms,
  orderTerms,
  storedOrderTerms,
  TERMS_LIMITS,
  type OrderTerms,
  type OrderTermsInput,
} from "./terms"
export type { TransferOrder } from "./transfer-order"
export type { SignatureEcho } from "./verify-sign-call"
export { toWire, wireMoney, type WireMoney } from "./wire-money"
