import { randomUUID } from "node:crypto"
import type { MerchantOrderNo } from "../gateway"
import type { PayByOrder } from "../modules/payby/ledger/order"
import type { Lease } from "../modules/payby/ledger/orders"
import { concernOf, nextMove } from "../modules/payby/next-move"
import type { Move } from "../modules/payby/next-move"
import type { Context } from "./context"
import { endSession } from "./end-session"
import { giveBack } from "./give-back"
import { settle } from "./settle"
import { wanted } from "./wanted"

/** Moves that follow each other at once: asked, paid, settled. More would be a circle. */
const MOVES_AT_ONCE = 6

/** This process, as the owner of leases. */
const OWNER = randomUUID()

/**
 * Takes an order and does what is due, now. Does nothing when another worker has it: whatever woke us
 * is in the ledger, and the row stays due.
 */
export async function drive(ctx: Context, no: MerchantOrderNo): Promise<void> {
  const lease = await ctx.payby.orders.lease(no, leaseTerms(ctx))
  if (lease === null) {
    await ctx.payby.orders.wake(no, ctx.payby.clock())
    return
  }
  await driveLeased(ctx, lease)
}

/** Takes up to `limit` due orders and does what is due. Returns how many it took. */
export async function takeDue(ctx: Context, limit: number): Promise<Lease[]> {
  return ctx.payby.orders.leaseDue(limit, leaseTerms(ctx))
}

/** Carries out the moves of a taken order until it has to wait, and gives it back. */
export async function driveLeased(ctx: Context, lease: Lease): Promise<void> {
  const { payby } = ctx
  const no = lease.order.merchantOrderNo
  let lookAgainAt: Date | null = payby.clock()
  try {
    let order = lease.order
    for (let moves = 0; moves < MOVES_AT_ONCE; moves++) {
      const move = nextMove(order, payby.clock(), payby.settings.policy)
      if (move.do === "wait" || move.do === "rest") {
        lookAgainAt = move.do === "wait" ? move.until : null
        break
      }
      await carryOut(ctx, order, move)
      const after = await payby.orders.find(no)
      if (after === null) return
      order = after
    }
    const concern = concernOf(order, payby.settings.policy)
    if (concern !== null) await payby.alarm.raise(no, concern)
    if (lease.order.finishedAt === null && order.finishedAt !== null) await announceEnd(ctx, order)
  } catch (error) {
    const { everyMs } = payby.settings.policy.closing[0]!
    lookAgainAt = new Date(payby.clock().getTime() + everyMs)
    throw error
  } finally {
    await payby.orders.putBack(lease, lookAgainAt, payby.clock())
  }
}

async function carryOut(ctx: Context, order: PayByOrder, move: Move): Promise<void> {
  const { payby } = ctx
  const no = order.merchantOrderNo
  switch (move.do) {
    case "ask":
      await payby.correspondence.ask(order)
      return
    case "cancel":
      await payby.correspondence.cancel(order)
      return
    case "settle":
      await settle(ctx, order)
      return
    case "give-back":
      await giveBack(ctx, order)
      return
    case "finish":
      await endSession(ctx, order)
      await payby.orders.finish(no, payby.clock())
      return
    case "intend":
      if (move.reason === "abandoned" && (await wanted(ctx, order))) return
      await payby.orders.intend(no, move.intent, move.reason, payby.clock())
      return
    case "wait":
    case "rest":
      return
  }
}

async function announceEnd(ctx: Context, order: PayByOrder): Promise<void> {
  if (order.intent === "close") await ctx.payby.announcer.order("closed", order)
  const wasPaid = order.paidAt !== null
  if (order.intent === "return" && wasPaid) await ctx.payby.announcer.order("returned", order)
}

function leaseTerms(ctx: Context) {
  const { clock, settings } = ctx.payby
  return { owner: OWNER, at: clock(), ms: settings.policy.job.leaseMs }
}
