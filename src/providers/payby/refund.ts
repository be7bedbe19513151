import { decimalText } from "../../gateway"
import type { Money } from "../../gateway"
import type { PayByOrder } from "../../modules/payby/ledger/order"
import type { PayByRefund } from "../../modules/payby/ledger/refunds"
import type { PayByModuleService } from "../../modules/payby/service"
import type { RefundAnswer } from "../../modules/payby/refund-correspondence"
import { refundExceeds, refundPending, refundRefused, refundUnknown } from "./sentences"

/**
 * Gives back part or all of a payment, once per intention. Accepted is success: how it goes on is
 * followed by the job. While an outcome is unknown nobody is told "failed", and nothing new is sent.
 */
export async function refund(
  payby: PayByModuleService,
  order: PayByOrder,
  amount: Money,
  medusaRefundId: string | null,
): Promise<void> {
  const asked = await ask(payby, order, amount, medusaRefundId)
  switch (asked.kind) {
    case "exceeds":
      throw refundExceeds(decimalText(asked.refundable))
    case "new": {
      const answer = await payby.refundCorrespondence.send(asked.refund)
      if (answer.kind !== "unclear") return conclude(asked.refund, answer)
      return conclude(asked.refund, await payby.refundCorrespondence.ask(asked.refund))
    }
    case "repeat":
      return conclude(asked.refund, await payby.refundCorrespondence.resolve(asked.refund))
    case "unresolved": {
      await payby.refundCorrespondence.resolve(asked.refund)
      const again = await ask(payby, order, amount, medusaRefundId)
      if (again.kind !== "new") throw refundPending(asked.refund.refundNo)
      return conclude(again.refund, await payby.refundCorrespondence.send(again.refund))
    }
  }
}

function ask(
  payby: PayByModuleService,
  order: PayByOrder,
  amount: Money,
  medusaRefundId: string | null,
) {
  const now = payby.clock()
  const lookAgainAt = new Date(now.getTime() + payby.settings.policy.job.leaseMs)
  return payby.refunds.request(
    order.merchantOrderNo,
    amount,
    medusaRefundId,
    null,
    now,
    lookAgainAt,
  )
}

function conclude(refund: PayByRefund, answer: RefundAnswer): void {
  switch (answer.kind) {
    case "heard":
      if (answer.status === "FAILURE") throw refundRefused("FAILURE")
      return
    case "refused":
      throw refundRefused("code" in answer.fault ? (answer.fault.code ?? "") : answer.fault.kind)
    case "unclear":
      throw refundUnknown(refund.refundNo)
  }
}
