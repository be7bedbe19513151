import type { ObservedCall } from "../../gateway"

const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 60_000

/**
 * Slows the job down for all orders when PayBy asks for fewer calls (402 RATE_LIMIT_REJECT): it pauses,
 * twice as long each time that PayBy repeats itself. Shoppers' own calls are not held back. Each
 * instance hears PayBy itself.
 */
export class Pace {
  #pauseMs = 0
  #resumeAt = 0

  /** Learns from every call: a rejection pauses, a success ends the doubling. */
  heed(call: ObservedCall, now: Date): void {
    if (call.outcome === "ok") this.#pauseMs = 0
    if (call.outcome !== "rate-limited" || now.getTime() < this.#resumeAt) return
    this.#pauseMs = Math.min(LONGEST_PAUSE_MS, this.#pauseMs * 2 || FIRST_PAUSE_MS)
    this.#resumeAt = now.getTime() + this.#pauseMs
  }

  /** Whether calls that can wait should wait. */
  isPaused(now: Date): boolean {
    return now.getTime() < this.#resumeAt
  }
}
