import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { comeBack } from "../../../../checkout"
import { NUMBER_PARAMETER } from "../../../../modules/payby/return-address"
import { contextOf } from "../../../../settlement"

/**
 * Where shoppers come back from PayBy, in whichever browser, with no cookie and no header of ours: sent on
 * (303) to the merchant's success, waiting or retry page, and nowhere else.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const ctx = contextOf(req.scope)
  const { storefront } = ctx.payby.settings
  if (storefront === null) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      "This return route needs the option `storefront` of medusa-payment-payby.",
    )
  }
  const address = await comeBack(ctx, storefront, req.query[NUMBER_PARAMETER])
  // The address names the payment: no cache and no page that is linked to needs to know it.
  res.setHeader("Cache-Control", "no-store")
  res.setHeader("Referrer-Policy", "no-referrer")
  res.redirect(303, address)
}
