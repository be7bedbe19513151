import type { StatementSection } from "../../../gateway"
import type { StatementCheck, StatementTotals } from "../statement/check"
import type { Finding, FindingKind } from "../statement/finding"
import { instant } from "./order"

type Instant = Date | string

/** A check's row as Postgres gives it. */
export interface CheckRow {
  id: string
  day: string
  status: StatementCheck["status"]
  requested_by: string | null
  started_at: Instant
  alive_at: Instant
  ended_at: Instant | null
  failure: string | null
  period_start: Instant | null
  period_end: Instant | null
  lines: number
  differences: number
  notes: number
  totals: StatementTotals | null
  created_at: Instant
  updated_at: Instant
}

/** A finding's row as Postgres gives it. */
export interface FindingRow {
  id: string
  check_id: string
  ordinal: number
  kind: FindingKind
  is_difference: boolean
  merchant_order_no: string | null
  refund_merchant_order_no: string | null
  payby_order_no: string | null
  payment_collection_id: string | null
  order_id: string | null
  amount_there: string | null
  amount_here: string | null
  at: Instant | null
  detail: string | null
}

/** A statement's row while it is being compared, as Postgres gives it. */
export interface LineRow {
  id: string
  check_id: string
  ordinal: number
  section: StatementSection
  movement: ComparedMovement
  number: string
  origin_number: string
  payby_order_no: string
  amount: string
  reverted: boolean
  scene: string
  at: Instant | null
}

/** What is compared; all else is only counted. */
export type ComparedMovement = "payment" | "refund" | "chargeback"

/** A row of the statement as the comparison sees it. */
export interface StatedLine {
  readonly ordinal: number
  readonly section: StatementSection
  readonly movement: ComparedMovement
  readonly number: string
  readonly originNumber: string
  readonly paybyOrderNo: string
  /** Decimal text in dirhams. */
  readonly amount: string
  readonly reverted: boolean
  readonly scene: string
  readonly at: Date | null
}

/** Reads a check. */
export function checkOf(row: CheckRow): StatementCheck {
  return {
    id: row.id,
    day: row.day,
    status: row.status,
    requestedBy: row.requested_by,
    startedAt: new Date(row.started_at),
    aliveAt: new Date(row.alive_at),
    endedAt: instant(row.ended_at),
    failure: row.failure,
    periodStart: instant(row.period_start),
    periodEnd: instant(row.period_end),
    lines: row.lines,
    differences: row.differences,
    notes: row.notes,
    totals: row.totals,
  }
}

/** Reads a finding. */
export function findingOf(row: FindingRow): Finding {
  return {
    kind: row.kind,
    merchantOrderNo: row.merchant_order_no,
    refundNo: row.refund_merchant_order_no,
    paybyOrderNo: row.payby_order_no,
    collectionId: row.payment_collection_id,
    orderId: row.order_id,
    amountThere: row.amount_there,
    amountHere: row.amount_here,
    at: instant(row.at),
    detail: row.detail,
  }
}

/** Reads a line. */
export function lineOf(row: LineRow): StatedLine {
  return {
    ordinal: row.ordinal,
    section: row.section,
    movement: row.movement,
    number: row.number,
    originNumber: row.origin_number,
    paybyOrderNo: row.payby_order_no,
    amount: row.amount,
    reverted: row.reverted,
    scene: row.scene,
    at: instant(row.at),
  }
}
