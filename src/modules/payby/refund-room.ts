import { MathBN } from "@medusajs/framework/utils"
import { aed, compareMoney, decimalText, fils, sameMoney, subtract } from "../../gateway"
import type { Money } from "../../gateway"
import { cameToNothing, givenBack } from "./ledger/refund"
import type { PayByRefund } from "./ledger/refund"

/** What of an amount can be sent. */
export type Room =
  | { kind: "send"; amount: Money; closes: boolean }
  /** It is a matter of rounding only: PayBy holds nothing any more. */
  | { kind: "nothing" }
  | { kind: "exceeds"; refundable: Money }

/** In dirhams. By so much Medusa's exact total may differ from what was taken. */
const HALF_FILS = "0.005"
/** That, and what Medusa may have left when its books count as closed. */
const ONE_FILS = "0.01"

/**
 * What can be sent of an amount, beside all other refunds and what is `promised` to retries. Medusa's parts
 * carry more decimals than the dirham has, and each is rounded for itself: the last one makes up for that.
 * Whether a difference is rounding is known exactly, by the decimals that Medusa asked for.
 */
export function roomFor(
  taken: Money,
  refunds: readonly PayByRefund[],
  promised: readonly PayByRefund[],
  request: { readonly asked: string; readonly closesPayment: boolean },
): Room {
  const alive = refunds.filter((refund) => !cameToNothing(refund))
  const reserved = promised.reduce((sum, refund) => sum + refund.amount.fils, 0)
  const refundable = fils(Math.max(0, subtract(taken, givenBack(alive)).fils - reserved))
  const spoken = [...alive, ...promised].map((refund) => refund.asked)
  const left = MathBN.sub(decimalText(taken), MathBN.sum(0, ...spoken))
  const beyond = MathBN.sub(request.asked, left)

  const amount = aed(request.asked)
  const exceeds = compareMoney(amount, refundable) > 0
  if (exceeds && MathBN.gt(beyond, HALF_FILS)) return { kind: "exceeds", refundable }
  const closes = request.closesPayment && MathBN.lte(MathBN.abs(beyond), ONE_FILS)
  if (!exceeds && !closes) {
    return { kind: "send", amount, closes: sameMoney(amount, refundable) }
  }
  return sameMoney(refundable, fils(0))
    ? { kind: "nothing" }
    : { kind: "send", amount: refundable, closes: true }
}
