import { MathBN } from "@medusajs/framework/utils"
import { aed } from "../../gateway"
import { cameToNothing, givenBack, isBeingSent, isForgotten } from "./ledger/refund"
import type { PayByRefund } from "./ledger/refund"
import { decideRefund, isUnrecorded } from "./refund-request"
import { decideRetry } from "./refund-retry"
import { aRefund } from "./refund.test-support"
import { after } from "./order.test-support"

/** What becomes of one sending. */
export type Fate =
  "accepted" | "refused" | "answer-lost" | "request-lost" | "crash-after" | "crash-before"

/** What staff is told. */
export type Told = "done" | "no" | "unknown" | "wait"

const LEASE_MS = 30_000

/**
 * One payment with its three books: PayBy's, the ledger's and Medusa's. The decisions are the real ones;
 * what surrounds them is written down here as plainly as possible.
 */
export class RefundWorld {
  readonly payby = new Map<string, { fils: number; failed: boolean }>()
  readonly medusa = new Map<string, string>()
  refunds: PayByRefund[] = []
  #elapsedMs = 0
  #medusaRows = 0

  /** @param total what was captured, as Medusa has it; decimal text */
  constructor(readonly total: string) {}

  get now(): Date {
    return after(this.#elapsedMs)
  }

  /** How many refunds PayBy has made, or will. */
  get alive(): number {
    return [...this.payby.values()].filter((refund) => !refund.failed).length
  }

  /** Fils that PayBy holds of the payment. */
  get kept(): number {
    const gone = [...this.payby.values()].filter((refund) => !refund.failed)
    return aed(this.total).fils - gone.reduce((sum, refund) => sum + refund.fils, 0)
  }

  /** What Medusa's books show as kept, in dirhams. */
  get keptInMedusa(): string {
    return MathBN.sub(this.total, MathBN.sum(0, ...this.medusa.values())).toFixed()
  }

  wait(ms: number): void {
    this.#elapsedMs += ms
  }

  /** Staff asks in Medusa; what goes wrong does so at the sending, if there is one. */
  ask(asked: string, fate: Fate): Told {
    if (MathBN.gt(asked, this.keptInMedusa)) return "no"
    const id = `ref_m${(this.#medusaRows += 1)}`
    this.medusa.set(id, asked)
    const told = this.#request(id, asked, fate, true)
    const died = fate.startsWith("crash") && told === "unknown"
    if (told !== "done" && !died) this.medusa.delete(id)
    return told
  }

  /** Two requests at the same moment: the second comes while the first is being sent. */
  askTwice(asked: string): void {
    const before = this.refunds.length
    this.ask(asked, "crash-before")
    const isSending = this.refunds.length > before
    const whileSending = this.ask(asked, "accepted")
    if (isSending) this.#sendFor(before + 1, "accepted")
    if (whileSending === "wait") this.ask(asked, "accepted")
  }

  /** The job comes by: nothing stays unknown that PayBy can be asked about. */
  job(): void {
    for (const { ordinal } of this.refunds) {
      if (isBeingSent(this.#row(ordinal), this.now)) continue
      this.#forget(ordinal)
      if (this.#row(ordinal).status === null) this.#resolve(ordinal, "accepted")
      this.#record(ordinal)
    }
  }

  /** PayBy could not carry out a refund that it had accepted. */
  fail(which: number): void {
    const alive = this.refunds.filter((refund) => refund.status === "CREATED")
    const refund = alive[which % Math.max(1, alive.length)]
    if (refund === undefined) return
    this.payby.set(refund.refundNo, { fils: refund.amount.fils, failed: true })
    this.#change(refund.ordinal, { status: "FAILURE" })
  }

  /** Staff tries every failed refund again; PayBy takes it this time. */
  retryAll(): void {
    for (const failed of this.refunds.filter(cameToNothing)) {
      const decision = decideRetry(aed(this.total), this.refunds, failed.refundNo, this.#gone())
      if (decision.kind !== "send") continue
      const stands = failed.medusaRefundId !== null && this.medusa.has(failed.medusaRefundId)
      this.#insert({
        asked: failed.asked,
        amount: decision.amount,
        medusaRefundId: stands ? failed.medusaRefundId : null,
        unrecordedAt: stands ? null : this.now,
        toldUnknownAt: failed.toldUnknownAt,
        retryOf: failed.refundNo,
      })
      this.#sendFor(this.refunds.length, "accepted")
      this.#record(this.refunds.length)
    }
  }

  #request(id: string, asked: string, fate: Fate, mayResolve: boolean): Told {
    const decision = decideRefund(
      aed(this.total),
      this.refunds,
      {
        asked,
        medusaRefundId: id,
        closesPayment: MathBN.lt(this.keptInMedusa, 0.005),
        gone: this.#gone(),
      },
      this.now,
    )
    switch (decision.kind) {
      case "send":
        this.#insert({
          asked,
          amount: decision.amount,
          medusaRefundId: id,
          retryOf: decision.retryOf,
        })
        return this.#sendFor(this.refunds.length, fate)
      case "nothing":
        return "done"
      case "adopt":
        this.#link(decision.refund.ordinal, id)
        return "done"
      case "repeat": {
        const replaced = decision.refund.medusaRefundId
        if (replaced !== null) this.medusa.delete(replaced)
        this.#link(decision.refund.ordinal, id)
        return this.#resolve(decision.refund.ordinal, fate)
      }
      case "busy":
        return "wait"
      case "unresolved":
        // Asked about in vain it stays what it is, and staff is told to try again later.
        if (!mayResolve || fate !== "accepted") return "no"
        this.#forget(decision.refund.ordinal)
        this.#resolve(decision.refund.ordinal, "accepted")
        return this.#request(id, asked, fate, false)
      case "given-back":
      case "failed":
        this.#change(decision.refund.ordinal, { toldUnknownAt: null, sendingUntil: null })
        return "no"
      case "exceeds":
        return "no"
    }
  }

  #sendFor(ordinal: number, fate: Fate): Told {
    const { refundNo, amount } = this.#row(ordinal)
    if (fate === "accepted" || fate === "answer-lost" || fate === "crash-after") {
      if (!this.payby.has(refundNo)) {
        if (amount.fils > this.kept) throw new Error("PayBy was asked for more than it holds")
        this.payby.set(refundNo, { fils: amount.fils, failed: false })
      }
    }
    switch (fate) {
      case "accepted":
        this.#change(ordinal, { status: "CREATED", sendingUntil: null })
        return "done"
      case "refused":
        this.#change(ordinal, { status: "REFUSED", ...this.#letGo() })
        return "no"
      case "answer-lost":
      case "request-lost":
        this.#change(ordinal, this.#letGo())
        return "unknown"
      case "crash-after":
      case "crash-before":
        return "unknown"
    }
  }

  /** Whoever waited for a sender that died was left to wonder. */
  #forget(ordinal: number): void {
    if (!isForgotten(this.#row(ordinal), this.now)) return
    this.#change(ordinal, { sendingUntil: null, toldUnknownAt: this.now })
  }

  /** Medusa deletes its row of a refund whose request ends in an error. */
  #letGo(): Partial<PayByRefund> {
    const { now } = this
    return { sendingUntil: null, medusaRefundId: null, unrecordedAt: now, toldUnknownAt: now }
  }

  /** A repeat: PayBy's word about the first sending comes before any refusal of the second. */
  #resolve(ordinal: number, fate: Fate): Told {
    const lost = fate !== "accepted" && fate !== "refused"
    const known = this.payby.get(this.#row(ordinal).refundNo)
    if (known !== undefined && !lost) {
      this.#change(ordinal, { status: known.failed ? "FAILURE" : "CREATED", sendingUntil: null })
      return known.failed ? "no" : "done"
    }
    return this.#sendFor(ordinal, fate)
  }

  #record(ordinal: number): void {
    const refund = this.#row(ordinal)
    const gone = new Set<string>()
    const { medusaRefundId } = refund
    if (medusaRefundId !== null && !this.medusa.has(medusaRefundId)) gone.add(medusaRefundId)
    if (refund.status === null || cameToNothing(refund) || !isUnrecorded(refund, gone)) return
    const id = `ref_m${(this.#medusaRows += 1)}`
    this.medusa.set(id, MathBN.min(refund.asked, this.keptInMedusa).toFixed())
    this.#change(ordinal, { medusaRefundId: id, unrecordedAt: null })
  }

  #insert(refund: Partial<PayByRefund>): void {
    const ordinal = this.refunds.length + 1
    const sendingUntil = new Date(this.now.getTime() + LEASE_MS)
    const fresh = { ordinal, status: null, statusAt: null, unclearAt: this.now, sendingUntil }
    this.refunds.push(aRefund({ ...fresh, ...refund }))
  }

  #link(ordinal: number, id: string): void {
    const sendingUntil = new Date(this.now.getTime() + LEASE_MS)
    const isKnown = this.#row(ordinal).status !== null
    this.#change(ordinal, {
      medusaRefundId: id,
      unrecordedAt: null,
      toldUnknownAt: null,
      sendingUntil: isKnown ? null : sendingUntil,
    })
  }

  /** Rows of Medusa's that are there no more. */
  #gone(): Set<string> {
    const ids = this.refunds.flatMap((refund) => refund.medusaRefundId ?? [])
    return new Set(ids.filter((id) => !this.medusa.has(id)))
  }

  #row(ordinal: number): PayByRefund {
    const refund = this.refunds[ordinal - 1]
    if (refund === undefined) throw new Error(`there is no refund ${ordinal}`)
    return refund
  }

  #change(ordinal: number, changes: Partial<PayByRefund>): void {
    this.refunds[ordinal - 1] = { ...this.#row(ordinal), ...changes }
    if (givenBack(this.refunds).fils > aed(this.total).fils) throw new Error("more than was taken")
  }
}
