import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { contextOf, orderCancelled } from "../settlement"

/** A cancelled order closes what is still payable, and looks again at what was paid. */
export default async function payByOrderCancelled({
  event,
  container,
}: SubscriberArgs<{ id: string }>): Promise<void> {
  await orderCancelled(contextOf(container), event.data.id)
}

export const config: SubscriberConfig = { event: "order.canceled" }
