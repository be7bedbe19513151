import { decimalText } from "../../src/gateway"
import type { World } from "./world"

/** How the world stands, for whoever reads a failure. */
export function portrait(world: World): object {
  return {
    ledger: world.pg.tables.payby_order.rows.map((row) => visible(row)),
    refunds: world.pg.tables.payby_refund.rows.map((row) => visible(row)),
    notifications: world.pg.tables.payby_notification.rows.map(({ processed_at, outcome }) => ({
      processed_at,
      outcome,
    })),
    payby: [...world.payby.orders.values()].map(({ no, status, revoked, wasPaid }) => ({
      no,
      status,
      revoked,
      wasPaid,
      kept: decimalText(world.payby.kept(no)),
    })),
    refundsAtPayBy: [...world.payby.refunds.values()].map(({ no, amount, status }) => ({
      no,
      amount: decimalText(amount),
      status,
    })),
    sessions: world.medusa.sessions,
    payments: world.medusa.payments,
    orders: world.medusa.orders,
    now: new Date(),
    diary: world.stage.diary,
  }
}

/** What is set, without what never tells anything. */
function visible(row: Record<string, unknown>): Record<string, unknown> {
  const dull = [
    "id",
    "terms",
    "partner_id",
    "provider_id",
    "raw_amount",
    "updated_at",
    "currency_code",
    "scene",
    "payee_mid",
  ]
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => value !== null && !dull.includes(name)),
  )
}
