import { isPaid } from "../../gateway"
import type { Attention, IntentReason, PayByOrder } from "./ledger/order"
import { gap } from "./policy"
import type { Cadence, Policy } from "./policy"

/** PayBy refuses a request that is older than this, so an order it does not have cannot appear later. */
export const REQUEST_LIFETIME_MS = 15 * 60_000

/** What to do with an order next. */
export type Move =
  | { do: "ask" }
  | { do: "cancel" }
  /** Make the payment true in Medusa, or find out that it cannot be. */
  | { do: "settle" }
  | { do: "give-back" }
  /** Nothing was or will be paid: tell Medusa's session, then let the row rest. */
  | { do: "finish" }
  | { do: "intend"; intent: "close" | "return"; reason: IntentReason }
  | { do: "wait"; until: Date }
  | { do: "rest" }

/**
 * The whole decision about an order: PayBy's word × our intent, the time, and the schedules.
 * Pure; carrying the move out and writing down what came of it is the settlement's work.
 */
export function nextMove(order: PayByOrder, now: Date, policy: Policy): Move {
  if (order.finishedAt !== null) return audit(order, order.finishedAt, now, policy)
  switch (order.intent) {
    case "collect":
      return collect(order, now, policy)
    case "close":
      return close(order, now, policy)
    case "return":
      return giveBack(order, now, policy)
  }
}

/** Why a person should be told about a row that has been tried so often in vain; null: not yet. */
export function concernOf(order: PayByOrder, now: Date, policy: Policy): Attention | null {
  if (order.attempts < policy.tellAfterAttempts) return null
  if (order.intent === "return") return "return-keeps-failing"
  if (order.status !== null && isPaid(order.status)) {
    if (order.settlement === "settled") return "medusa-disagrees"
    // Most end by themselves, in an order or in a return; what may do neither is for a person.
    const since = order.settlingAt ?? order.paidAt ?? now
    return now > plus(since, policy.returnUnsettledAfterMs) ? "paid-without-order" : null
  }
  return order.intent === "close" ? "cancel-keeps-failing" : "query-keeps-failing"
}

function collect(order: PayByOrder, now: Date, policy: Policy): Move {
  switch (order.status) {
    case null:
      return resolve(order, now, policy)
    case "CREATED":
      return order.linkHandedOutAt === null
        ? resolve(order, now, policy)
        : awaitPayer(order, order.linkHandedOutAt, now, policy)
    case "PAID_SUCCESS":
    case "SETTLED":
      return confirm(order, now, policy) ?? settle(order, now, policy)
    case "FAILURE":
      // Claimed and failed: it was paid and PayBy undid it, so its money is back.
      return {
        do: "intend",
        intent: order.settlement === null ? "close" : "return",
        reason: "failed",
      }
    case "AUTHORIZATION":
    case "VOID":
      return at(order, policy.closing, order.intentAt, now, { do: "ask" })
  }
}

/** Nothing is known yet, or nobody has the link: ask often, give up soon. */
function resolve(order: PayByOrder, now: Date, policy: Policy): Move {
  const since = order.linkHandedOutAt ?? order.createdAt
  const giveUpAt = plus(since, policy.closeUnresolvedAfterMs)
  if (now >= giveUpAt) return { do: "intend", intent: "close", reason: "unresolved" }
  return noLaterThan(giveUpAt, at(order, policy.unresolved, since, now, { do: "ask" }))
}

function awaitPayer(order: PayByOrder, linkOutAt: Date, now: Date, policy: Policy): Move {
  const ends: [Date, IntentReason][] = [[order.expiresAt, "expired"]]
  if (order.releasedAt !== null) {
    ends.push([plus(order.releasedAt, policy.closeReleasedAfterMs), "abandoned"])
  }
  if (policy.closeUnpaidAfterMs !== null) {
    ends.push([plus(order.createdAt, policy.closeUnpaidAfterMs), "unpaid-too-long"])
  }
  const [endAt, reason] = ends.reduce((a, b) => (b[0] < a[0] ? b : a))
  if (now >= endAt) return { do: "intend", intent: "close", reason }
  const awaited = order.awaitedUntil !== null && now < order.awaitedUntil
  const schedule = awaited ? policy.awaited : policy.unpaid
  const lastTouch = later(linkOutAt, order.lookedAt)
  const lookAt = plus(lastTouch, gap(schedule, now.getTime() - linkOutAt.getTime()))
  if (now >= lookAt) return { do: "ask" }
  return noLaterThan(endAt, { do: "wait", until: lookAt })
}

/** PayBy's go-live review wants the last query to find the order paid; a query in vain holds nothing up. */
function confirm(order: PayByOrder, now: Date, policy: Policy): Move | null {
  const toConfirm = policy.confirmByQuery && order.statusSource === "notification"
  if (!toConfirm || order.settlement !== null || order.attempts > 0) return null
  const lastQuery = later(order.placedAt, order.lookedAt)
  const due = plus(lastQuery, gap(policy.unpaid, 0))
  return now >= due ? { do: "ask" } : { do: "wait", until: due }
}

/** Only a look at Medusa can tell whether a payment must go back, so a paid order is always settled. */
function settle(order: PayByOrder, now: Date, policy: Policy): Move {
  if (order.settlingAt === null) return { do: "settle" }
  const since = later(order.settlingAt, order.cancelNotedAt)
  return at(order, policy.settling, since, now, { do: "settle" })
}

/** A settled order is looked at again now and then; nothing else that is finished ever is. */
function audit(order: PayByOrder, finishedAt: Date, now: Date, policy: Policy): Move {
  if (order.settlement !== "settled" || order.intent === "return") return { do: "rest" }
  const lookedAt = later(finishedAt, order.lookedAt)
  const due = policy.audits.map((age) => plus(finishedAt, age)).find((at) => at > lookedAt)
  if (due === undefined) return { do: "rest" }
  return now >= due ? { do: "settle" } : { do: "wait", until: due }
}

function close(order: PayByOrder, now: Date, policy: Policy): Move {
  switch (order.status) {
    case null:
      return closeUnseen(order, now, policy)
    case "PAID_SUCCESS":
    case "SETTLED":
      return settle(order, now, policy)
    case "FAILURE":
      return { do: "finish" }
    case "CREATED":
      // PayBy had it and denies it now; after its expiry nobody can pay it either way.
      if (order.absentAt !== null && order.absentAt >= order.expiresAt) return { do: "finish" }
      return at(order, policy.closing, order.intentAt, now, { do: "cancel" })
    case "AUTHORIZATION":
    case "VOID":
      return at(order, policy.closing, order.intentAt, now, { do: "cancel" })
  }
}

/** PayBy has not spoken of it, or says that it has no such order: a late request may still arrive. */
function closeUnseen(order: PayByOrder, now: Date, policy: Policy): Move {
  const cannotAppearAt = plus(order.placedAt, REQUEST_LIFETIME_MS)
  if (order.absentAt !== null && order.absentAt >= cannotAppearAt) return { do: "finish" }
  return at(order, policy.closing, order.intentAt, now, { do: "cancel" })
}

function giveBack(order: PayByOrder, now: Date, policy: Policy): Move {
  switch (order.status) {
    case "FAILURE":
      return { do: "finish" }
    case null:
      return closeUnseen(order, now, policy)
    case "CREATED":
      return at(order, policy.closing, order.intentAt, now, { do: "cancel" })
    case "PAID_SUCCESS":
    case "SETTLED":
    case "AUTHORIZATION":
    case "VOID":
      return at(order, policy.returning, order.intentAt, now, { do: "give-back" })
  }
}

/**
 * The move when the schedule of a phase says so, else the wait until then. What was not tried since
 * the phase began is due at once; only asking is not, because placing the order asked PayBy already.
 */
function at(order: PayByOrder, legs: Cadence, since: Date, now: Date, move: Move): Move {
  const tried = order.lookedAt !== null && order.lookedAt >= since
  if (!tried && move.do !== "ask") return move
  const lastTry = later(later(since, order.placedAt), order.lookedAt)
  const due = plus(lastTry, gap(legs, now.getTime() - since.getTime()))
  return now >= due ? move : { do: "wait", until: due }
}

function noLaterThan(limit: Date, move: Move): Move {
  return move.do === "wait" && move.until > limit ? { do: "wait", until: limit } : move
}

function plus(instant: Date, ms: number): Date {
  return new Date(instant.getTime() + ms)
}

function later(a: Date, b: Date | null): Date {
  return b !== null && b > a ? b : a
}
