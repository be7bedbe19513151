import { isPaid } from "../../gateway"
import type { Answer } from "../../modules/payby/correspondence"
import type { PayByOrder } from "../../modules/payby/ledger/order"
import { giveBack, settle } from "../../settlement"
import type { Context } from "../../settlement"
import { stateOf } from "../order-state"
import { BUSY, endingOf } from "./ending"
import type { Ending } from "./ending"
import { takeTurn } from "./take-turn"

/** Asks PayBy now, and does what follows from the answer. */
export async function askNow(ctx: Context, order: PayByOrder): Promise<Ending> {
  let answer: Answer | undefined
  const asked = await takeTurn(ctx, order.merchantOrderNo, async (taken) => {
    answer = await ctx.payby.correspondence.ask(taken)
  })
  if (!asked || answer === undefined) return BUSY
  if (answer.kind === "in-vain") return endingOf(answer.fault)
  if (answer.kind === "absent") {
    return { outcome: "done", message: "PayBy says that it has no such order." }
  }
  return { outcome: "done", message: `PayBy says ${answer.order.status ?? "nothing we know"}.` }
}

/** Closes an order that nobody has paid. One that was paid meanwhile is settled instead. */
export async function cancel(ctx: Context, order: PayByOrder): Promise<Ending> {
  const { orders, correspondence, clock } = ctx.payby
  const no = order.merchantOrderNo
  await orders.intend(no, "close", "by-staff", clock())
  const turn = await takeTurn(ctx, no, async (taken) => {
    if (taken.finishedAt === null && !isPaidFor(taken)) await correspondence.cancel(taken)
  })
  const after = (await orders.find(no)) ?? order
  if (isPaidFor(after)) {
    return {
      outcome: "refused",
      message: "It was paid before it could be closed; the payment is settled instead.",
    }
  }
  if (after.status === "FAILURE" || after.finishedAt !== null) {
    return { outcome: "done", message: "The order is closed; nobody can pay it any more." }
  }
  if (!turn) return BUSY
  return {
    outcome: "unknown",
    message: "PayBy has not confirmed it yet. It is repeated until it does.",
  }
}

/** Turns a paid order into one of Medusa's, now, whatever the schedule says. */
export async function settleNow(ctx: Context, order: PayByOrder): Promise<Ending> {
  const no = order.merchantOrderNo
  let complaint: string | null = null
  const turn = await takeTurn(ctx, no, async () => {
    complaint = await settle(ctx, no)
  })
  const after = (await ctx.payby.orders.find(no)) ?? order
  if (after.intent === "return") {
    return {
      outcome: "refused",
      message: `It cannot become an order (${after.intentReason ?? "unknown"}), so its money goes back.`,
    }
  }
  if (after.settlement === "settled" && complaint === null) {
    return { outcome: "done", message: "The order is in Medusa, with its money captured." }
  }
  if (!turn) return BUSY
  const why = complaint === null ? "" : ` Medusa says: ${String(complaint)}`
  return {
    outcome: "unknown",
    message: `Medusa has no order with this payment yet. It is tried again, and given back in the end.${why}`,
  }
}

/**
 * Gives back what is left of a payment: revoked at PayBy where Medusa knows nothing of it and nothing was
 * refunded, else refunded, through Medusa where Medusa has it in its books.
 */
export async function revokePayment(ctx: Context, order: PayByOrder): Promise<Ending> {
  const { orders, clock } = ctx.payby
  const no = order.merchantOrderNo
  const wanted = await orders.returnByStaff(no, clock())
  if (wanted === null) {
    return { outcome: "nothing_to_do", message: "There is no money of this order to give back." }
  }
  await takeTurn(ctx, no, async (taken) => {
    if (taken.intent === "return" && taken.finishedAt === null) await giveBack(ctx, taken)
  })
  const after = (await orders.find(no)) ?? wanted
  if (stateOf(after) === "returned") {
    return { outcome: "done", message: "PayBy has confirmed that the money goes back." }
  }
  return {
    outcome: "under_way",
    message: "The money is going back. It is followed until PayBy confirms it.",
  }
}

function isPaidFor(order: PayByOrder): boolean {
  return order.status !== null && isPaid(order.status)
}
