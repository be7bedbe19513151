import { compareMoney, decimalText, fils } from "../../src/gateway"
import type { History } from "./history"
import { OURS, sum } from "./memory-medusa"
import type { Payment } from "./memory-medusa"
import type { World } from "./world"

/**
 * Everything under way may be undecided until PayBy's orders have expired, a request that is still on its
 * way can no longer arrive (15 minutes), and the slowest repeat of the policy has come round (10 minutes).
 */
const BOUND_MS = 45 * 60_000
const LOOK_EVERY_MS = 60_000

/** Puts everything right and waits until nothing is left to do. False: it was never so. */
export async function settleDown(world: World): Promise<boolean> {
  world.network.heal()
  world.post.fate = "arrive"
  await world.pass(0)
  if (!(await isSoonAtRest(world))) return false
  await world.lookOnceMore()
  return isSoonAtRest(world)
}

async function isSoonAtRest(world: World): Promise<boolean> {
  for (let waited = 0; waited <= BOUND_MS; waited += LOOK_EVERY_MS) {
    if (world.isAtRest()) return true
    await world.pass(LOOK_EVERY_MS)
  }
  return false
}

/** What is wrong with the world once everything is over; empty: nothing is. */
export function complaints(world: World, history: History): string[] {
  return [
    ...world.broken,
    ...world.stage.accidents.map((error) => `an accident: ${String(error)}`),
    ...aboutCaptures(world),
    ...aboutMoney(world, history),
  ]
}

/** Captured means paid at PayBy; and nothing is captured twice. */
function aboutCaptures(world: World): string[] {
  const ours = world.medusa.payments.filter((payment) => payment.provider_id === OURS)
  return ours.flatMap((payment) => {
    const row = world
      .ledger()
      .find((order) => order.capturedSessionId === payment.payment_session_id)
    const no = String(payment.data["merchant_order_no"])
    const wasPaid = world.payby.orders.get(no)?.wasPaid === true
    return [
      ...(payment.captures.length > 1 ? [`${payment.id} captured twice`] : []),
      ...(wasPaid ? [] : [`${payment.id} captured, but ${no} was never paid`]),
      ...(row === undefined && payment.captures.length > 0 ? [`${payment.id} is nobody's`] : []),
    ]
  })
}

/** Every dirham is in exactly one order, or on its way back. */
function aboutMoney(world: World, history: History): string[] {
  const paid = [...world.payby.orders.values()].filter((order) => order.wasPaid)
  const kept = paid.map((order) => world.payby.kept(order.no))
  const keptFils = kept.reduce((total, money) => total + money.fils, 0)
  const ours = world.medusa.payments.filter((payment) => payment.provider_id === OURS)
  const booked = ours.reduce((total, one) => total + sum(one.captures) - sum(one.refunds), 0)
  const standing = world.medusa.known.filter((order) => order.status !== "canceled")
  const stands = standing.length > 0
  const holding = kept.filter((money) => compareMoney(money, fils(0)) > 0).length
  // A session that the shopper starts anew in the very moment of its capture takes the cart's only way
  // to an order with it: then the money goes back.
  const lostItsSession = ours.some(
    (one) => !world.medusa.sessions.some(({ id }) => id === one.payment_session_id),
  )
  const found: string[] = []
  if (world.medusa.payments.filter(holdsMoney).length > 1) {
    found.push("two Payments of one cart hold money")
  }
  if (standing.length > 1) found.push(`${standing.length} orders of one cart`)
  if (keepsItsNumber(history) && !lostItsSession && world.payby.orders.size > 1) {
    found.push(`${world.payby.orders.size} orders at PayBy for one unchanged payment`)
  }
  const refunded = ours.reduce((total, one) => total + sum(one.refunds), 0)
  if (stands && staffAlone(history) && refunded > world.refundsAskedFor + 0.01) {
    found.push(`${refunded} refunded of an order that stands, ${world.refundsAskedFor} asked for`)
  }
  found.push(...aboutOldWords(world))
  if (keptFils !== Math.round(booked * 100) && !isForAPerson(world, history)) {
    found.push(`PayBy keeps ${kept.map(decimalText).join(" + ") || "0"}, Medusa shows ${booked}`)
  }
  if (!stands && keptFils !== 0) found.push(`${keptFils} fils are kept for no order`)
  if (holding > 1) found.push("two payments of one cart are kept")
  if (
    mustBecomeAnOrder(history) &&
    !lostItsSession &&
    paid.length > 0 &&
    !(stands && holding === 1)
  ) {
    found.push("paid in good faith, and no order")
  }
  return found
}

/** Nobody but staff can have wanted money back from an order that stands. */
function staffAlone(history: History): boolean {
  const others = ["the shelves are", "crash", "choose another provider", "change the cart"]
  return history.moments.every((moment) => !others.includes(moment.do))
}

/** When all is over the ledger believes of every order what PayBy believes. */
function aboutOldWords(world: World): string[] {
  return world.ledger().flatMap(({ merchantOrderNo: no, status }) => {
    const known = world.payby.orders.get(no)?.status
    const isSame = isPaidWord(known) === isPaidWord(status)
    return isSame ? [] : [`the ledger has ${no} as ${status}, PayBy as ${known}`]
  })
}

function isPaidWord(status: string | null | undefined): boolean {
  return status === "PAID_SUCCESS" || status === "SETTLED"
}

/** Captured and not all given back, or authorised and still to be captured. */
function holdsMoney(payment: Payment): boolean {
  if (payment.canceled_at !== null) return false
  return payment.captures.length === 0 || sum(payment.captures) - sum(payment.refunds) > 0.001
}

/** Whoever goes back and forth without changing anything, before it expires, keeps the original number. */
function keepsItsNumber(history: History): boolean {
  const quiet = ["start", "pay", "complete", "notifications", "PayBy settles", "time passes"]
  const waited = history.moments.reduce(
    (sum, one) => sum + (one.do === "time passes" ? one.ms : 0),
    0,
  )
  return waited < 9 * 60_000 && history.moments.every((moment) => quiet.includes(moment.do))
}

/** Nothing in this history speaks against an order: a paid cart has to become one. */
function mustBecomeAnOrder(history: History): boolean {
  const spoils = ["choose another provider", "change the cart", "staff cancels the order"]
  return history.moments.every(
    (moment) =>
      !spoils.includes(moment.do) &&
      moment.do !== "staff refunds" &&
      moment.do !== "the shelves are",
  )
}

/**
 * A process that dies between Medusa's row of a refund and ours leaves a refund that nobody was asked
 * for; what staff wanted then only staff knows, and is told.
 */
function isForAPerson(world: World, history: History): boolean {
  const crashed = history.moments.some((moment) => moment.do === "crash")
  const staff = history.moments.some(
    (moment) => moment.do === "staff cancels the order" || moment.do === "staff refunds",
  )
  const told = world.ledger().some((order) => order.attention === "medusa-disagrees")
  return crashed && staff && told
}
