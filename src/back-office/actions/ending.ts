import type { Fault } from "../../gateway"
import type { AdminPayByActionOutcome } from "../../api/admin/payby/contract"

/** How an action ended, for the person who did it and for the time line. */
export interface Ending {
  readonly outcome: AdminPayByActionOutcome
  /** A sentence. */
  readonly message: string
}

/** PayBy did not answer as hoped, or said no. */
export function endingOf(fault: Fault): Ending {
  switch (fault.kind) {
    case "refused":
      return { outcome: "refused", message: `PayBy said no: ${fault.message} (${fault.code}).` }
    case "misconfigured":
      return { outcome: "refused", message: fault.advice }
    case "rate-limited":
      return {
        outcome: "unknown",
        message: "PayBy wants fewer calls at this moment. Try again in a minute.",
      }
    case "untrusted-answer":
      return { outcome: "unknown", message: fault.advice ?? fault.reason }
    case "unreachable":
    case "unknown-outcome":
      return { outcome: "unknown", message: `${fault.reason} The job goes on asking.` }
  }
}

/** The job, or somebody else, has the order at work. */
export const BUSY: Ending = {
  outcome: "under_way",
  message: "This order is being worked on at this moment. Look again in a few seconds.",
}
