import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { waitForNews } from "../../../../../checkout"
import { contextOf } from "../../../../../settlement"
import { namedPayment } from "../../named-payment"
import { paymentAnswer } from "../../payment-answer"

/** Under the 30 s after which many a proxy gives a request up. */
const LONGEST_WAIT_S = 25

const questions = z.object({
  wait: z.coerce.number().min(0).max(LONGEST_WAIT_S).default(0),
  seen: z.string().max(64).optional(),
})

/**
 * How a payment stands, from the ledger: cheap enough to be asked every second, and no call to PayBy
 * each time. With `wait` the answer is held back until there is news.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const asked = questions.safeParse(req.query)
  if (!asked.success) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `wait is a number of seconds from 0 to ${LONGEST_WAIT_S}, and seen the version of an earlier answer.`,
    )
  }
  const ctx = contextOf(req.scope)
  const order = await namedPayment(ctx, req)
  const { wait, seen } = asked.data
  const gone = new AbortController()
  res.on("close", () => gone.abort())
  const { view, mayAskAtOnce } = await waitForNews(ctx, order, {
    waitMs: wait * 1_000,
    seen,
    signal: gone.signal,
  })
  res.setHeader("Cache-Control", "no-store")
  res.json(paymentAnswer(view, ctx.payby.clock(), mayAskAtOnce))
}
