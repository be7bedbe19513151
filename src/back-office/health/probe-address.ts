import axios, { isAxiosError } from "axios"
import { z } from "@medusajs/framework/zod"
import type { PayBySettings } from "../../modules/payby/options"
import { SELF_TEST_HEADER, selfTest } from "./self-test"

const PATIENCE_MS = 5_000

const answerShape = z.object({ response: z.literal("SELF-TEST"), instance: z.string() })

/** What came of sending ourselves a body through the notify address. */
export type Probe =
  | { readonly kind: "intact"; readonly instance: string; readonly tookMs: number }
  /** Our route answered, and its signature did not hold: the body was changed on the way, or the keys differ. */
  | { readonly kind: "altered" }
  | { readonly kind: "redirected"; readonly status: number }
  /** Something answered that is not our route. */
  | { readonly kind: "elsewhere"; readonly status: number }
  | { readonly kind: "unreachable"; readonly cause: string }

/** Posts a known body to the notify address and looks whether the store's own route got it unchanged. */
export async function probeAddress(settings: PayBySettings, now: () => number): Promise<Probe> {
  const { bytes, signature } = selfTest(settings)
  const startedAt = now()
  try {
    const { status, data } = await axios.post<unknown>(settings.notifyUrl, bytes, {
      headers: { "Content-Type": "application/json", [SELF_TEST_HEADER]: signature },
      signal: AbortSignal.timeout(PATIENCE_MS),
      maxRedirects: 0, // PayBy is not known to follow any
      maxContentLength: 64 * 1024,
      validateStatus: () => true,
    })
    const answer = answerShape.safeParse(data)
    if (status === 200 && answer.success) {
      return { kind: "intact", instance: answer.data.instance, tookMs: now() - startedAt }
    }
    if (status >= 300 && status < 400) return { kind: "redirected", status }
    return status === 401 ? { kind: "altered" } : { kind: "elsewhere", status }
  } catch (error) {
    const cause = isAxiosError(error) ? (error.code ?? "no answer") : "no answer"
    return { kind: "unreachable", cause }
  }
}
