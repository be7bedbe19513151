import type { Attention } from "../modules/payby/ledger/order"

/** Why something is in the list of what needs a person. */
export type Reason = Attention | "paid-without-order" | "unknown-order" | "poison"

/** What to do first, in a sentence. The operating guide tells more about each. */
export const NEXT_STEPS: Readonly<Record<Reason, string>> = {
  "amount-differs":
    "PayBy speaks of another amount than was ordered. Do not deliver; send PayBy's support the order number.",
  "merchant-differs":
    "PayBy names another payee than before. Do not deliver; send PayBy's support the order number.",
  "unknown-status":
    "PayBy uses a word this version does not know. Look the order up, and update the plugin.",
  "status-went-back":
    "PayBy took back what it had said. Look the order up; ask PayBy's support if it stays so.",
  "order-vanished":
    "PayBy says that it has no such order, though it had. Check environment and partner id, then ask PayBy's support.",
  "cancel-keeps-failing":
    "PayBy does not confirm that the order is closed. It is tried again; ask PayBy's support if it goes on.",
  "query-keeps-failing":
    "PayBy does not answer about this order. Look at the health page: it may be the connection, or the keys.",
  "return-keeps-failing":
    "The money could not be given back yet. Look the order up; give it back in PayBy's portal only after PayBy says that nothing is under way.",
  "work-keeps-failing":
    "The store itself fails at this order. Its log says why; try to settle it when that is mended.",
  "medusa-disagrees":
    "PayBy's books and Medusa's differ. Compare both below, then settle the order or give the money back.",
  "refund-refused":
    "PayBy refused a refund. Its code says why; try it again, or give the money back another way.",
  "refund-failed":
    "A refund that PayBy had accepted failed, so the money is kept again. Try it again.",
  "refund-unresolved":
    "Nobody knows what became of a refund. It is asked about; do not refund it again by hand.",
  "account-not-set-up":
    "PayBy does not let this merchant do what was asked. The health page and the order's trouble say what to change.",
  "scene-not-granted":
    "PayBy has not granted this way of paying. Apply for it in PayBy's portal (Products), or take it out of `scenes`; shoppers are offered the next one meanwhile.",
  "charged-back":
    "The payer's bank took the money back. Do not refund it on top; answer the chargeback in PayBy's portal.",
  "paid-without-order":
    "PayBy has the money, and Medusa has no order. Settle it now, or give the money back.",
  "unknown-order":
    "PayBy speaks of an order this store does not have: perhaps another store or an old database uses the same merchant. Compare the number in PayBy's portal.",
  poison:
    "It could not be processed, again and again; the store's log says why. Replay it when that is mended.",
}

/** The next step for a reason; what a newer version wrote gets a general one. */
export function nextStepFor(reason: string): string {
  return isReason(reason)
    ? NEXT_STEPS[reason]
    : "Look at it, and see what happened in its time line."
}

function isReason(reason: string): reason is Reason {
  return Object.hasOwn(NEXT_STEPS, reason)
}
