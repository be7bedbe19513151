import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { findPayment } from "../../../checkout"
import type { PayByOrder } from "../../../modules/payby/ledger/order"
import type { Context } from "../../../settlement"

/**
 * The payment that the address names.
 *
 * @throws MedusaError 404, the same for what is unknown and for what is another provider's
 */
export async function namedPayment(ctx: Context, req: MedusaRequest): Promise<PayByOrder> {
  const order = await findPayment(ctx, req.params["session"] ?? "")
  if (order !== null) return order
  throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such payment.")
}
