import type { Money } from "./money"

/** Which of a statement's files: everything paid or refunded on the day, or everything settled on it. */
export type StatementSection = "transactions" | "settlements"

/** Where something stands in a statement. Lines count from 1. */
export interface StatementPlace {
  readonly section: StatementSection
  readonly file: string
  readonly line: number
}

/** What a movement was. PayBy's list of words is open: fees, payouts, adjustments are "other". */
export type MovementKind = "payment" | "refund" | "chargeback" | "other"

/** One movement of money, as PayBy's statement has it. Nothing of the payer is read. */
export interface StatementMovement {
  readonly kind: "movement"
  readonly place: StatementPlace
  readonly movement: MovementKind
  /** PayBy's word for it, such as "PAYMENT", "REFUND", "ADJUST", "WITHDRAWAL". */
  readonly type: string
  /** The merchant's number of the order or refund; as it is, because it need not be one of ours. */
  readonly number: string
  readonly paybyOrderNo: string
  /** The order that was refunded or charged back; empty for a payment. */
  readonly originNumber: string
  readonly amount: Money
  /** PayBy took a payment back before it was settled. */
  readonly reverted: boolean
  readonly scene: string
  readonly channel: string
  /** When it was paid or refunded; in the settlements, when it was settled. */
  readonly at: Date | null
  /** What PayBy keeps of it, value-added tax apart; only in the settlements. */
  readonly fee: Money
  readonly vat: Money
  /** Whether it went out of the merchant's account; only in the settlements. */
  readonly outgoing: boolean
}

/** The first row of a file: the period it covers, and PayBy's own sums. */
export interface StatementSummary {
  readonly kind: "summary"
  readonly place: StatementPlace
  readonly start: Date | null
  readonly end: Date | null
  /** How many rows PayBy counts; whether in this file or in all its parts is not documented. */
  readonly totalCount: number | null
}

/** A row nobody could understand. The reason names columns, never values. */
export interface UnreadableLine {
  readonly kind: "unreadable"
  readonly place: StatementPlace
  readonly reason: string
}

export type StatementLine = StatementMovement | StatementSummary | UnreadableLine
