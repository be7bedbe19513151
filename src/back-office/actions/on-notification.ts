import type { NotificationFacts } from "../../modules/payby/ledger/notification-search"
import { processNotification } from "../../settlement"
import type { Context } from "../../settlement"
import type { Ending } from "./ending"

/** Processes a stored notification once more, whatever came of it before. */
export async function replay(ctx: Context, facts: NotificationFacts): Promise<Ending> {
  const { inbox, search, clock } = ctx.payby
  if (!(await inbox.replay(facts.id, clock()))) {
    return { outcome: "nothing_to_do", message: "What it said is not kept any more." }
  }
  await processNotification(ctx, facts.id)
  const after = (await search.notifications.find(facts.id)) ?? facts
  switch (after.state) {
    case "done":
      return after.outcome === "heard"
        ? { outcome: "done", message: "What it says is in the books." }
        : { outcome: "nothing_to_do", message: "There was nothing to be done about it." }
    case "unknown_order":
      return {
        outcome: "nothing_to_do",
        message: "It speaks of an order or a refund that this store does not have.",
      }
    case "waiting":
    case "poison":
      return {
        outcome: "unknown",
        message: "It could not be processed yet; the store's log says why. It is tried again.",
      }
  }
}
