import { z } from "@medusajs/framework/zod"
import { whatIsWrong, wireOrderNo, wireRefundNo } from "./reading"
import { printedAs } from "./sealed"
import { httpUrl, MalformedTerms, payableAmount, TERMS_LIMITS } from "./terms"

const wireRefundTerms = z.strictObject({
  refundMerchantOrderNo: wireRefundNo,
  originMerchantOrderNo: wireOrderNo,
  amount: payableAmount,
  notifyUrl: httpUrl(TERMS_LIMITS.notifyUrl).optional(),
  operatorName: z.string().max(TERMS_LIMITS.operatorName).optional(),
  reason: z.string().max(TERMS_LIMITS.refundReason).optional(),
  reserved: z.string().max(TERMS_LIMITS.refundReserved).optional(),
})

/** What {@link refundTerms} takes: the same fields, with the numbers still plain texts. */
export type RefundTermsInput = z.input<typeof wireRefundTerms>

/**
 * The business parameters of a refund, shaped as PayBy reads them. As with an order: the same number with the same
 * parameters is the same refund, with others it is refused (62017).
 */
export type RefundTerms = z.output<typeof wireRefundTerms>

/** @throws MalformedTerms */
export function refundTerms(input: RefundTermsInput): RefundTerms {
  const parsed = wireRefundTerms.safeParse(input)
  if (!parsed.success) throw new MalformedTerms(`Refund terms: ${whatIsWrong(parsed.error)}.`)
  const terms = parsed.data
  return printedAs(terms, () => `RefundTerms { ${terms.refundMerchantOrderNo} }`)
}
