import type { Broken } from "./exchange"

/** How often one call may be sent, the first time included. */
export const MAX_ATTEMPTS = 2

/**
 * May the same bytes be sent again at once, over a fresh connection? Every decision of this kind is made here.
 *
 * Sending identical bytes twice is no harm with PayBy: a number with the same parameters is the same order, and
 * PayBy's own SDK does it. What is left to decide is whether it is any use.
 */
export function mayRepeat(broken: Broken, attempt: number): boolean {
  // Twice is a repeat, three times is a habit. The caller has a schedule and a memory; we have neither.
  if (attempt >= MAX_ATTEMPTS) return false

  // The time is up, or we are shutting down.
  if (broken.endedBy !== null) return false

  // PayBy had our request and was answering it: the answer is lost, not the request. The caller asks.
  if (broken.answerBegan) return false

  // Nothing was sent: the address is wrong or PayBy is down, and both last longer than this call.
  if (!broken.mayHaveLeft) return false

  // A new connection that dies has probably died of this request, which may have had its effect.
  if (!broken.reused) return false

  // A pooled connection died before the first byte of an answer: most likely PayBy had closed it while it was idle.
  return true
}
