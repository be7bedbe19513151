import type { Logger } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import type { CaseRecord, JudgedCall } from "../../src/simulator"
import type { Evidence } from "./paybys-side"

/** How the plugin logs a call: one line at debug level, as the gateway's observer is told it. */
const LINE = /^PayBy (\{.*\})$/

const observed = z.object({
  call: z.enum(["placeOrder", "getOrder", "cancelOrder"]),
  number: z.string(),
  outcome: z.string(),
  code: z.string().optional(),
  /** The status an answer told, where the plugin reports it. */
  status: z.string().optional(),
  tookMs: z.number(),
})

/** The store's own record of its calls to PayBy, where nobody on the other side can be asked. */
export interface OwnRecord {
  /** The number of the next order that is placed, whatever comes of it. */
  nextOrder(): Promise<string>
  /** What is known of an order; what cannot be seen from here stays undefined. */
  of(merchantOrderNo: string, evidence: Evidence): CaseRecord
}

/** Keeps the record from now on, by reading along with the store's log at every level. */
export function keepOwnRecord(
  logger: Pick<Logger, "debug">,
  now: () => number = Date.now,
): OwnRecord {
  const calls: JudgedCall[] = []
  const waiting = new Set<(no: string) => void>()
  const debug = logger.debug.bind(logger)
  logger.debug = (message) => {
    debug(message)
    const call = readCall(message, now())
    if (call === null) return
    const isNew = !calls.some((one) => one.merchantOrderNo === call.merchantOrderNo)
    calls.push(call)
    if (!isNew || call.call !== "placeOrder") return
    for (const tell of waiting) tell(call.merchantOrderNo)
    waiting.clear()
  }
  return {
    nextOrder: () => new Promise((tell) => waiting.add(tell)),
    of: (no, { fils, told, processed }) => ({
      calls: calls
        .filter(({ merchantOrderNo }) => merchantOrderNo === no)
        .map((call) => (call.call === "placeOrder" ? { ...call, fils } : call)),
      merchant: { told, processed },
    }),
  }
}

/** A call from its line in the log. The line is written when the call ends. */
function readCall(
  message: unknown,
  endedAt: number,
): (JudgedCall & { merchantOrderNo: string }) | null {
  const json = typeof message === "string" ? LINE.exec(message)?.[1] : undefined
  if (json === undefined) return null
  const read = observed.safeParse(JSON.parse(json))
  if (!read.success) return null // a call the cases are not about
  const { call, number, outcome, code, status, tookMs } = read.data
  return {
    call,
    at: endedAt - tookMs,
    merchantOrderNo: number,
    code: outcome === "ok" ? "0" : codeHeard(outcome, code),
    status,
  }
}

/** A code counts when PayBy vouched for it; an answer whose signature does not hold is none. */
function codeHeard(outcome: string, code: string | undefined): string | null {
  return outcome === "untrusted-answer" ? null : (code ?? null)
}
