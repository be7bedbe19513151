import { generateEntityId } from "@medusajs/framework/utils"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { decimalText } from "../../../gateway"
import type { StatementMovement } from "../../../gateway"
import type { Window } from "../statement/window"
import { orderOf } from "./order"
import type { OrderRow, PayByOrder } from "./order"
import { refundOf } from "./refund"
import type { PayByRefund, RefundRow } from "./refund"
import { lineOf } from "./statement-rows"
import type { ComparedMovement, LineRow, StatedLine } from "./statement-rows"

/** A row of the statement that is to be compared, and its place among them, from 1. */
export interface LineToCompare extends StatementMovement {
  readonly movement: ComparedMovement
  readonly ordinal: number
}

/** A row of the statement, with what the ledger knows of its numbers. */
export interface LineBesideLedger {
  readonly line: StatedLine
  readonly order: PayByOrder | null
  readonly refund: PayByRefund | null
  /** All refunds of the order. */
  readonly refunds: readonly PayByRefund[]
  /** Whether no other row of the day's transactions about the order's payment or refunds comes first. */
  readonly isFirstOfOrder: boolean
}

/** Which rows, by what was seen last; a page of them. */
export interface After {
  readonly after: string
  readonly limit: number
}

/** A statement's rows beside the ledger's, in pages, whichever side has more of them. */
export class StatementLines {
  constructor(private readonly pg: Knex) {}

  /** Keeps rows of a statement until its check ends. */
  async add(checkId: string, lines: readonly LineToCompare[], now: Date): Promise<void> {
    if (lines.length === 0) return
    await this.pg("payby_statement_line").insert(
      lines.map((line) => ({
        id: generateEntityId(undefined, "pbline"),
        check_id: checkId,
        ordinal: line.ordinal,
        section: line.place.section,
        movement: line.movement,
        number: line.number,
        origin_number: line.originNumber,
        payby_order_no: line.paybyOrderNo,
        amount: decimalText(line.amount),
        reverted: line.reverted,
        scene: line.scene,
        at: line.at,
        created_at: now,
        updated_at: now,
      })),
    )
  }

  /**
   * The statement's rows after a place, each beside the ledger's. Of what was settled only that which is not
   * among the day's transactions: the others are compared as such.
   */
  async besideLedger(checkId: string, after: number, limit: number): Promise<LineBesideLedger[]> {
    const rows: LineRow[] = await this.pg<LineRow>({ line: "payby_statement_line" })
      .select("line.*")
      .where({ "line.check_id": checkId })
      .where("line.ordinal", ">", after)
      .where((q) => {
        void q.where("line.section", "transactions").orWhereNotExists((twin) => {
          void sameNumber(twin, this.pg).where("twin.section", "transactions")
        })
      })
      .orderBy("line.ordinal", "asc")
      .limit(limit)
    const lines = rows.map(lineOf)
    const refunds = await this.refunds(lines.map(({ number }) => number))
    const numbers = lines.flatMap(({ number, originNumber }) => [number, originNumber])
    for (const refund of refunds.values()) numbers.push(refund.merchantOrderNo)
    const orders = await this.orders(numbers)
    const known = [...orders.keys()]
    const siblings = await this.siblings(known)
    const firsts = await this.firsts(checkId, known)
    return lines.map((line) => {
      const refund = refunds.get(line.number) ?? null
      const order =
        orders.get(refund?.merchantOrderNo ?? line.number) ?? orders.get(line.originNumber) ?? null
      const no = order?.merchantOrderNo ?? ""
      const isFirstOfOrder = firsts.get(no) === line.ordinal
      return { line, order, refund, refunds: siblings.get(no) ?? [], isFirstOfOrder }
    })
  }

  /** Payments and refunds that the day's transactions list more than once, a page at a time. */
  async listedTwice(checkId: string, { after, limit }: After): Promise<StatedLine[]> {
    const rows: LineRow[] = await this.pg<LineRow>({ line: "payby_statement_line" })
      .where({ check_id: checkId, section: "transactions" })
      .whereIn("movement", ["payment", "refund"])
      .where("number", ">", after)
      .whereNotExists((q) => {
        void sameNumber(q, this.pg)
          .whereRaw("twin.section = line.section AND twin.movement = line.movement")
          .whereRaw("twin.ordinal < line.ordinal")
      })
      .whereExists((q) => {
        void sameNumber(q, this.pg)
          .whereRaw("twin.section = line.section AND twin.movement = line.movement")
          .whereRaw("twin.ordinal > line.ordinal")
      })
      .orderBy("number", "asc")
      .limit(limit)
    return rows.map(lineOf)
  }

  /**
   * Orders that the ledger knows as paid, perhaps within the window, and that the day's transactions do not
   * have. When PayBy did not tell its own time, it was paid between its creation and the day we heard of it.
   */
  async paymentsMissing(
    checkId: string,
    window: Window,
    { after, limit }: After,
  ): Promise<{ order: PayByOrder; from: Date; until: Date }[]> {
    const known = "(payment_info->>'paid_at')::timestamptz"
    const rows: (OrderRow & Span)[] = await this.pg
      .select("*")
      .from(
        this.pg("payby_order")
          .select("payby_order.*")
          .select(this.pg.raw(`COALESCE(${known}, created_at) AS "from"`))
          .select(this.pg.raw(`COALESCE(${known}, paid_at) AS "until"`))
          .where("paid_at", ">=", window.start)
          .where("created_at", "<", window.end)
          .where({ revoked: false, deleted_at: null })
          .as("paid"),
      )
      .where("until", ">=", window.start)
      .where("from", "<", window.end)
      .where("merchant_order_no", ">", after)
      .whereNotExists((q) => {
        void q
          .select(this.pg.raw("1"))
          .from("payby_statement_line")
          .where({ check_id: checkId, section: "transactions", movement: "payment" })
          .whereRaw("number = paid.merchant_order_no")
      })
      .orderBy("merchant_order_no", "asc")
      .limit(limit)
    return rows.map((row) => ({ order: orderOf(row), ...spanOf(row) }))
  }

  /** As {@link paymentsMissing}, refunds that left the merchant's account between being asked for and being known. */
  async refundsMissing(
    checkId: string,
    window: Window,
    { after, limit }: After,
  ): Promise<{ refund: PayByRefund; from: Date; until: Date }[]> {
    const rows: (RefundRow & Span)[] = await this.pg
      .select("gone.*", "requested_at as from", "status_at as until")
      .from({ gone: "payby_refund" })
      .whereIn("status", ["REFUNDED_SETTLED", "SUCCESS"])
      .where("status_at", ">=", window.start)
      .where("requested_at", "<", window.end)
      .whereNull("deleted_at")
      .where("refund_merchant_order_no", ">", after)
      .whereNotExists((q) => {
        void q
          .select(this.pg.raw("1"))
          .from("payby_statement_line")
          .where({ check_id: checkId, section: "transactions", movement: "refund" })
          .whereRaw("number = gone.refund_merchant_order_no")
      })
      .orderBy("refund_merchant_order_no", "asc")
      .limit(limit)
    return rows.map((row) => ({ refund: refundOf(row), ...spanOf(row) }))
  }

  /** The place of the first row of the day's transactions that is about each order's payment or refunds. */
  private async firsts(checkId: string, numbers: readonly string[]): Promise<Map<string, number>> {
    const about = "COALESCE(NULLIF(origin_number, ''), number)"
    const rows: { about: string; first: number }[] = await this.pg("payby_statement_line")
      .select(this.pg.raw(`${about} AS about`))
      .min("ordinal as first")
      .where({ check_id: checkId, section: "transactions" })
      .whereIn("movement", ["payment", "refund"])
      .where((q) => {
        void q.whereIn("number", [...numbers]).orWhereIn("origin_number", [...numbers])
      })
      .groupByRaw(about)
    return new Map(rows.map((row) => [row.about, row.first]))
  }

  private async orders(numbers: readonly string[]): Promise<Map<string, PayByOrder>> {
    const rows = await this.pg<OrderRow>("payby_order")
      .whereIn("merchant_order_no", [...new Set(numbers)])
      .whereNull("deleted_at")
    return new Map(rows.map((row) => [row.merchant_order_no, orderOf(row)]))
  }

  private async refunds(numbers: readonly string[]): Promise<Map<string, PayByRefund>> {
    const rows = await this.pg<RefundRow>("payby_refund")
      .whereIn("refund_merchant_order_no", [...new Set(numbers)])
      .whereNull("deleted_at")
    return new Map(rows.map((row) => [row.refund_merchant_order_no, refundOf(row)]))
  }

  private async siblings(orderNumbers: readonly string[]): Promise<Map<string, PayByRefund[]>> {
    const rows = await this.pg<RefundRow>("payby_refund")
      .whereIn("merchant_order_no", [...orderNumbers])
      .whereNull("deleted_at")
      .orderBy("ordinal", "asc")
    const byOrder = new Map<string, PayByRefund[]>()
    for (const row of rows) {
      const own = byOrder.get(row.merchant_order_no) ?? []
      byOrder.set(row.merchant_order_no, [...own, refundOf(row)])
    }
    return byOrder
  }
}

interface Span {
  from: Date | string
  until: Date | string
}

function spanOf(row: Span): { from: Date; until: Date } {
  return { from: new Date(row.from), until: new Date(row.until) }
}

/** Another row of the same statement with the same number. */
function sameNumber(q: Knex.QueryBuilder, pg: Knex): Knex.QueryBuilder {
  return q
    .select(pg.raw("1"))
    .from({ twin: "payby_statement_line" })
    .whereRaw("twin.check_id = line.check_id AND twin.number = line.number")
}
