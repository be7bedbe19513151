import type { MedusaContainer } from "@medusajs/framework/types"
import { contextOf, forget } from "../settlement"

/** Forgets what has been over for longer than the policy wants it kept. */
export default async function payByRetention(container: MedusaContainer): Promise<void> {
  const ctx = contextOf(container)
  const { unpaidOrdersMs, paidOrdersMs, notificationsMs, notificationBodiesMs } = await forget(ctx)
  const orders = unpaidOrdersMs + paidOrdersMs
  if (orders + notificationsMs + notificationBodiesMs === 0) return
  ctx.payby.logger.info(
    `PayBy retention: ${orders} orders and ${notificationsMs} notifications forgotten, ${notificationBodiesMs} bodies emptied`,
  )
}

/** Before dawn in the Emirates. Instances that begin at the same moment share the work. */
export const config = {
  name: "payby-retention",
  schedule: "41 0 * * *",
}
