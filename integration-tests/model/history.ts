import * as fc from "fast-check"
import type { CallKind, NetworkFault } from "./memory-payby"
import { OTHER, OURS, sum } from "./memory-medusa"
import { World } from "./world"
import type { NotificationFate } from "./world"

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** What somebody does, or what befalls them. `which` counts pay links from the newest. */
export type Happening =
  | { do: "start" }
  | { do: "pay"; which: number }
  | { do: "complete"; tabs: number }
  | { do: "choose another provider" }
  | { do: "change the cart"; items: number }
  | { do: "staff cancels the order" }
  | { do: "staff refunds"; quarters: number }
  | { do: "PayBy settles"; which: number }
  | { do: "PayBy goes down" }
  | { do: "PayBy comes back" }
  | { do: "the network spoils"; call: CallKind; fault: NetworkFault }
  | { do: "notifications"; fate: NotificationFate }
  | { do: "the shelves are"; full: boolean }
  | { do: "crash"; downMs: number }
  | { do: "time passes"; ms: number }

/** A happening, and how many steps of whatever is under way follow before the next. */
export type Moment = Happening & { steps: number }

/** A history, and whose turn it is whenever several want the next step. */
export interface History {
  readonly moments: readonly Moment[]
  readonly turns: readonly number[]
}

const what = <const T extends Happening["do"]>(happens: T) => fc.constant(happens)

const CALLS: CallKind[] = ["place", "get", "cancel", "revoke", "placeRefund", "getRefund"]
const FAULTS: NetworkFault[] = [
  "unreachable",
  "lost-request",
  "lost-answer",
  "late",
  "very-late",
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
const pauses = fc.oneof(fc.constant(Infinity), fc.nat(35))

const moment: fc.Arbitrary<Moment> = fc
  .tuple(happening, pauses)
  .map(([happens, steps]) => ({ ...happens, steps }))

/** Most shoppers start to pay, and many do: what is rare comes between or afterwards. */
const opening: fc.Arbitrary<readonly Moment[]> = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.tuple(soon({ do: "start" })) },
  { weight: 3, arbitrary: fc.tuple(after({ do: "start" }), soon({ do: "pay", which: 0 })) },
  {
    weight: 2,
    arbitrary: fc.tuple(after({ do: "start" }), moment, soon({ do: "pay", which: 0 })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      after({ do: "start" }),
      moment,
      after({ do: "change the cart", items: 2 }),
      moment,
      after({ do: "start" }),
      soon({ do: "pay", which: 1 }),
      soon({ do: "pay", which: 0 }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(soon({ do: "start" }), soon({ do: "choose another provider" })),
  },
)

/** Any history of one cart. */
export const histories: fc.Arbitrary<History> = fc.record({
  moments: fc
    .tuple(opening, fc.array(moment, { maxLength: 10 }))
    .map(([first, others]) => [...first, ...others]),
  turns: fc.array(fc.nat(6), { maxLength: 40 }),
})

function soon(happens: Happening): fc.Arbitrary<Moment> {
  return pauses.map((steps) => ({ ...happens, steps }))
}

function after(happens: Happening): fc.Arbitrary<Moment> {
  return fc.constant({ ...happens, steps: Infinity })
}

const PRICE = 141.75

/** Plays a history. The world is as it left it, with everything under way still under way. */
export async function play(history: History, diary?: "with a diary"): Promise<World> {
  const turns = [...history.turns]
  const world = new World(
    (possibilities) => (turns.shift() ?? 0) % possibilities,
    diary !== undefined,
  )
  for (const moment of history.moments) {
    await happen(world, moment)
    await world.stage.happen(moment.steps)
  }
  return world
}

async function happen(world: World, now: Happening): Promise<void> {
  switch (now.do) {
    case "start":
      return world.start()
    case "pay": {
      const no = world.links.at(-1 - now.which)
      if (no !== undefined) world.payby.pay(no)
      return
    }
    case "complete":
      for (let tab = 0; tab < now.tabs; tab += 1) world.request((core) => core.completeCart())
      return
    case "choose another provider":
      return world.request((core) => core.startSession(OTHER))
    case "change the cart":
      return world.request((core) => core.changeTotal(PRICE * now.items))
    case "staff cancels the order":
      return world.request((core) => core.cancelOrder(world.medusa.orders[0]?.id ?? ""))
    case "staff refunds": {
      const payment = world.medusa.payments.find((one) => one.provider_id === OURS)
      if (payment === undefined) return
      const amount = Math.round((sum(payment.captures) / 4) * now.quarters * 100) / 100
      return world.request((core) => core.refundOfOrder({ payment_id: payment.id, amount }))
    }
    case "PayBy settles": {
      const no = world.links.at(-1 - now.which)
      if (no !== undefined) world.payby.settle(no)
      return
    }
    case "PayBy goes down":
      world.network.isDown = true
      return
    case "PayBy comes back":
      world.network.isDown = false
      return
    case "the network spoils":
      return world.network.spoil(now.call, now.fault)
    case "notifications":
      world.notifications = now.fate
      return
    case "the shelves are":
      world.medusa.inStock = now.full
      return
    case "crash":
      return world.crash(now.downMs)
    case "time passes":
      return world.pass(now.ms)
  }
}
