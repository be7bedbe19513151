import { decimalText, isUnknownWord, mayHaveHappened, refundTerms, sameMoney } from "../../gateway"
import type { Clock, Fault, Outcome, PayByClient, RefundOrder } from "../../gateway"
import type { Alarm } from "./alarm"
import type { Announcer } from "./events"
import type { PayByRefund } from "./ledger/refund"
import type { RefundLedger } from "./ledger/refunds"
import { REQUEST_LIFETIME_MS } from "./next-move"
import type { Policy } from "./policy"

/** What sending or asking about a refund brought. The refund is the row as it stands afterwards. */
export type RefundAnswer =
  | { kind: "heard"; refund: PayByRefund }
  /** It certainly never began: PayBy refused it, or nothing was sent. */
  | { kind: "refused"; refund: PayByRefund; fault: Fault }
  /** Its outcome is unknown; the row stays to be asked about. */
  | { kind: "unclear"; refund: PayByRefund; fault: Fault }

/** As {@link RefundAnswer}; `absent`: PayBy says, signed, that it has no such refund. */
type Asked =
  Exclude<RefundAnswer, { kind: "refused" }> | { kind: "absent"; refund: PayByRefund; fault: Fault }

/** Every exchange with PayBy about a refund, and what of it is written into the ledger. */
export class RefundCorrespondence {
  constructor(
    private readonly refunds: RefundLedger,
    private readonly gateway: PayByClient,
    private readonly alarm: Alarm,
    private readonly announcer: Announcer,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends the refund of this row for the first time. A refusal counts when PayBy also says that it has
   * no such refund: the bytes may have been sent twice, and the refusal may speak of the second time.
   */
  async send(refund: PayByRefund): Promise<RefundAnswer> {
    const placed = await this.place(refund)
    if (placed.ok) return this.listen(refund, placed)
    const { fault } = placed
    if (mayHaveHappened(fault)) return this.inVain(refund, fault)
    if (fault.kind === "unreachable") {
      return this.neverBegan(refund, refund.unclearAt, fault, false)
    }
    if (refund.unclearAt !== null) await this.answered(refund, refund.unclearAt, null)
    const asked = await this.ask(refund)
    return asked.kind === "absent" ? this.neverBegan(refund, null, fault, false) : asked
  }

  /**
   * Finds out what became of a refund that was sent before, and sends it again, verbatim, if PayBy has
   * none. Refusing a repeat, PayBy may well speak of the first one, which happened or may still arrive:
   * it never began only when PayBy goes on having none after everything sent before has lost its force.
   *
   * @param held the end of the lease the caller has on the row; null: none
   */
  async resolve(refund: PayByRefund, held: Date | null = null): Promise<RefundAnswer> {
    const asked = await this.ask(refund)
    if (asked.kind !== "absent") return asked
    const sentAt = this.clock()
    const until = new Date(sentAt.getTime() + this.policy.job.leaseMs)
    const taken = await this.refunds.startSending(refund, { held, now: sentAt, until })
    if (taken === null) return { kind: "unclear", refund, fault: asked.fault }
    try {
      return await this.sendAgain(taken, sentAt, refund.unclearAt)
    } finally {
      if (held === null) await this.refunds.reported(refund.refundNo, until, until, this.clock())
    }
  }

  /** Asks how the refund stands. */
  async ask(refund: PayByRefund): Promise<Asked> {
    const outcome = await this.gateway.getRefund(refund.refundNo)
    const isAbsent =
      !outcome.ok && outcome.fault.kind === "refused" && outcome.fault.meaning === "no-such-refund"
    if (!isAbsent) return this.listen(refund, outcome)
    // PayBy has spoken of it before, so this is not the whole truth: a person should look.
    if (refund.status !== null) await this.alarm.raise(refund.merchantOrderNo, "order-vanished")
    return refund.status === null
      ? { kind: "absent", refund, fault: outcome.fault }
      : this.inVain(refund, outcome.fault)
  }

  /** Writes down PayBy's verified word, if it is about the refund that was asked for. */
  async hear(refund: PayByRefund, word: RefundOrder): Promise<Exclude<Asked, { kind: "absent" }>> {
    const no = refund.merchantOrderNo
    const origin = word.originMerchantOrderNo ?? no
    if (origin !== no || !sameMoney(word.amount, refund.amount)) {
      await this.alarm.raise(no, "amount-differs")
      return this.inVain(refund, doubtful("PayBy speaks of another refund than the one sent"))
    }
    if (isUnknownWord(word.status)) {
      await this.alarm.raise(no, "unknown-status")
      return this.inVain(refund, doubtful("PayBy's word for the refund's status is unknown"))
    }
    const { status, orderNo: paybyOrderNo, failCode = null, failDes = null } = word
    const feeRefunded = word.feeRefunded === undefined ? null : decimalText(word.feeRefunded)
    const told = { status, paybyOrderNo, feeRefunded, failCode, failDes }
    const heard = await this.refunds.hear(refund, told, this.clock())
    if (heard.how === "contradiction") await this.alarm.raise(no, "status-went-back")
    if (heard.how === "news" && heard.refund.status === "FAILURE")
      await this.tellFailure(heard.refund)
    return { kind: "heard", refund: heard.refund }
  }

  private async sendAgain(
    taken: PayByRefund,
    sentAt: Date,
    unclearBefore: Date | null,
  ): Promise<RefundAnswer> {
    const placed = await this.place(taken)
    if (placed.ok) return this.listen(taken, placed)
    const { fault } = placed
    if (mayHaveHappened(fault)) return this.inVain(taken, fault)
    await this.answered(taken, sentAt, unclearBefore)
    const asked = await this.ask(taken)
    if (asked.kind !== "absent") return asked
    const saidNo = fault.kind === "refused" && fault.meaning !== "try-later"
    const lostItsForce =
      unclearBefore === null ||
      this.clock().getTime() > unclearBefore.getTime() + REQUEST_LIFETIME_MS
    if (!saidNo || !lostItsForce) return this.inVain(taken, fault)
    const answer = await this.neverBegan(taken, unclearBefore, fault, true)
    if (answer.kind === "refused") await this.alarm.raise(taken.merchantOrderNo, "refund-refused")
    return answer
  }

  private async answered(
    refund: PayByRefund,
    sentAt: Date,
    unclearBefore: Date | null,
  ): Promise<void> {
    await this.refunds.answered(refund.refundNo, sentAt, unclearBefore, this.clock())
  }

  private async place(refund: PayByRefund): Promise<Outcome<RefundOrder>> {
    const outcome = await this.gateway.placeRefund(refundTerms(JSON.parse(refund.terms)))
    return outcome.ok ? { ok: true, value: outcome.value.refund } : outcome
  }

  private async listen(
    refund: PayByRefund,
    outcome: Outcome<RefundOrder>,
  ): Promise<Exclude<Asked, { kind: "absent" }>> {
    return outcome.ok ? this.hear(refund, outcome.value) : this.inVain(refund, outcome.fault)
  }

  private async neverBegan(
    refund: PayByRefund,
    sentAt: Date | null,
    fault: Fault,
    attention: boolean,
  ): Promise<RefundAnswer> {
    const why = { sentAt, failCode: codeOf(fault), failDes: fault.kind, attention }
    const concluded = await this.refunds.neverBegan(refund, why, this.clock())
    const after = (await this.refunds.find(refund.refundNo)) ?? refund
    return { kind: concluded ? "refused" : "unclear", refund: after, fault }
  }

  private async inVain(
    refund: PayByRefund,
    fault: Fault,
  ): Promise<{ kind: "unclear"; refund: PayByRefund; fault: Fault }> {
    const attempts = await this.refunds.askedInVain(refund.refundNo, this.clock())
    const no = refund.merchantOrderNo
    if (fault.kind === "misconfigured") {
      await this.alarm.raise(no, "account-not-set-up", fault.advice)
    } else if (attempts === this.policy.tellAfterAttempts) {
      await this.alarm.raise(no, "refund-unresolved")
    }
    return { kind: "unclear", refund, fault }
  }

  private async tellFailure(refund: PayByRefund): Promise<void> {
    await this.alarm.raise(refund.merchantOrderNo, "refund-failed", refund.failCode ?? "")
    await this.announcer.refundFailed(refund)
  }
}

function doubtful(reason: string): Fault {
  return { kind: "unknown-outcome", reason }
}

function codeOf(fault: Fault): string | null {
  return "code" in fault ? (fault.code ?? null) : null
}
