import * as fc from "fast-check"
import { aWhile, moment, soon, spoiled, whole } from "./deck"
import type { Happening, History, Moment } from "./history"

const START: Happening = { do: "start" }
const PAY: Happening = { do: "pay", which: 0 }
const PAY_THE_OLDER: Happening = { do: "pay", which: 1 }
const COMPLETE: Happening = { do: "complete", tabs: 1 }
const COMPLETE_TWICE: Happening = { do: "complete", tabs: 2 }
const OTHER_PROVIDER: Happening = { do: "choose another provider" }
const DEARER: Happening = { do: "change the cart", items: 2 }
const CANCELLED: Happening = { do: "staff cancels the order" }
const EMPTY_SHELVES: Happening = { do: "the shelves are", full: false }
const FULL_SHELVES: Happening = { do: "the shelves are", full: true }

/** PayBy's notifications come late, or not at all. */
const untold: fc.Arbitrary<Moment> = fc
  .constantFrom("lost" as const, "late" as const, "very-late" as const)
  .map((fate) => ({ do: "notifications", fate, steps: Infinity }))

type Plot = fc.Arbitrary<readonly Moment[]>

const quarters = fc.integer({ min: 1, max: 4 })

function refunded(parts: number): fc.Arbitrary<Moment> {
  return soon({ do: "staff refunds", quarters: parts })
}

/** Everyday life. */
const EVERYDAY: [number, Plot][] = [
  [1, fc.constant([])],
  [2, fc.tuple(soon(START))],
  [3, fc.tuple(whole(START), soon(PAY))],
  [2, fc.tuple(whole(START), moment, soon(PAY))],
]

/**
 * What goes before most trouble. By chance alone it hardly ever comes together, and each of these is
 * where some guard of the plugin is needed: what exactly happens in between and afterwards, and in
 * whose turn, is left to chance.
 */
const TROUBLE: [number, Plot][] = [
  // The shopper goes back and forth, also in two tabs.
  [2, fc.tuple(soon(START), soon(START), soon(PAY), soon(COMPLETE_TWICE))],
  [1, fc.tuple(whole(START), aWhile, soon(START), aWhile, soon(START))],
  [1, fc.tuple(whole(START), soon(PAY), soon(START), aWhile, soon(PAY))],
  [1, fc.tuple(whole(START), untold, whole(PAY), soon(START), aWhile, whole(PAY))],
  // The cart changes, and the old order is to be closed first.
  [
    2,
    fc.tuple(
      whole(START),
      spoiled("cancel"),
      whole(DEARER),
      soon(START),
      soon(START),
      soon(PAY_THE_OLDER),
      soon(PAY),
    ),
  ],
  [2, fc.tuple(spoiled("place"), soon(START), soon(DEARER), soon(START), aWhile, whole(START))],
  [1, fc.tuple(soon(START), soon(DEARER), soon(START), soon(PAY))],
  // Two ways of paying side by side.
  [2, fc.tuple(soon(START), soon(OTHER_PROVIDER), soon(COMPLETE), soon(PAY), soon(COMPLETE))],
  [2, fc.tuple(soon(OTHER_PROVIDER), soon(START), soon(PAY), aWhile, soon(COMPLETE))],
  // Paid, and the cart cannot become an order, or not yet.
  [
    2,
    fc.tuple(
      whole(START),
      whole(EMPTY_SHELVES),
      fc.oneof(spoiled("placeRefund"), moment),
      spoiled("placeRefund"),
      soon(PAY),
      soon(COMPLETE_TWICE),
      aWhile,
      whole(FULL_SHELVES),
      soon(COMPLETE_TWICE),
    ),
  ],
  // Paid for what the cart no longer costs: it is revoked.
  [
    2,
    fc.tuple(
      whole(START),
      untold,
      whole(PAY),
      spoiled("revoke"),
      whole(DEARER),
      aWhile,
      soon({ do: "PayBy settles", which: 0 }),
      spoiled("revoke"),
      aWhile,
    ),
  ],
  // Refunds of which nobody knows what became, and then more of them.
  [
    3,
    quarters.chain((parts) =>
      fc.tuple(
        whole(START),
        whole(PAY),
        spoiled("placeRefund"),
        refunded(parts),
        fc.oneof(spoiled("getRefund"), moment),
        fc.oneof(refunded(parts), soon(CANCELLED)),
        fc.oneof(aWhile, refunded(parts), soon(CANCELLED)),
      ),
    ),
  ],
  [2, fc.tuple(whole(START), whole(PAY), spoiled("placeRefund"), soon(CANCELLED), aWhile)],
]

const plots: Plot = fc.oneof(
  ...[...EVERYDAY, ...TROUBLE].map(([weight, arbitrary]) => ({ weight, arbitrary })),
)

/** Any history of one cart. */
export const histories: fc.Arbitrary<History> = fc.record({
  moments: fc
    .tuple(plots, fc.array(moment, { maxLength: 8 }))
    .map(([first, others]) => [...first, ...others]),
  turns: fc.array(fc.nat(6), { maxLength: 60 }),
})
