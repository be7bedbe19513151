import type { StatementCheck } from "./check"
import { FINDINGS } from "./finding"
import type { Finding, FindingKind } from "./finding"

/** A finding in words; amounts are decimal text in dirhams, times ISO 8601. */
export interface FindingReport {
  kind: FindingKind
  is_difference: boolean
  says: string
  next_step: string
  merchant_order_no: string | null
  refund_merchant_order_no: string | null
  payby_order_no: string | null
  payment_collection_id: string | null
  order_id: string | null
  amount_there: string | null
  amount_here: string | null
  at: string | null
  detail: string | null
}

/** A check as JSON shows it. */
export interface CheckReport {
  id: string
  day: string
  status: StatementCheck["status"]
  requested_by: string | null
  started_at: string
  ended_at: string | null
  failure: string | null
  period_start: string | null
  period_end: string | null
  lines: number
  differences: number
  notes: number
  totals: StatementCheck["totals"]
}

/** Shows a finding, with what it means and what to do. */
export function reportFinding(finding: Finding): FindingReport {
  const { isDifference, says, nextStep } = FINDINGS[finding.kind]
  return {
    kind: finding.kind,
    is_difference: isDifference,
    says,
    next_step: nextStep,
    merchant_order_no: finding.merchantOrderNo,
    refund_merchant_order_no: finding.refundNo,
    payby_order_no: finding.paybyOrderNo,
    payment_collection_id: finding.collectionId,
    order_id: finding.orderId,
    amount_there: finding.amountThere,
    amount_here: finding.amountHere,
    at: finding.at?.toISOString() ?? null,
    detail: finding.detail,
  }
}

/** Shows a check without its findings. */
export function reportCheck(check: StatementCheck): CheckReport {
  return {
    id: check.id,
    day: check.day,
    status: check.status,
    requested_by: check.requestedBy,
    started_at: check.startedAt.toISOString(),
    ended_at: check.endedAt?.toISOString() ?? null,
    failure: check.failure,
    period_start: check.periodStart?.toISOString() ?? null,
    period_end: check.periodEnd?.toISOString() ?? null,
    lines: check.lines,
    differences: check.differences,
    notes: check.notes,
    totals: check.totals,
  }
}
