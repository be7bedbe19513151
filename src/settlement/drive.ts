import { randomUUID } from "node:crypto"
import type { MerchantOrderNo } from "../gateway"
import type { PayByOrder } from "../modules/payby/ledger/order"
import type { LeaseTerms } from "../modules/payby/ledger/lease"
import type { Lease } from "../modules/payby/ledger/order-leases"
import { concernOf, nextMove } from "../modules/payby/next-move"
import type { Move } from "../modules/payby/next-move"
import { LET_GO_AFTER_MS } from "../modules/payby/work-in-hand"
import type { InTurn } from "../modules/payby/work-in-hand"
import type { Context } from "./context"
import { endSession } from "./end-session"
import { giveBack } from "./give-back"
import { settle } from "./settle"
import { wanted } from "./wanted"

/** Moves that follow each other at once: asked, paid, settled. More would be a circle. */
const MOVES_AT_ONCE = 6

/** How long a row is left alone after its work failed in a way nobody foresaw, milliseconds. */
const AFTER_TROUBLE_MS = 10_000

/** Who woke us; the time line tells of what is done as theirs. */
export type Waker = "job" | "notification" | "shopper" | "staff"

/** Something to be done with a taken order before what is due. */
export type FirstOfAll = (order: PayByOrder) => Promise<unknown>

/**
 * Takes an order and does what is due, now. Does nothing when another worker has it, which `false` tells:
 * whatever woke us is in the ledger, and the row stays due.
 */
export async function drive(
  ctx: Context,
  no: MerchantOrderNo,
  waker: Waker = "shopper",
  firstOfAll?: FirstOfAll,
): Promise<boolean> {
  const lease = await ctx.payby.leases.take(no, leaseTerms(ctx, ownerFor(waker)))
  if (lease === null) await ctx.payby.orders.wake(no, ctx.payby.clock())
  else await driveLeased(ctx, lease, firstOfAll)
  return lease !== null
}

/** Takes the orders that are longest overdue, so many at most. */
export async function takeDue(ctx: Context, limit: number, onlyPaid: boolean): Promise<Lease[]> {
  if (limit === 0) return []
  return ctx.payby.leases.takeDue(limit, leaseTerms(ctx, ownerFor("job")), onlyPaid)
}

/** Carries out the moves of a taken order until it has to wait, and gives it back. */
export async function driveLeased(
  ctx: Context,
  lease: Lease,
  firstOfAll?: FirstOfAll,
): Promise<void> {
  const { payby } = ctx
  const letGoAt = new Date(payby.clock().getTime() + LET_GO_AFTER_MS)
  const heartbeat = keepLease(ctx, lease, letGoAt)
  const held = { ...ctx, inTurn: whileHeld(ctx, letGoAt) }
  let lookAgainAt: Date | null = new Date(payby.clock().getTime() + AFTER_TROUBLE_MS)
  try {
    await firstOfAll?.(lease.order)
    lookAgainAt = await moveOn(held, firstOfAll ? await reread(ctx, lease.order) : lease.order)
  } catch (error) {
    const tried = await payby.orders.looked(lease.order.merchantOrderNo, payby.clock(), true)
    if (tried !== null && tried.attempts >= payby.settings.policy.tellAfterAttempts) {
      await payby.alarm.raise(tried.merchantOrderNo, "work-keeps-failing")
    }
    throw error
  } finally {
    clearInterval(heartbeat)
    await payby.leases.putBack(lease, lookAgainAt, payby.clock())
  }
}

/** Moves until there is nothing to do at once. Returns when to look again; null: never. */
async function moveOn(ctx: Context, taken: PayByOrder): Promise<Date | null> {
  const { payby } = ctx
  const { policy } = payby.settings
  let order = taken
  for (let moves = 0; moves < MOVES_AT_ONCE; moves++) {
    const move = nextMove(order, payby.clock(), policy)
    if (move.do === "wait" || move.do === "rest") {
      const concern = concernOf(order, payby.clock(), policy)
      if (concern !== null) await payby.alarm.raise(order.merchantOrderNo, concern)
      if (taken.finishedAt === null && order.finishedAt !== null) await announceEnd(ctx, order)
      return move.do === "wait" ? move.until : null
    }
    order = (await carryOut(ctx, order, move)) ?? (await reread(ctx, order))
  }
  payby.logger.warn(
    `PayBy order ${order.merchantOrderNo} moved in a circle; it is left for a while`,
  )
  return new Date(payby.clock().getTime() + AFTER_TROUBLE_MS)
}

/** Work that takes longer than a lease keeps it; work that died with its process, or hangs, does not. */
function keepLease(ctx: Context, lease: Lease, letGoAt: Date): NodeJS.Timeout {
  const renew = async () => {
    if (ctx.payby.clock() >= letGoAt) return
    try {
      await ctx.payby.leases.renew(lease, leaseTerms(ctx, lease.owner))
    } catch (error) {
      const reason = error instanceof Error ? error.message : "unknown error"
      ctx.payby.logger.warn(`PayBy lease of ${lease.order.merchantOrderNo} not renewed: ${reason}`)
    }
  }
  return setInterval(() => void renew(), ctx.payby.settings.policy.job.leaseMs / 3).unref()
}

/** Begins nothing more for a row that is another worker's soon, however long its turn took to come. */
function whileHeld({ inTurn, payby }: Context, letGoAt: Date): InTurn {
  return (work) =>
    inTurn(async () => {
      if (payby.clock() >= letGoAt) throw new Error("the row was held for too long; it comes again")
      return work()
    })
}

/** Returns the order as it stands afterwards where that is known without another look. */
async function carryOut(ctx: Context, order: PayByOrder, move: Move): Promise<PayByOrder | null> {
  const { payby, inTurn } = ctx
  const no = order.merchantOrderNo
  switch (move.do) {
    case "ask":
      return (await payby.correspondence.ask(order, inTurn)).order
    case "cancel":
      return (await payby.correspondence.cancel(order, inTurn)).order
    case "settle":
      await inTurn(() => settle(ctx, no))
      return null
    case "give-back":
      await inTurn(async () => giveBack(ctx, await reread(ctx, order)))
      return null
    case "finish":
      await endSession(ctx, order)
      return payby.orders.finish(order, payby.clock())
    case "intend":
      if (move.reason === "abandoned" && (await wanted(ctx, order))) return null
      await payby.orders.intend(no, move.intent, move.reason, payby.clock())
      return null
    case "wait":
    case "rest":
      return null
  }
}

async function announceEnd(ctx: Context, order: PayByOrder): Promise<void> {
  if (order.intent === "close") await ctx.payby.announcer.order("closed", order)
  const wasPaid = order.paidAt !== null
  if (order.intent === "return" && wasPaid) await ctx.payby.announcer.order("returned", order)
}

async function reread(ctx: Context, order: PayByOrder): Promise<PayByOrder> {
  return (await ctx.payby.orders.find(order.merchantOrderNo)) ?? order
}

/** The triggers that write the time line read the word before the colon. */
function ownerFor(waker: Waker): string {
  return `${waker}:${randomUUID()}`
}

function leaseTerms(ctx: Context, owner: string): LeaseTerms {
  const { clock, settings } = ctx.payby
  return { owner, at: clock(), ms: settings.policy.job.leaseMs }
}
