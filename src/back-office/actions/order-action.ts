import { MedusaError } from "@medusajs/framework/utils"
import { isOrderNo, merchantOrderNo } from "../../gateway"
import type { PayByOrder } from "../../modules/payby/ledger/order"
import type { Actor } from "../../modules/payby/ledger/time-line"
import type { Context } from "../../settlement"
import type {
  AdminPayByAction,
  AdminPayByActionName,
  AdminPayByActionResult,
} from "../../api/admin/payby/contract"
import { showOrder } from "../orders"
import type { Ending } from "./ending"
import { askNow, cancel, revokePayment, settleNow } from "./on-order"
import { perform } from "./perform"
import type { Performed } from "./perform"
import { orderActions } from "./permitted"

/** Who wants something done, and why. */
export interface Request {
  readonly actor: Actor
  readonly note: string | null
}

type OrderAction = Extract<
  AdminPayByActionName,
  "ask" | "cancel" | "revoke" | "settle" | "acknowledge"
>

const RUN: Readonly<Record<OrderAction, (ctx: Context, order: PayByOrder) => Promise<Ending>>> = {
  ask: askNow,
  cancel,
  revoke: revokePayment,
  settle: settleNow,
  acknowledge: acknowledged,
}

/** Whether there is an action of this name for orders. */
export function isOrderAction(name: string): name is OrderAction {
  return Object.hasOwn(RUN, name)
}

/** Does something with an order for one of the staff, if it may be done as the order stands. */
export async function actOnOrder(
  ctx: Context,
  number: string,
  name: OrderAction,
  request: Request,
): Promise<AdminPayByActionResult> {
  const order = isOrderNo(number) ? await ctx.payby.orders.find(merchantOrderNo(number)) : null
  if (order === null) throw unknownNumber("order", number)
  const refunds = await ctx.payby.refunds.ofOrder(order.merchantOrderNo)
  demand(orderActions(order, refunds), name)
  const deed = { action: name, merchantOrderNo: order.merchantOrderNo, ...request }
  const performed = await perform(ctx, deed, () => RUN[name](ctx, order))
  return resultOf(name, performed, await showOrder(ctx, number))
}

/** @throws a sentence that says why an action may not be taken */
export function demand(actions: readonly AdminPayByAction[], name: AdminPayByActionName): void {
  const wanted = actions.find((action) => action.name === name)
  if (wanted?.allowed) return
  throw new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    wanted?.obstacle_text ?? "This cannot be done here.",
  )
}

/** The answer to an action. */
export function resultOf(
  action: AdminPayByActionName,
  { outcome, message, traceCode }: Performed,
  order: AdminPayByActionResult["order"],
): AdminPayByActionResult {
  return { action, outcome, message, trace_code: traceCode, order }
}

/** Nobody has heard of it. */
export function unknownNumber(what: "order" | "refund" | "notification", number: string) {
  return new MedusaError(
    MedusaError.Types.NOT_FOUND,
    `The store has no PayBy ${what} ${number.slice(0, 64)}.`,
  )
}

async function acknowledged(ctx: Context, order: PayByOrder): Promise<Ending> {
  const { orders, clock } = ctx.payby
  const seen =
    order.attention === null
      ? null
      : await orders.acknowledge(order.merchantOrderNo, order.attention, clock())
  return seen === null
    ? { outcome: "nothing_to_do", message: "Something else has come up meanwhile: look again." }
    : { outcome: "done", message: "Noted. You are told again if it happens again." }
}
