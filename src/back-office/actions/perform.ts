import { MedusaError } from "@medusajs/framework/utils"
import type { Context } from "../../settlement"
import type { StaffDeed } from "../../modules/payby/ledger/time-line"
import type { Ending } from "./ending"

/** How it ended, and what PayBy's support asks for. */
export interface Performed extends Ending {
  readonly traceCode: string | null
}

/**
 * Has something done for one of the staff, and writes down who did it and how it ended: first that it
 * began, so that a process that dies in between leaves a trace.
 */
export async function perform(
  ctx: Context,
  deed: StaffDeed,
  run: () => Promise<Ending>,
): Promise<Performed> {
  const { timeLine, clock } = ctx.payby
  const id = await timeLine.begin(deed, clock())
  const trace = listen(ctx, deed)
  try {
    const ending = await run()
    const traceCode = trace.stop()
    await timeLine.end(id, {
      outcome: ending.outcome,
      ...(traceCode === null ? {} : { trace_code: traceCode }),
    })
    return { ...ending, traceCode }
  } catch (error) {
    trace.stop()
    await timeLine.end(id, { outcome: "broken_off" })
    if (error instanceof MedusaError) throw error
    const reason = error instanceof Error ? error.message : "unknown error"
    ctx.payby.logger.error(`PayBy ${deed.action} by staff broke off: ${reason}`)
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "This broke off in the middle; the store's log says why. What has begun goes on by itself: look at the order before you try again.",
    )
  }
}

/** Hears the trace code of the last call about this order; its refunds' numbers begin with its own. */
function listen(ctx: Context, deed: StaffDeed): { stop: () => string | null } {
  let last: string | null = null
  const off = ctx.payby.onCall((call) => {
    const number = deed.merchantOrderNo
    if (number !== null && call.number?.startsWith(number)) last = call.traceCode ?? last
  })
  return {
    stop: () => {
      off()
      return last
    },
  }
}
