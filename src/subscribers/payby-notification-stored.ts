import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { contextOf, wakeUp } from "../settlement"

/** A stored notification wakes the settlement. If this is lost, the job comes by. */
export default async function notificationStored({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await wakeUp(contextOf(container), event.data.id)
}

export const config: SubscriberConfig = { event: "payby.notification.stored" }
