import { Modules } from "@medusajs/framework/utils"
import { aed } from "../gateway"
import type { StatementCheck, StatementTotals } from "../modules/payby/statement/check"
import { reportFinding } from "../modules/payby/statement/report"
import type { Finding } from "../modules/payby/statement/finding"
import type { Context } from "../settlement"
import type {
  AdminPayByMoney,
  AdminPayByPageQuery,
  AdminPayByStatementCheck,
  AdminPayByStatementChecksResponse,
  AdminPayByStatementDifference,
} from "../api/admin/payby/contract"
import { instantView, moneyView } from "./views/money"

/** As many of a check's findings are shown with it. All of them are in the download. */
const SHOWN_AT_MOST = 500

/** The checks, the newest first, without their findings. */
export async function listStatementChecks(
  ctx: Context,
  query: AdminPayByPageQuery,
): Promise<AdminPayByStatementChecksResponse> {
  const terms = { limit: query.limit ?? 20, offset: query.offset ?? 0 }
  const page = await ctx.payby.statementChecks.page(terms)
  const names = await namesOf(ctx, page.rows)
  const statement_checks = page.rows.map((check) => checkView(check, names, []))
  return { statement_checks, count: page.count, count_exceeded: page.exceeded, ...terms }
}

/** One check with its findings; null when there is none with this id. */
export async function showStatementCheck(
  ctx: Context,
  id: string,
): Promise<AdminPayByStatementCheck | null> {
  const { statementChecks } = ctx.payby
  const check = await statementChecks.find(id)
  if (check === null) return null
  const findings = await statementChecks.findings(id, { after: 0, limit: SHOWN_AT_MOST })
  return checkView(check, await namesOf(ctx, [check]), findings)
}

function checkView(
  check: StatementCheck,
  names: ReadonlyMap<string, string>,
  findings: readonly Finding[],
): AdminPayByStatementCheck {
  const { requestedBy } = check
  return {
    id: check.id,
    day: check.day,
    status: check.status,
    started_at: check.startedAt.toISOString(),
    ended_at: instantView(check.endedAt),
    started_by:
      requestedBy === null ? null : { id: requestedBy, name: names.get(requestedBy) ?? null },
    message: check.failure,
    lines: check.lines,
    difference_count: check.status === "done" ? check.differences : null,
    totals: check.totals === null ? {} : totalsView(check.totals),
    differences: findings.map(differenceView),
  }
}

function totalsView(totals: StatementTotals): Record<string, AdminPayByMoney> {
  const { payments, refunds, chargebacks, settledIn, settledOut, fees, vat } = totals
  const sums = {
    paid: payments.sum,
    refunded: refunds.sum,
    chargebacks: chargebacks.sum,
    settled_in: settledIn.sum,
    settled_out: settledOut.sum,
    fees,
    vat,
  }
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, decimalView(sum)]))
}

function differenceView(finding: Finding): AdminPayByStatementDifference {
  const report = reportFinding(finding)
  return {
    kind: finding.kind,
    number: finding.refundNo ?? finding.merchantOrderNo ?? finding.paybyOrderNo ?? "",
    theirs: finding.amountThere === null ? null : decimalView(finding.amountThere),
    ours: finding.amountHere === null ? null : decimalView(finding.amountHere),
    text: [report.says, finding.detail, report.next_step].filter(Boolean).join(" "),
  }
}

/** A statement's sums can be negative, which money at PayBy's wire never is. */
function decimalView(amount: string): AdminPayByMoney {
  if (!/^\d+(\.\d+)?$/.test(amount)) return { amount, currency_code: "AED" }
  return moneyView(aed(amount))
}

async function namesOf(
  ctx: Context,
  checks: readonly StatementCheck[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(checks.flatMap((check) => check.requestedBy ?? []))]
  const users = ctx.container.resolve(Modules.USER, { allowUnregistered: true })
  if (ids.length === 0 || users === undefined) return new Map()
  const found = await users.listUsers(
    { id: ids },
    { select: ["id", "first_name", "last_name", "email"] },
  )
  return new Map(
    found.map((user) => {
      const name = [user.first_name, user.last_name].filter(Boolean).join(" ")
      return [user.id, name || user.email]
    }),
  )
}
