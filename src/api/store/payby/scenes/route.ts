import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { offeredScenes } from "../../../../checkout"
import { contextOf } from "../../../../settlement"
import type { StorePayByScenesResponse } from "../contract"

const questions = z.union([
  z.strictObject({ cart_id: z.string() }).transform(({ cart_id }) => ({ cartId: cart_id })),
  z.strictObject({ region_id: z.string() }).transform(({ region_id }) => ({ regionId: region_id })),
])

/** The ways to pay that a storefront may show for a cart, or in a region. */
export async function GET(
  req: MedusaRequest,
  res: MedusaResponse<StorePayByScenesResponse>,
): Promise<void> {
  const asked = questions.safeParse(req.query)
  if (!asked.success) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "Ask for the scenes of either cart_id or region_id.",
    )
  }
  const offer = await offeredScenes(contextOf(req.scope), asked.data)
  if (offer === null) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, "There is no such cart or region.")
  }
  res.json({ scenes: offer.scenes, provider_id: offer.providerId })
}
