import { ADVICE } from "../modules/payby/advice"

/** What to do about something in the list, in a sentence; what a newer version wrote gets a general one. */
export function nextStepFor(reason: string): string {
  return isReason(reason)
    ? ADVICE[reason].next
    : "Look at it, and see what happened in its time line."
}

function isReason(reason: string): reason is keyof typeof ADVICE {
  return Object.hasOwn(ADVICE, reason)
}
