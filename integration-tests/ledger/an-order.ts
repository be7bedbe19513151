import { randomBytes } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { aed, mintMerchantOrderNo } from "../../src/gateway"
import type { MerchantOrderNo, OrderStatus } from "../../src/gateway"
import { OrderLedger } from "../../src/modules/payby/ledger/orders"
import type { PayByOrder } from "../../src/modules/payby/ledger/order"
import type { NewOrder } from "../../src/modules/payby/ledger/orders"
import { OrderWords } from "../../src/modules/payby/ledger/order-words"
import type { Heard, Word } from "../../src/modules/payby/ledger/order-words"

export const NOW = new Date("2026-03-01T12:00:00Z")

/** So much later, in milliseconds. */
export function later(ms: number): Date {
  return new Date(NOW.getTime() + ms)
}

/** The terms of an order of a collection nobody else has. */
export function newOrder(changes: Partial<NewOrder> = {}): NewOrder {
  const unique = randomBytes(6).toString("hex")
  return {
    merchantOrderNo: mintMerchantOrderNo(NOW),
    partnerId: "200000000001",
    providerId: "pp_payby_payby",
    collectionId: `pay_col_${unique}`,
    sessionId: `payses_${unique}`,
    amount: aed("141.75"),
    scene: "PAYPAGE",
    terms: "{}",
    expiresAt: later(30 * 60_000),
    ...changes,
  }
}

/** An order's row, as it stands after its placing was begun. */
export async function opened(pg: Knex, changes: Partial<NewOrder> = {}): Promise<PayByOrder> {
  const order = await new OrderLedger(pg).open(newOrder(changes), NOW, NOW)
  if (order === null) throw new Error("the collection has an order that collects already")
  return order
}

/** An order of which PayBy has said this. */
export async function told(
  pg: Knex,
  status: OrderStatus,
  changes: Partial<NewOrder> = {},
): Promise<PayByOrder> {
  const order = await opened(pg, changes)
  await hear(pg, order.merchantOrderNo, status)
  return found(pg, order.merchantOrderNo)
}

/** PayBy says this, signed. */
export async function hear(
  pg: Knex,
  no: MerchantOrderNo,
  status: OrderStatus,
  revoked = false,
): Promise<Heard> {
  const order = await found(pg, no)
  const { heard } = await new OrderWords(pg).hear(
    order,
    wordOf(status, { revoked }),
    "notification",
    false,
    NOW,
  )
  return heard
}

export function wordOf(status: OrderStatus, changes: Partial<Word> = {}): Word {
  return {
    status,
    revoked: false,
    payeeMid: "200000000001",
    paybyOrderNo: "131587112991000943",
    paymentInfo: null,
    ...changes,
  }
}

export async function found(pg: Knex, no: MerchantOrderNo): Promise<PayByOrder> {
  const order = await new OrderLedger(pg).find(no)
  if (order === null) throw new Error(`the ledger has no order ${no}`)
  return order
}

/**
 * Another instance's work while this one has not committed yet. What waits for a lock fails in
 * the end, for it should have gone past the row.
 */
export async function beside<T>(
  pg: Knex,
  mine: (trx: Knex) => Promise<T>,
  theirs: (trx: Knex) => Promise<T>,
): Promise<[T, T]> {
  return pg.transaction(async (one) => {
    const first = await mine(one)
    const second = await pg.transaction(async (other) => {
      await other.raw("SET LOCAL lock_timeout = '60s'")
      return theirs(other)
    })
    return [first, second]
  })
}
