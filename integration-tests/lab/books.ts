import { rowsOf } from "../support/database"
import { eventually } from "../support/eventually"
import type { Program } from "../support/program"
import type { Errand } from "./errand"

const PATIENCE_MS = 240_000

/** Both sides of the books about one errand; amounts in fils. */
export interface Books {
  readonly orders: number
  /** What Medusa's orders believe was paid, less what went back. */
  readonly transacted: number
  readonly captures: readonly number[]
  readonly refunds: readonly number[]
  /** What PayBy holds for the merchant. */
  readonly kept: number
  readonly refundsAtPayBy: readonly number[]
  /** Orders at PayBy that somebody could still pay. */
  readonly payable: number
}

/** Waits until the plugin has nothing left to do for the errand, and reads both books. */
export async function booksAtRest(program: Program, errand: Errand): Promise<Books> {
  await eventually(() => isAtRest(program, errand), "rest", PATIENCE_MS)
  const sums = (sql: string, value: string) => numbers(program, sql, [value])
  const paymentsOf = "SELECT id FROM payment WHERE payment_collection_id = $1"
  const ordersOf = "SELECT order_id FROM order_cart WHERE cart_id = $1 AND deleted_at IS NULL"
  const transacted = await sums(
    `SELECT amount AS n FROM order_transaction WHERE order_id IN (${ordersOf}) AND deleted_at IS NULL`,
    errand.cartId,
  )
  const { books } = program.simulator
  const atPayBy = errand.numbers.filter((no) => books.hasOrder(no)).map((no) => books.order(no))
  const refunds = errand.numbers.flatMap((no) => books.refunds(no))
  return {
    orders: (await sums(`SELECT 1 AS n FROM (${ordersOf}) AS own`, errand.cartId)).length,
    transacted: transacted.reduce((all, one) => all + one, 0),
    captures: await sums(
      `SELECT amount AS n FROM capture WHERE payment_id IN (${paymentsOf}) AND deleted_at IS NULL`,
      errand.collectionId,
    ),
    refunds: await sums(
      `SELECT amount AS n FROM refund WHERE payment_id IN (${paymentsOf}) AND deleted_at IS NULL`,
      errand.collectionId,
    ),
    kept: atPayBy.reduce((all, { kept }) => all + fils(kept), 0),
    refundsAtPayBy: refunds.flatMap(({ status, amount, byRevoke }) =>
      status === "FAILURE" || byRevoke ? [] : [fils(amount)],
    ),
    payable: atPayBy.filter(({ status }) => status === "CREATED").length,
  }
}

/** The books of a cart that was paid once, with these refunds. */
export function paidOnce(errand: Errand, refunds: readonly number[] = []): Books {
  const total = fils(errand.total)
  const left = total - refunds.reduce((all, one) => all + one, 0)
  return {
    orders: 1,
    transacted: left,
    captures: [total],
    refunds,
    kept: left,
    refundsAtPayBy: refunds,
    payable: 0,
  }
}

/** The books of a cart that could not be completed: what was paid once went back, once. */
export function paidBack(errand: Errand): Omit<Books, "payable"> {
  const total = fils(errand.total)
  return {
    orders: 0,
    transacted: 0,
    captures: [total],
    refunds: [total],
    kept: 0,
    refundsAtPayBy: [total],
  }
}

/** The books of a cart of which no money is left, and no order stands. */
export const NOTHING: Books = {
  orders: 0,
  transacted: 0,
  captures: [],
  refunds: [],
  kept: 0,
  refundsAtPayBy: [],
  payable: 0,
}

/**
 * What PayBy denies to have is watched for a quarter of an hour, but nobody can pay it. After money went
 * back, an order may wait for a shopper who could pay anew: the core starts the session again that it was
 * asked to delete, when it fails at that.
 */
async function isAtRest(program: Program, { collectionId, numbers }: Errand): Promise<true> {
  const { database, simulator } = program
  const open = await rowsOf(
    database,
    `SELECT merchant_order_no, intent, status, settlement, attempts, attention, link_handed_out_at,
            next_look_at, lease_until, looked_at, now() FROM payby_order
      WHERE payment_collection_id = $1 AND finished_at IS NULL
        AND NOT (status IS NULL AND absent_at IS NOT NULL)
        AND NOT (intent = 'collect' AND status = 'CREATED' AND EXISTS (
          SELECT 1 FROM payby_order AS earlier WHERE earlier.intent = 'return'
            AND earlier.finished_at IS NOT NULL
            AND earlier.payment_collection_id = payby_order.payment_collection_id))`,
    [collectionId],
  )
  const refunds = await rowsOf(
    database,
    `SELECT refund_merchant_order_no, status, attempts, attention FROM payby_refund
      WHERE next_look_at IS NOT NULL AND merchant_order_no IN
        (SELECT merchant_order_no FROM payby_order WHERE payment_collection_id = $1)`,
    [collectionId],
  )
  if (open.length === 0 && refunds.length === 0) return true
  const known = numbers.filter((no) => simulator.books.hasOrder(no))
  const payby = known.map((no) => ({ no, status: simulator.books.order(no).status }))
  throw new Error(JSON.stringify({ open, refunds, payby }))
}

async function numbers(program: Program, sql: string, values: unknown[]): Promise<number[]> {
  const rows = await rowsOf(program.database, sql, values)
  return rows.map((row) => fils(String(row["n"])))
}

function fils(amount: string | number): number {
  return Math.round(Number(amount) * 100)
}
