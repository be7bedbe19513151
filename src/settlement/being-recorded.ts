import type { PayByOrder } from "../modules/payby/ledger/order"

/**
 * How long after "captured" was answered, a cancellation was noted, or an order was made, the core may
 * still be writing: a few statements, on a database that may be busy.
 */
const WRITING_MS = 15_000

/** Whether the core may be about to record this payment, or to undo it: nothing is concluded meanwhile. */
export function isBeingRecorded(order: PayByOrder, now: Date): boolean {
  return [order.capturedAt, order.cancelNotedAt].some(
    (at) => at !== null && isBeingWritten(at, now),
  )
}

/** Whether the core may still be about what it began then. */
export function isBeingWritten(since: Date, now: Date): boolean {
  return now.getTime() < since.getTime() + WRITING_MS
}
