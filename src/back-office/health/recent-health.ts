import type { PayByModuleService } from "../../modules/payby/service"
import type { Context } from "../../settlement"
import type { AdminPayByHealth } from "../../api/admin/payby/contract"
import { checkHealth } from "./check-health"

/** For so long an answer is good enough for everybody who asks. */
const FRESH_MS = 10_000

const last = new WeakMap<PayByModuleService, { at: number; health: Promise<AdminPayByHealth> }>()

/** The health as it was found at most ten seconds ago: a page that is reloaded does not ask PayBy each time. */
export function recentHealth(ctx: Context, fresh: boolean): Promise<AdminPayByHealth> {
  const now = ctx.payby.clock().getTime()
  const before = last.get(ctx.payby)
  if (!fresh && before !== undefined && now < before.at + FRESH_MS) return before.health
  const health = checkHealth(ctx)
  last.set(ctx.payby, { at: now, health })
  health.catch(() => last.delete(ctx.payby))
  return health
}
