import { failed, succeeded } from "../../src/gateway"
import type {
  MerchantOrderNo,
  OrderTerms,
  Outcome,
  PayByClient,
  RefundOrderNo,
  RefundTerms,
} from "../../src/gateway"
import type { Answer, MemoryPayBy, Refusal } from "./memory-payby"
import type { Turn } from "./stage"

/** What goes wrong with a call. */
export type NetworkFault =
  /** Nothing was sent. */
  | "unreachable"
  /** The request never arrives, and nobody knows. */
  | "lost-request"
  /** It happened, and nobody knows. */
  | "lost-answer"
  /** The request arrives after its sender has given up: in 12 s, or in so many minutes. */
  | "late"
  | "very-late"
  /** It takes five seconds, and so does the answer. */
  | "slow"
  /** It happened, but the answer cannot be believed. */
  | "unsigned"
  /** PayBy says, signed: not now. */
  | "try-later"
  | "rate-limited"

export type CallKind = "place" | "get" | "cancel" | "revoke" | "placeRefund" | "getRefund"

const LATE_MS = 12_000
/** Hardly before an order expires, or PayBy refuses a request for its age. */
const VERY_LATE_MS = { place: 9 * 60_000, others: 14 * 60_000 } as const
const SLOW_MS = 5_000

/** The wire between a process and PayBy, and what goes wrong on it. */
export class MemoryNetwork {
  isDown = false
  #faults: { kind: CallKind; fault: NetworkFault }[] = []

  constructor(
    private readonly payby: MemoryPayBy,
    private readonly deadlineMs: number,
  ) {}

  /** The next call of this kind goes wrong. */
  spoil(kind: CallKind, fault: NetworkFault): void {
    this.#faults.push({ kind, fault })
  }

  heal(): void {
    this.isDown = false
    this.#faults = []
  }

  /** The client as a process has it, which asks for its turn before and after. */
  client(turn: Turn): PayByClient {
    const call = async <T>(kind: CallKind, effect: () => Answer<T>): Promise<Outcome<T>> => {
      await turn(`PayBy is called: ${kind}`)
      const fault = this.isDown ? "unreachable" : this.#take(kind)
      const outcome = await this.#play(kind, fault, effect)
      await turn(`PayBy has answered ${kind}: ${fault ?? (outcome.ok ? "yes" : "no")}`)
      return outcome
    }
    const { payby } = this
    const known = {
      placeOrder: (terms: OrderTerms) => call("place", () => payby.place(terms)),
      getOrder: (no: MerchantOrderNo) => call("get", () => payby.get(no)),
      cancelOrder: (no: MerchantOrderNo) => call("cancel", () => payby.cancel(no)),
      revokeOrder: (no: MerchantOrderNo) => call("revoke", () => payby.revoke(no)),
      placeRefund: (terms: RefundTerms) => call("placeRefund", () => payby.placeRefund(terms)),
      getRefund: (no: RefundOrderNo) => call("getRefund", () => payby.getRefund(no)),
      close: () => undefined,
    }
    const notModelled = () => Promise.reject(new Error("this call is not modelled"))
    return {
      ...known,
      updateExpiredTime: notModelled,
      getCashierUrlInfo: notModelled,
      queryOrderPage: notModelled,
      queryRefundOrderPage: notModelled,
      getTransfer: notModelled,
      downloadStatement: notModelled,
      verifySign: notModelled,
    }
  }

  #take(kind: CallKind): NetworkFault | null {
    const at = this.#faults.findIndex((one) => one.kind === kind)
    return at < 0 ? null : (this.#faults.splice(at, 1)[0]?.fault ?? null)
  }

  async #play<T>(
    kind: CallKind,
    fault: NetworkFault | null,
    effect: () => Answer<T>,
  ): Promise<Outcome<T>> {
    switch (fault) {
      case "unreachable":
        return failed({ kind: "unreachable", reason: "ECONNREFUSED" })
      case "lost-request":
        return this.#silence()
      case "lost-answer":
        effect()
        return this.#silence()
      case "late":
        setTimeout(effect, LATE_MS)
        return this.#silence()
      case "very-late":
        setTimeout(effect, kind === "place" ? VERY_LATE_MS.place : VERY_LATE_MS.others)
        return this.#silence()
      case "slow":
        await new Promise<void>((done) => void setTimeout(done, SLOW_MS))
        return this.#answer(effect)
      case "unsigned":
        effect()
        return failed({ kind: "untrusted-answer", reason: "no signature" })
      case "try-later":
        return refusal("try-later")
      case "rate-limited":
        return failed({ kind: "rate-limited" })
      case null:
        return this.#answer(effect)
    }
  }

  #answer<T>(effect: () => Answer<T>): Outcome<T> {
    const answer = effect()
    return "value" in answer ? succeeded(answer.value) : refusal(answer.refused)
  }

  async #silence<T>(): Promise<Outcome<T>> {
    await new Promise<void>((done) => void setTimeout(done, this.deadlineMs))
    return failed({ kind: "unknown-outcome", reason: "no answer" })
  }
}

function refusal<T>(meaning: Refusal): Outcome<T> {
  return failed({ kind: "refused", meaning, code: "0", message: meaning })
}
