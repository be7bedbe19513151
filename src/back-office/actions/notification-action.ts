import type { NotificationFacts } from "../../modules/payby/ledger/notification-search"
import type { Context } from "../../settlement"
import type { AdminPayByActionResult } from "../../api/admin/payby/contract"
import { showOrder } from "../orders"
import { notificationView } from "../views/notification"
import type { Ending } from "./ending"
import { replay } from "./on-notification"
import { demand, resultOf, unknownNumber } from "./order-action"
import type { Request } from "./order-action"
import { perform } from "./perform"
import { notificationActions } from "./permitted"

const RUN = { replay, acknowledge: acknowledged } as const

/** Whether there is an action of this name for notifications. */
export function isNotificationAction(name: string): name is keyof typeof RUN {
  return Object.hasOwn(RUN, name)
}

/** Does something with a stored notification for one of the staff. */
export async function actOnNotification(
  ctx: Context,
  id: string,
  name: keyof typeof RUN,
  request: Request,
): Promise<AdminPayByActionResult> {
  const facts = await ctx.payby.search.notifications.find(id)
  if (facts === null) throw unknownNumber("notification", id)
  demand(notificationActions(facts), name)
  const { merchantOrderNo } = facts
  const deed = { action: name, merchantOrderNo, subject: id, ...request }
  const performed = await perform(ctx, deed, () => RUN[name](ctx, facts))
  const after = (await ctx.payby.search.notifications.find(id)) ?? facts
  const order = merchantOrderNo === null ? null : await showOrder(ctx, merchantOrderNo)
  return { ...resultOf(name, performed, order), notification: notificationView(after) }
}

async function acknowledged(ctx: Context, facts: NotificationFacts): Promise<Ending> {
  const { inbox, clock } = ctx.payby
  return (await inbox.acknowledge(facts.id, clock()))
    ? { outcome: "done", message: "Noted." }
    : { outcome: "nothing_to_do", message: "Somebody has seen to it already." }
}
