import * as fc from "fast-check"
import type { Happening, Moment } from "./history"
import type { CallKind, NetworkFault } from "./memory-network"
import type { NotificationFate } from "./memory-post"

const SECOND = 1_000
const MINUTE = 60 * SECOND

const what = <const T extends Happening["do"]>(happens: T) => fc.constant(happens)

const CALLS: CallKind[] = ["place", "get", "cancel", "revoke", "placeRefund", "getRefund"]
const FAULTS: NetworkFault[] = [
  "unreachable",
  "lost-request",
  "lost-answer",
  "late",
  "very-late",
  "slow",
  "unsigned",
  "try-later",
  "rate-limited",
]
const FATES: NotificationFate[] = ["arrive", "lost", "twice", "late", "very-late"]
const WAITS = [SECOND, 5 * SECOND, 20 * SECOND, MINUTE, 3 * MINUTE, 11 * MINUTE]
const OUTAGES = [SECOND, 20 * SECOND, 2 * MINUTE, 20 * MINUTE]

/** What happens, and how often against the others. */
const DECK: [number, fc.Arbitrary<Happening>][] = [
  [8, fc.record({ do: what("start") })],
  [8, fc.record({ do: what("pay"), which: fc.nat(2) })],
  [5, fc.record({ do: what("complete"), tabs: fc.integer({ min: 1, max: 2 }) })],
  [2, fc.record({ do: what("choose another provider") })],
  [3, fc.record({ do: what("change the cart"), items: fc.integer({ min: 1, max: 2 }) })],
  [2, fc.record({ do: what("staff cancels the order") })],
  [2, fc.record({ do: what("staff refunds"), quarters: fc.integer({ min: 1, max: 4 }) })],
  [1, fc.record({ do: what("PayBy settles"), which: fc.nat(1) })],
  [1, fc.record({ do: what("PayBy goes down") })],
  [1, fc.record({ do: what("PayBy comes back") })],
  [
    7,
    fc.record({
      do: what("the network spoils"),
      call: fc.constantFrom(...CALLS),
      fault: fc.constantFrom(...FAULTS),
    }),
  ],
  [3, fc.record({ do: what("notifications"), fate: fc.constantFrom(...FATES) })],
  [1, fc.record({ do: what("the shelves are"), full: fc.boolean() })],
  [3, fc.record({ do: what("crash"), downMs: fc.constantFrom(...OUTAGES) })],
  [6, fc.record({ do: what("time passes"), ms: fc.constantFrom(...WAITS) })],
]

const happening = fc.oneof(...DECK.map(([weight, arbitrary]) => ({ weight, arbitrary })))

/** As many steps as it takes, or only some of them. */
const pauses = fc.oneof(
  { weight: 3, arbitrary: fc.constant(Infinity) },
  { weight: 2, arbitrary: fc.nat(35) },
  { weight: 1, arbitrary: fc.nat(2) },
)

/** Anything at all. */
export const moment: fc.Arbitrary<Moment> = fc
  .tuple(happening, pauses)
  .map(([happens, steps]) => ({ ...happens, steps }))

/** The next happening comes in the middle of it, or when it is over. */
export function soon(happens: Happening): fc.Arbitrary<Moment> {
  return pauses.map((steps) => ({ ...happens, steps }))
}

/** The next happening comes when it is over. */
export function whole(happens: Happening): fc.Arbitrary<Moment> {
  return fc.constant({ ...happens, steps: Infinity })
}

/** A call goes wrong, in any way. */
export function spoiled(call: CallKind): fc.Arbitrary<Moment> {
  return fc
    .constantFrom(...FAULTS)
    .map((fault) => ({ do: "the network spoils", call, fault, steps: Infinity }))
}

/** Time passes, much or little. */
export const aWhile: fc.Arbitrary<Moment> = fc
  .constantFrom(...WAITS)
  .map((ms) => ({ do: "time passes", ms, steps: Infinity }))
