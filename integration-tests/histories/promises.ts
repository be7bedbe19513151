import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { eventually } from "../support/eventually"
import type { Shop } from "../support/shop"
import type { Happening } from "./happenings"
import type { OneCart } from "./one-cart"

/** The policy's ten seconds, fifteen in which the core may still be writing, the repeats after that, and a busy machine. */
const BOUND_MS = 180_000
/** Looking costs the store time that it needs itself. */
const LOOK_EVERY_MS = 500

/** Waits until the plugin has nothing left to do for these carts. Returns the collections that are still open: none. */
export async function untilAtRest(shop: Shop, carts: readonly OneCart[]): Promise<Set<string>> {
  const open = () => openCollections(shop, carts)
  const rest = async () => (await open()).size === 0 && new Set<string>()
  return eventually(rest, "rest", BOUND_MS, LOOK_EVERY_MS).catch(open)
}

async function openCollections(shop: Shop, carts: readonly OneCart[]): Promise<Set<string>> {
  const pg = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const orders = await pg("payby_order")
    .whereIn(
      "payment_collection_id",
      carts.map(({ collectionId }) => collectionId),
    )
    .select()
  const numbers = orders.map((row) => row["merchant_order_no"])
  const refunds = await pg("payby_refund")
    .whereIn("merchant_order_no", numbers)
    .whereNotNull("next_look_at")
  const notifications = await pg("payby_notification")
    .whereIn("merchant_order_no", numbers)
    .whereNull("processed_at")
  const busy = new Set(
    [...orders.filter((row) => isOpen(row)), ...refunds, ...notifications].map(
      (row) => row["merchant_order_no"],
    ),
  )
  return new Set(
    orders
      .filter((row) => busy.has(row["merchant_order_no"]))
      .map((row) => String(row["payment_collection_id"])),
  )
}

/** What PayBy denies to have is watched for a quarter of an hour, but nobody can pay it. */
function isOpen(row: Record<string, unknown>): boolean {
  const isDenied = row["status"] === null && row["absent_at"] !== null
  return row["finished_at"] === null && !isDenied
}

/** What is wrong with a cart once everything is over; empty: nothing is. */
export async function complaints(shop: Shop, cart: OneCart): Promise<string[]> {
  const rows = await shop.ctx.payby.orders.ofCollection(cart.collectionId)
  const payments = await shop.medusa.paymentsOf(cart.collectionId)
  const orders = await shop.medusa.ordersOf(cart.cartId)
  const sessions = await shop.medusa.sessionsOf(cart.collectionId)

  const { books } = shop.simulator
  const known = rows
    .map((row) => row.merchantOrderNo)
    .filter((no) => books.hasOrder(no))
    .map((no) => books.order(no))
  const paid = known.filter((order) => order.paidAt !== null)
  const kept = paid.map((order) => fils(order.kept)).filter((amount) => amount !== 0)
  const captured = payments.filter(({ captures }) => captures.length > 0)
  const booked = captured.reduce((all, one) => all + sum(one.captures) - sum(one.refunds), 0)
  const standing = orders.filter(({ status }) => status !== "canceled")

  const keptFils = kept.reduce((all, amount) => all + amount, 0)
  const found = [...cart.broken]
  if (orders.length > 1) found.push(`${orders.length} orders of one cart`)
  if (captured.some(({ captures }) => captures.length > 1)) found.push("captured twice")
  if (captured.length > paid.length) found.push("captured, but PayBy was not paid")
  if (kept.length > 1) found.push("two payments of one cart are kept")
  if (keptFils !== Math.round(booked * 100)) {
    found.push(`PayBy keeps ${keptFils} fils, Medusa shows ${booked}`)
  }
  if (standing.length === 0 && keptFils !== 0) found.push(`${keptFils} fils kept for no order`)
  if (paid.some(({ history }) => isReopened(history.map(({ status }) => status)))) {
    found.push("a paid order was reopened")
  }
  const lostItsSession = rows.some(
    ({ capturedSessionId }) =>
      capturedSessionId !== null && !sessions.some(({ id }) => id === capturedSessionId),
  )
  const owed = isInGoodFaith(cart) && paid.length > 0 && !lostItsSession
  if (owed && (standing.length === 0 || kept.length === 0)) {
    found.push("paid in good faith, and no order")
  }
  return found
}

const FAITHFUL: readonly Happening["do"][] = [
  "pay",
  "decline",
  "complete",
  "a notification is",
  "a wake-up is lost",
  "PayBy is away",
  "time passes",
]

/** One start, one payment, and nothing that speaks against an order: it has to become one. */
function isInGoodFaith(cart: OneCart): boolean {
  return cart.history.slice(1).every((moment) => FAITHFUL.includes(moment.do))
}

function isReopened(statuses: readonly string[]): boolean {
  const paidAt = statuses.findIndex((status) => status === "PAID_SUCCESS" || status === "SETTLED")
  return paidAt >= 0 && statuses.slice(paidAt).includes("CREATED")
}

function fils(amount: string): number {
  return Math.round(Number(amount) * 100)
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0)
}
