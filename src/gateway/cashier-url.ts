import { z } from "@medusajs/framework/zod"

/** Has anybody opened the pay link or scanned its QR code? */
export interface CashierUrlInfo {
  readonly scanned: boolean
}

/**
 * The body of getCashierUrlInfo's answer. PayBy names the payer's masked phone number once the code has been
 * scanned; that there is one is all we keep.
 */
export const wireCashierUrlInfo = z
  .object({
    payer: z
      .object({ mobileNumberMask: z.string().min(1) })
      .optional()
      .catch(undefined),
  })
  .transform((wire): CashierUrlInfo => ({ scanned: wire.payer !== undefined }))
