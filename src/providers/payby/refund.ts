import { aed, decimalText, fils, sameMoney } from "../../gateway"
import type { PayByOrder } from "../../modules/payby/ledger/order"
import type { PayByRefund } from "../../modules/payby/ledger/refund"
import type { RefundRequest } from "../../modules/payby/ledger/refund-requests"
import type { PayByModuleService } from "../../modules/payby/service"
import type { RefundAnswer } from "../../modules/payby/refund-correspondence"
import type { MedusaRefunds, RefundFacts } from "./medusa-refunds"
import { answerInTime } from "./refund-answer"
import {
  isBeingReturned,
  refundExceeds,
  refundFailed,
  refundFailedSince,
  refundGivenBack,
  refundNotSent,
  refundPending,
  refundRecorded,
  refundRefused,
  refundUnknown,
} from "./sentences"

/** How long a request may be about its own rows after PayBy's answer, or none, milliseconds. */
const WRITING_MS = 5_000

/** How often an equal refund that is being sent is looked at, milliseconds. */
const LOOK_AGAIN_MS = 100

/** What Medusa asks for: dirhams as decimal text with all their decimals, and its row. */
export interface RefundOrder {
  readonly asked: string
  readonly facts: RefundFacts
  readonly operatorName: string | undefined
}

/**
 * Gives back part or all of a payment, once per intention. Accepted is success: how it goes on is
 * followed by the job. While an outcome is unknown nobody is told "failed", and nothing new is sent.
 */
export async function refund(
  payby: PayByModuleService,
  medusa: MedusaRefunds,
  order: PayByOrder,
  wish: RefundOrder,
): Promise<void> {
  const { records, id } = wish.facts
  if (records !== null) {
    const recorded = await payby.refunds.record(records, id, payby.clock())
    if (recorded === null) throw refundRecorded()
    return
  }
  // Less than half a fils: there is no such coin, and Medusa may book it.
  if (sameMoney(aed(wish.asked), fils(0))) return
  const work = new RefundWork(payby, medusa, order, wish)
  await work.carryOut(await work.request())
}

/** One request of Medusa's, from asking the ledger to what staff is told. */
class RefundWork {
  readonly #endAt: Date

  constructor(
    private readonly payby: PayByModuleService,
    private readonly medusa: MedusaRefunds,
    private readonly order: PayByOrder,
    private readonly wish: RefundOrder,
  ) {
    this.#endAt = this.after(payby.settings.policy.refundAnswerMs)
  }

  /** Asks the ledger, and clears out of the way what can be cleared in time. */
  async request(): Promise<RefundRequest> {
    let resolved = false
    for (;;) {
      const request = await this.ask()
      const isInTime = this.payby.clock() < this.#endAt
      if (request.kind === "busy" && isInTime) await sleep(LOOK_AGAIN_MS)
      else if (request.kind === "unresolved" && !resolved) {
        await this.resolveOther(request.refund)
        resolved = true
      } else return request
    }
  }

  async carryOut(request: RefundRequest): Promise<void> {
    const { refundCorrespondence } = this.payby
    switch (request.kind) {
      case "adopt":
      case "nothing":
        return
      case "exceeds":
        throw refundExceeds(decimalText(request.refundable))
      case "being-revoked":
        throw isBeingReturned()
      case "given-back":
        throw refundGivenBack(decimalText(request.refund.amount), request.refund.requestedAt)
      case "failed":
        throw refundFailedSince(decimalText(request.refund.amount), request.refund.failDes)
      case "busy":
      case "unresolved":
        throw refundPending(request.refund.refundNo)
      case "new":
        return this.send(request.refund, () => refundCorrespondence.send(request.refund))
      case "repeat":
        if (request.replaces !== null) await this.medusa.remove(request.replaces)
        return this.send(request.refund, () =>
          refundCorrespondence.resolve(request.refund, request.refund.sendingUntil),
        )
    }
  }

  private async ask(): Promise<RefundRequest> {
    const { payby, order, wish } = this
    const known = await payby.refunds.ofOrder(order.merchantOrderNo)
    return payby.refunds.request(order.merchantOrderNo, {
      asked: wish.asked,
      medusaRefundId: wish.facts.id,
      closesPayment: wish.facts.closesPayment,
      gone: await this.medusa.gone(known.flatMap((refund) => refund.medusaRefundId ?? [])),
      words: {
        notifyUrl: payby.settings.notifyUrl,
        reason: wish.facts.reason,
        operatorName: wish.operatorName,
      },
      now: payby.clock(),
      sendingUntil: this.after(payby.settings.policy.refundAnswerMs + WRITING_MS),
    })
  }

  /** Another refund's outcome is found out under its own lease, and stays its own matter. */
  private async resolveOther(other: PayByRefund): Promise<void> {
    const { refundCorrespondence } = this.payby
    await answerInTime(this.payby, this.#endAt, other, null, () =>
      refundCorrespondence.resolve(other),
    )
  }

  private async send(refund: PayByRefund, begin: () => Promise<RefundAnswer>): Promise<void> {
    const { payby } = this
    const held = refund.sendingUntil ?? payby.clock()
    const lookAgainAt = this.after(payby.settings.policy.refunds[0]!.everyMs)
    let answer: RefundAnswer | null = null
    try {
      answer = await answerInTime(payby, this.#endAt, refund, held, begin)
    } finally {
      const happened = answer?.kind === "heard" && answer.refund.status !== "FAILURE"
      // Without success Medusa deletes its row, so that whatever happened has to be recorded anew.
      if (happened) await payby.refunds.reported(refund.refundNo, held, lookAgainAt, payby.clock())
      else await payby.refunds.letGo(refund.refundNo, held, lookAgainAt, payby.clock())
    }
    conclude(refund, answer)
  }

  private after(ms: number): Date {
    return new Date(this.payby.clock().getTime() + ms)
  }
}

function conclude(refund: PayByRefund, answer: RefundAnswer): void {
  switch (answer.kind) {
    case "heard":
      if (answer.refund.status === "FAILURE") throw refundFailed(answer.refund.failDes)
      return
    case "refused":
      if (answer.fault.kind !== "refused") throw refundNotSent()
      throw refundRefused(answer.fault.code)
    case "unclear":
      throw refundUnknown(refund.refundNo)
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
