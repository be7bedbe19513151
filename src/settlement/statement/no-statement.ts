import { MalformedStatement, StatementInterrupted } from "../../gateway"
import type { Fault } from "../../gateway"

/** There is nothing to compare with, now; the message says why, in words for staff. */
export class NoStatement extends Error {
  override readonly name = "NoStatement"
}

/** PayBy's code for a day of which there is no statement at all: nothing was paid, it may be. */
const NONE_THAT_DAY = "62013"

/** PayBy has no statement of a day that is over: then nothing was paid on it, by its word. */
export function isEmptyDay(fault: Fault): boolean {
  return fault.kind === "refused" && fault.code === NONE_THAT_DAY
}

/** Why PayBy handed out no statement. */
export function noStatementFor(day: string, fault: Fault): NoStatement {
  switch (fault.kind) {
    case "refused":
      return new NoStatement(
        fault.meaning === "no-statement"
          ? `PayBy has no statement of ${day} yet. It is ready about half an hour after your day at PayBy ends; try again then.`
          : `PayBy refuses the statement of ${day} (code ${fault.code}).`,
      )
    case "misconfigured":
      return new NoStatement(`PayBy refuses the statement of ${day}: ${fault.advice}`)
    case "rate-limited":
      return new NoStatement("PayBy wants fewer calls. Try again in a few minutes.")
    case "unreachable":
    case "unknown-outcome":
    case "untrusted-answer":
      return new NoStatement(
        "PayBy gave no statement that could be used. Try again in a few minutes.",
      )
  }
}

/** What is wrong with a statement, as far as it is PayBy's or the network's; null: it is ours. */
export function whyUseless(error: unknown): NoStatement | null {
  if (error instanceof NoStatement) return error
  if (error instanceof StatementInterrupted) {
    return new NoStatement("The download of the statement broke off. Try again.")
  }
  return error instanceof MalformedStatement ? new NoStatement(error.message) : null
}
