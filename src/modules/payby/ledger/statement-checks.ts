import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { StatementCheck, StatementTotals } from "../statement/check"
import { FINDINGS } from "../statement/finding"
import type { Finding } from "../statement/finding"
import { counted } from "./page"
import type { Page, PageTerms } from "./page"
import { checkOf, findingOf } from "./statement-rows"
import type { CheckRow, FindingRow } from "./statement-rows"
import { isUniqueViolation } from "./unique-violation"

/** What a check found, besides its findings. */
export interface CheckResult {
  readonly periodStart: Date
  readonly periodEnd: Date
  readonly lines: number
  readonly differences: number
  readonly notes: number
  readonly totals: StatementTotals
}

/** Which findings of a check: in the order of its report, after this place. */
export interface FindingPage {
  readonly after: number
  readonly limit: number
}

/** The checks of PayBy's statements, and what they found. */
export class StatementChecks {
  constructor(private readonly pg: Knex) {}

  /**
   * Begins a check of a day; null when one is under way already. One that gave no sign of life since
   * `deadSince` is given up: its process died.
   */
  async begin(
    day: string,
    requestedBy: string | null,
    now: Date,
    deadSince: Date,
  ): Promise<StatementCheck | null> {
    const dead: CheckRow[] = await this.table()
      .where({ day, status: "running" })
      .where("alive_at", "<", deadSince)
      .update({ status: "failed", failure: "It was interrupted.", ended_at: now, updated_at: now })
      .returning("*")
    for (const { id } of dead)
      await this.pg("payby_statement_line").where({ check_id: id }).delete()
    try {
      const [row] = await this.table()
        .insert({
          id: generateEntityId(undefined, "pbcheck"),
          day,
          status: "running",
          requested_by: requestedBy,
          started_at: now,
          alive_at: now,
          created_at: now,
          updated_at: now,
        })
        .returning("*")
      return row === undefined ? null : checkOf(row)
    } catch (error) {
      if (isUniqueViolation(error, "UQ_payby_statement_check_running")) return null
      throw error
    }
  }

  /** The check with that id; null when there is none. */
  async find(id: string): Promise<StatementCheck | null> {
    const row = await this.table().where({ id }).first()
    return row === undefined ? null : checkOf(row)
  }

  /** The check of a day that began last. */
  async latest(day: string): Promise<StatementCheck | null> {
    const row = await this.table().where({ day }).orderBy("started_at", "desc").first()
    return row === undefined ? null : checkOf(row)
  }

  /** Checks, the newest first. */
  async list(limit: number, offset = 0): Promise<StatementCheck[]> {
    const rows = await this.table().orderBy("started_at", "desc").limit(limit).offset(offset)
    return rows.map(checkOf)
  }

  /** A page of them, the newest first, and how many there are. */
  async page(terms: PageTerms): Promise<Page<StatementCheck>> {
    const [rows, count] = await Promise.all([
      this.list(terms.limit, terms.offset),
      counted(this.pg, this.table().select("id")),
    ])
    return { rows, ...count }
  }

  /** It is still at work, and has read so many rows. */
  async alive(id: string, now: Date, lines?: number): Promise<void> {
    const progress = lines === undefined ? {} : { lines }
    await this.table()
      .where({ id })
      .update({ ...progress, alive_at: now, updated_at: now })
  }

  /** It came to its end. */
  async done(id: string, result: CheckResult, now: Date): Promise<StatementCheck> {
    return this.end(id, {
      status: "done",
      ended_at: now,
      alive_at: now,
      updated_at: now,
      period_start: result.periodStart,
      period_end: result.periodEnd,
      lines: result.lines,
      differences: result.differences,
      notes: result.notes,
      totals: this.pg.raw("?::jsonb", [JSON.stringify(result.totals)]),
    })
  }

  /** It has no result; `failure` says why, in words for staff. */
  async failed(id: string, failure: string, now: Date): Promise<StatementCheck> {
    return this.end(id, {
      status: "failed",
      failure,
      ended_at: now,
      alive_at: now,
      updated_at: now,
    })
  }

  /** Adds findings to a report; `first` is the place of the first of them. */
  async addFindings(id: string, first: number, findings: readonly Finding[], now: Date) {
    if (findings.length === 0) return
    const rows = findings.map((finding, index) => ({
      id: generateEntityId(undefined, "pbfind"),
      check_id: id,
      ordinal: first + index,
      kind: finding.kind,
      is_difference: FINDINGS[finding.kind].isDifference,
      merchant_order_no: finding.merchantOrderNo,
      refund_merchant_order_no: finding.refundNo,
      payby_order_no: finding.paybyOrderNo,
      payment_collection_id: finding.collectionId,
      order_id: finding.orderId,
      amount_there: finding.amountThere,
      amount_here: finding.amountHere,
      at: finding.at,
      detail: finding.detail,
      created_at: now,
      updated_at: now,
    }))
    await this.pg("payby_statement_finding").insert(rows)
  }

  /** A page of a check's findings, in the order of its report. */
  async findings(id: string, { after, limit }: FindingPage): Promise<Finding[]> {
    const rows = await this.pg<FindingRow>("payby_statement_finding")
      .where({ check_id: id })
      .where("ordinal", ">", after)
      .orderBy("ordinal", "asc")
      .limit(limit)
    return rows.map(findingOf)
  }

  /** All findings of a check, however many, a page at a time. */
  async *allFindings(id: string, limit = 500): AsyncGenerator<Finding> {
    for (let after = 0; ;) {
      const page = await this.findings(id, { after, limit })
      yield* page
      if (page.length < limit) return
      after += page.length
    }
  }

  private async end(id: string, values: Record<string, unknown>): Promise<StatementCheck> {
    return this.pg.transaction(async (trx) => {
      await trx("payby_statement_line").where({ check_id: id }).delete()
      const rows: CheckRow[] = await trx("payby_statement_check")
        .where({ id })
        .update(values)
        .returning("*")
      if (rows[0] === undefined) throw new Error(`there is no statement check ${id}`)
      return checkOf(rows[0])
    })
  }

  private table() {
    return this.pg<CheckRow>("payby_statement_check")
  }
}
