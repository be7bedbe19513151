import { isOrderNo, knownRefundOrderNo } from "../../gateway"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { Context } from "../../settlement"
import type { AdminPayByActionName, AdminPayByActionResult } from "../../api/admin/payby/contract"
import { showOrder } from "../orders"
import { refundView } from "../views/refund"
import type { Ending } from "./ending"
import { follow, retry } from "./on-refund"
import { demand, resultOf, unknownNumber } from "./order-action"
import type { Request } from "./order-action"
import { perform } from "./perform"
import { refundActions } from "./permitted"

interface RefundAction {
  readonly name: AdminPayByActionName
  readonly run: (ctx: Context, refund: PayByRefund) => Promise<Ending>
}

/** By the last part of the path. */
const ACTIONS = {
  retry: { name: "retry_refund", run: retry },
  follow: { name: "follow_refund", run: follow },
  acknowledge: { name: "acknowledge", run: acknowledged },
} as const satisfies Record<string, RefundAction>

/** Whether there is an action of this name for refunds. */
export function isRefundAction(name: string): name is keyof typeof ACTIONS {
  return Object.hasOwn(ACTIONS, name)
}

/** Does something with a refund for one of the staff, if it may be done as the refund stands. */
export async function actOnRefund(
  ctx: Context,
  number: string,
  path: keyof typeof ACTIONS,
  request: Request,
): Promise<AdminPayByActionResult> {
  const { refunds, clock } = ctx.payby
  const refund = isOrderNo(number) ? await refunds.find(knownRefundOrderNo(number)) : null
  if (refund === null) throw unknownNumber("refund", number)
  const no = refund.merchantOrderNo
  const { name, run } = ACTIONS[path]
  demand(refundActions(refund, await refunds.ofOrder(no)), name)
  const deed = { action: name, merchantOrderNo: no, subject: refund.refundNo, ...request }
  const performed = await perform(ctx, deed, () => run(ctx, refund))
  const siblings = await refunds.ofOrder(no)
  const after = siblings.find((one) => one.refundNo === refund.refundNo) ?? refund
  return {
    ...resultOf(name, performed, await showOrder(ctx, no)),
    refund: refundView(after, siblings, clock()),
  }
}

async function acknowledged(ctx: Context, refund: PayByRefund): Promise<Ending> {
  const { refunds, clock } = ctx.payby
  return (await refunds.acknowledge(refund.refundNo, clock()))
    ? { outcome: "done", message: "Noted." }
    : { outcome: "nothing_to_do", message: "Somebody has seen to it already." }
}
