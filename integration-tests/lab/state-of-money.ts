import { rowsOf } from "../support/database"

/** Whatever says that money was taken, or given back, or may be: not when somebody last looked. */
const QUERIES = {
  ledger: `SELECT merchant_order_no, status, intent, settlement, captured_session_id, attention,
      payee_mid, raw_amount, paid_at, finished_at, revoked FROM payby_order ORDER BY 1`,
  "refunds at PayBy": "SELECT refund_merchant_order_no, status FROM payby_refund ORDER BY 1",
  sessions:
    "SELECT id, status, raw_amount FROM payment_session WHERE deleted_at IS NULL ORDER BY 1",
  payments: "SELECT id, raw_amount, canceled_at FROM payment WHERE deleted_at IS NULL ORDER BY 1",
  captures: "SELECT id, raw_amount FROM capture WHERE deleted_at IS NULL ORDER BY 1",
  refunds: "SELECT id, raw_amount FROM refund WHERE deleted_at IS NULL ORDER BY 1",
  orders: `SELECT id, status FROM "order" WHERE deleted_at IS NULL ORDER BY 1`,
} as const

/** Everything a store's database says about money, by subject. */
export async function stateOfMoney(database: string): Promise<Record<string, unknown[]>> {
  const state: Record<string, unknown[]> = {}
  for (const [subject, sql] of Object.entries(QUERIES)) state[subject] = await rowsOf(database, sql)
  return state
}
