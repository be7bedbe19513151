import type { ObservedCall } from "../../src/gateway"
import type { PayByModuleService } from "../../src/modules/payby/service"
import type { CaseRecord, JudgedCall } from "../../src/simulator"
import type { Evidence } from "./paybys-side"

/** The store's own record of its calls to PayBy, where nobody on the other side can be asked. */
export interface OwnRecord {
  /** The number of the next order that is placed, whatever comes of it. */
  nextOrder(): Promise<string>
  /** What is known of an order; what cannot be seen from here stays undefined. */
  of(merchantOrderNo: string, evidence: Evidence): CaseRecord
}

type OwnCall = JudgedCall & { readonly merchantOrderNo: string }

/** Keeps the record from now on. */
export function keepOwnRecord(payby: Pick<PayByModuleService, "onCall" | "clock">): OwnRecord {
  const calls: OwnCall[] = []
  const waiting = new Set<(no: string) => void>()
  payby.onCall((observed) => {
    const call = ownCall(observed, payby.clock().getTime())
    if (call === null) return
    const isNew = !calls.some((one) => one.merchantOrderNo === call.merchantOrderNo)
    calls.push(call)
    if (!isNew || call.call !== "placeOrder") return
    for (const tell of waiting) tell(call.merchantOrderNo)
    waiting.clear()
  })
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

/** A call as the judge reads it; null when the cases are not about it. Calls are told when they end. */
function ownCall(observed: ObservedCall, endedAt: number): OwnCall | null {
  const { call, number, status, tookMs } = observed
  if (call !== "placeOrder" && call !== "getOrder" && call !== "cancelOrder") return null
  if (number === undefined) return null
  const at = endedAt - tookMs
  return { call, at, merchantOrderNo: number, code: codeOf(observed), status: status ?? null }
}

/** A code counts when PayBy vouched for it; an answer whose signature does not hold is none. */
function codeOf({ outcome, code }: ObservedCall): string | null {
  if (outcome === "ok") return "0"
  return outcome === "untrusted-answer" ? null : (code ?? null)
}
