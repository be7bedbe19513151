import * as fc from "fast-check"
import type { CallFault, CallName, NotificationFault } from "../../src/simulator"

/** What somebody does with one cart, or what befalls it. `which` counts pay links from the newest. */
export type Happening =
  | { do: "start"; tabs: number }
  | { do: "choose another provider" }
  | { do: "change the cart" }
  | { do: "pay"; which: number }
  | { do: "decline"; which: number }
  | { do: "complete"; tabs: number }
  | { do: "the session is deleted" }
  | { do: "staff cancels the order" }
  | { do: "staff refunds"; quarters: number }
  | { do: "PayBy settles"; which: number }
  | { do: "the link expires"; which: number }
  | { do: "PayBy is away"; ms: number }
  | { do: "the network spoils"; call: CallName; fault: CallFault }
  | { do: "a notification is"; fault: NotificationFault }
  | { do: "a wake-up is lost" }
  | { do: "the ledger fails"; at: LedgerVerb; isWritten: boolean }
  | { do: "time passes"; ms: number }

/** Where a process may die: before a write of the ledger, or after it. */
export const LEDGER_VERBS = [
  "adopt",
  "linkHandedOut",
  "hear",
  "claimSettlement",
  "claimCapture",
  "settled",
  "intend",
  "looked",
  "finish",
] as const
export type LedgerVerb = (typeof LEDGER_VERBS)[number]

/** A happening; what comes next does not always wait until it is over. */
export type Moment = Happening & { inBackground: boolean }

export type History = readonly Moment[]

const what = <const T extends Happening["do"]>(happens: T) => fc.constant(happens)
const which = fc.nat(1)
const tabs = fc.integer({ min: 1, max: 2 })

const CALLS: CallName[] = ["placeOrder", "getOrder", "cancelOrder", "revokeOrder", "placeRefund"]

const FAULTS: CallFault[] = [
  { kind: "drop-before" },
  { kind: "drop-after" },
  { kind: "hang" },
  { kind: "hang", effect: true },
  { kind: "delay-after", ms: 400 },
  { kind: "http", status: 502 },
  { kind: "code", code: "500" },
  { kind: "code", code: "500", effect: true },
  { kind: "code", code: "404" },
  { kind: "garbage", body: "html" },
  { kind: "unsigned" },
  { kind: "other-order" },
]

const NOTIFICATION_FAULTS: NotificationFault[] = [
  { kind: "lose" },
  { kind: "duplicate", copies: 3 },
  { kind: "delay", ms: 1_500 },
  { kind: "reorder" },
  { kind: "forge" },
]

const DECK: [number, fc.Arbitrary<Happening>][] = [
  [6, fc.record({ do: what("start"), tabs })],
  [2, fc.record({ do: what("choose another provider") })],
  [3, fc.record({ do: what("change the cart") })],
  [6, fc.record({ do: what("pay"), which })],
  [1, fc.record({ do: what("decline"), which })],
  [4, fc.record({ do: what("complete"), tabs })],
  [1, fc.record({ do: what("the session is deleted") })],
  [2, fc.record({ do: what("staff cancels the order") })],
  [2, fc.record({ do: what("staff refunds"), quarters: fc.integer({ min: 1, max: 4 }) })],
  [1, fc.record({ do: what("PayBy settles"), which })],
  [1, fc.record({ do: what("the link expires"), which })],
  [1, fc.record({ do: what("PayBy is away"), ms: fc.constantFrom(300, 1_500) })],
  [
    5,
    fc.record({
      do: what("the network spoils"),
      call: fc.constantFrom(...CALLS),
      fault: fc.constantFrom(...FAULTS),
    }),
  ],
  [3, fc.record({ do: what("a notification is"), fault: fc.constantFrom(...NOTIFICATION_FAULTS) })],
  [1, fc.record({ do: what("a wake-up is lost") })],
  [
    3,
    fc.record({
      do: what("the ledger fails"),
      at: fc.constantFrom(...LEDGER_VERBS),
      isWritten: fc.boolean(),
    }),
  ],
  [3, fc.record({ do: what("time passes"), ms: fc.constantFrom(100, 700, 2_500) })],
]

const background = fc.oneof(
  { weight: 3, arbitrary: fc.constant(false) },
  { weight: 1, arbitrary: fc.constant(true) },
)

const moment: fc.Arbitrary<Moment> = fc
  .tuple(fc.oneof(...DECK.map(([weight, arbitrary]) => ({ weight, arbitrary }))), background)
  .map(([happens, inBackground]) => ({ ...happens, inBackground }))

/** Most shoppers start to pay, and most of them pay: what is rare comes between or afterwards. */
const opening: fc.Arbitrary<readonly Moment[]> = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.tuple(first({ do: "start", tabs: 1 })) },
  {
    weight: 4,
    arbitrary: fc.tuple(first({ do: "start", tabs: 1 }), soon({ do: "pay", which: 0 })),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(first({ do: "start", tabs: 1 }), moment, soon({ do: "pay", which: 0 })),
  },
  {
    // The old order has to be closed before there is a new one.
    weight: 2,
    arbitrary: fc.tuple(
      first({ do: "start", tabs: 1 }),
      spoiled("cancelOrder"),
      first({ do: "change the cart" }),
      soon({ do: "start", tabs: 1 }),
      soon({ do: "pay", which: 1 }),
      soon({ do: "pay", which: 0 }),
    ),
  },
  {
    // Only asking tells that it is paid.
    weight: 2,
    arbitrary: fc.tuple(
      first({ do: "start", tabs: 1 }),
      first({ do: "a notification is", fault: { kind: "lose" } }),
      spoiled("getOrder"),
      soon({ do: "pay", which: 0 }),
      soon({ do: "start", tabs: 1 }),
    ),
  },
  {
    // Paid for what the cart no longer costs.
    weight: 2,
    arbitrary: fc.tuple(
      first({ do: "start", tabs: 1 }),
      spoiled("revokeOrder"),
      first({ do: "a notification is", fault: { kind: "delay", ms: 1_500 } }),
      first({ do: "pay", which: 0 }),
      first({ do: "change the cart" }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(
      first({ do: "start", tabs: 1 }),
      first({ do: "pay", which: 0 }),
      soon({ do: "complete", tabs: 2 }),
      spoiled("placeRefund"),
      fc.oneof(
        soon({ do: "staff cancels the order" }),
        fc.integer({ min: 1, max: 4 }).chain((quarters) => soon({ do: "staff refunds", quarters })),
      ),
    ),
  },
)

/** Any short history of one cart. */
export const histories: fc.Arbitrary<History> = fc
  .tuple(opening, fc.array(moment, { minLength: 1, maxLength: 5 }))
  .map(([first, others]) => [...first, ...others])

/** A call about the newest order goes wrong, in any way. */
function spoiled(call: CallName): fc.Arbitrary<Moment> {
  return fc
    .constantFrom(...FAULTS)
    .map((fault) => ({ do: "the network spoils", call, fault, inBackground: false }))
}

/** The next happening waits for it. */
function first(happens: Happening): fc.Arbitrary<Moment> {
  return fc.constant({ ...happens, inBackground: false })
}

/** The next happening may come beside it. */
function soon(happens: Happening): fc.Arbitrary<Moment> {
  return background.map((inBackground) => ({ ...happens, inBackground }))
}
