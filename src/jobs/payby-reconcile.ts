import type { MedusaContainer } from "@medusajs/framework/types"
import { contextOf, reconcile } from "../settlement"

/** Works off what is due at PayBy: unprocessed notifications, undecided orders, refunds under way. */
export default async function payByReconcile(container: MedusaContainer): Promise<void> {
  const ctx = contextOf(container)
  await reconcile(ctx)
  await ctx.payby.monitor.jobRan()
}

/** Looking costs one index scan a table; how often PayBy itself is asked is the policy's matter. */
export const config = {
  name: "payby-reconcile",
  schedule: { interval: 2_000 },
}
