import { isFinalRefund, isUnknownWord, refundTerms, toWire } from "../../gateway"
import type { Clock, Fault, Outcome, PayByClient, PlacedRefund, RefundOrder } from "../../gateway"
import type { PayByRefund, RefundLedger, RefundWord } from "./ledger/refunds"
import type { Policy } from "./policy"
import { gap } from "./policy"

/** What sending or asking about a refund brought. */
export type RefundAnswer =
  | { kind: "heard"; status: RefundWord }
  /** PayBy said no, signed: this refund never began. */
  | { kind: "refused"; fault: Fault }
  /** Its outcome is unknown, or it can be tried again; the row stays to be asked about. */
  | { kind: "unclear"; fault: Fault }

/** Every exchange with PayBy about a refund, and what of it is written into the ledger. */
export class RefundCorrespondence {
  constructor(
    private readonly refunds: RefundLedger,
    private readonly gateway: PayByClient,
    private readonly notifyUrl: string,
    private readonly policy: Policy,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends the refund of this row for the first time. Only then does a refusal mean that it never
   * began: refusing a repeat, PayBy may well speak of the first one, which happened.
   */
  async send(refund: PayByRefund): Promise<RefundAnswer> {
    const outcome = await this.place(refund)
    if (outcome.ok) return this.listen(refund, word(outcome))
    const { fault } = outcome
    if (fault.kind === "refused" && fault.meaning === "number-taken") return this.ask(refund)
    const final = fault.kind === "refused" && fault.meaning !== "try-later"
    if (final || fault.kind === "misconfigured") return this.neverBegan(refund, fault)
    return { kind: "unclear", fault }
  }

  /** Finds out what became of a refund that was sent before, and sends it again if PayBy has none. */
  async resolve(refund: PayByRefund): Promise<RefundAnswer> {
    const asked = await this.ask(refund)
    if (asked.kind !== "unclear" || !isAbsent(asked.fault)) return asked
    return this.listen(refund, word(await this.place(refund)))
  }

  /** Asks how the refund stands. */
  async ask(refund: PayByRefund): Promise<RefundAnswer> {
    return this.listen(refund, await this.gateway.getRefund(refund.refundNo))
  }

  private place(refund: PayByRefund): Promise<Outcome<PlacedRefund>> {
    return this.gateway.placeRefund(
      refundTerms({
        refundMerchantOrderNo: refund.refundNo,
        originMerchantOrderNo: refund.merchantOrderNo,
        amount: toWire(refund.amount),
        notifyUrl: this.notifyUrl,
      }),
    )
  }

  private async neverBegan(refund: PayByRefund, fault: Fault): Promise<RefundAnswer> {
    const code = "code" in fault ? (fault.code ?? null) : null
    await this.refunds.hear(refund.refundNo, "REFUSED", code, this.clock(), null)
    return { kind: "refused", fault }
  }

  private async listen(refund: PayByRefund, outcome: Outcome<RefundOrder>): Promise<RefundAnswer> {
    if (!outcome.ok) return { kind: "unclear", fault: outcome.fault }
    const { status, failCode } = outcome.value
    if (isUnknownWord(status)) {
      return {
        kind: "unclear",
        fault: { kind: "unknown-outcome", reason: "unknown refund status" },
      }
    }
    const now = this.clock()
    const lookAgainAt = isFinalRefund(status)
      ? null
      : new Date(
          now.getTime() + gap(this.policy.refunds, now.getTime() - refund.requestedAt.getTime()),
        )
    await this.refunds.hear(refund.refundNo, status, failCode ?? null, now, lookAgainAt)
    return { kind: "heard", status }
  }
}

function word(outcome: Outcome<PlacedRefund>): Outcome<RefundOrder> {
  return outcome.ok ? { ok: true, value: outcome.value.refund } : outcome
}

function isAbsent(fault: Fault): boolean {
  return fault.kind === "refused" && fault.meaning === "no-such-refund"
}
