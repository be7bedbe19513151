import { join } from "node:path"
import { setTimeout as rest } from "node:timers/promises"
import { z } from "@medusajs/framework/zod"
import { startSimulator, type Simulator } from "../../src/simulator"
import type { Bench, Measure, Row } from "../harness/measure"
import { spreadOf } from "../harness/statistics"
import { secondsFor } from "../harness/turns"
import { startStripe, type StripeStub } from "../peers/stripe-stub"
import { connect, type Connection } from "../store/connection"
import { PAYBY, SYSTEM, STRIPE, shoppers, type Shoppers } from "../store/shoppers"
import { benchDatabase, startStore, type BenchStore } from "../store/store"

/** Shoppers at the same time: enough to keep the store busy, few enough that none waits for a lock. */
const AT_ONCE = 3
/** Medusa works on a webhook five seconds after it came; afterwards nothing of a turn is left over. */
const REST_MS = 6_000

/**
 * Whole checkouts: all calls of a storefront, the payment, the order. A turn is a few checkouts with one
 * provider; all providers take turns in one store, and neighbours are compared. PayBy's turn ends only
 * when its ledger has nothing left to do. What a provider leaves to be done later, as Stripe's webhooks, is
 * done in a pause after its turn and counted with the processor time it takes: in a busy store that is the
 * time by which it holds up others' checkouts.
 */
export const checkouts: Measure = {
  name: "checkouts",
  async take(bench) {
    const simulator = await startSimulator()
    const stripe = await startStripe()
    const database = benchDatabase()
    const store = await startStore(database.url, simulator, {
      PEER_PROVIDER: JSON.stringify({
        resolve: join(__dirname, "..", "peers", "stripe"),
        id: "stripe",
        options: { ...stripe.secrets, port: stripe.port, capture: true },
      }),
    })
    const ledger = await connect(database.url)
    try {
      await store.admin(`/admin/regions/${store.regionId}`, {
        payment_providers: [PAYBY, SYSTEM, STRIPE],
      })
      return await rounds(bench, { store, simulator, stripe, ledger })
    } finally {
      await ledger.close()
      await store.stop()
      await Promise.all([simulator.close(), stripe.close()])
      await database.remove()
    }
  },
}

interface Stage {
  readonly store: BenchStore
  readonly simulator: Simulator
  readonly stripe: StripeStub
  readonly ledger: Connection
}

async function rounds(bench: Bench, stage: Stage): Promise<Row[]> {
  const count = bench.size(6, 2)
  const perTurn = bench.size(4, 3)
  const buy = shoppers(stage)
  const turns = turnsOf(stage, buy, perTurn)
  // Shoppers share an address: the first one's customer has to be there before others come together.
  await buy.withNothing()
  // Medusa loads and compiles much of itself with the first checkouts.
  for (const take of Object.values(turns)) await take()
  const calls = stage.simulator.callCount()
  const seen: Seen = { [PAYBY]: [], [SYSTEM]: [], [STRIPE]: [] }
  const names = [PAYBY, SYSTEM, STRIPE] as const
  for (let round = 0; round < count; round++) {
    bench.tell(`checkouts: round ${round + 1} of ${count}`)
    const order = names.map((_, i) => names[(i + round) % names.length] ?? PAYBY)
    for (const name of round % 2 === 0 ? order : order.reverse()) {
      seen[name].push(await turns[name]())
    }
  }
  const perCheckout = (stage.simulator.callCount() - calls) / (count * perTurn)
  const lost = await callsWithoutNotifications(stage, buy, perTurn)
  const system = ratios(seen[PAYBY], seen[SYSTEM])
  const peer = ratios(seen[PAYBY], seen[STRIPE])
  return [
    {
      name: "checkouts-system",
      what: "complete checkouts per second, cart to order",
      against: "the same store with Medusa's built-in `pp_system_default`, which takes no money",
      unit: "ratio",
      samples: system.wall,
      goal: { atLeast: 0.95 },
      limit:
        "Of some 35 ms of processor time more in a checkout of 640: two looks at Medusa's books, before and after the order (16 ms), the cart read once more to describe it to PayBy (9 ms), and some thirty small statements of the ledger. Medusa's built-in provider captures nothing and is told nothing.",
      facts: figures(seen[PAYBY], seen[SYSTEM], system.cpu),
    },
    {
      name: "checkouts-stripe",
      what: "complete checkouts per second, cart to order",
      against: "`@medusajs/payment-stripe` with a Stripe on the loopback that answers as fast",
      unit: "ratio",
      samples: peer.wall,
      goal: { atLeast: 1.1 },
      limit:
        "Medusa's own checkout: with Stripe's provider it is nearly as fast as with the built-in one, which does nothing at all, so that a tenth more would be faster than nothing. Within the rest, the same looks. Stripe's provider asks Stripe once more when the cart is completed, where this one believes the signed notification, and Medusa works on Stripe's webhook after the order is there.",
      facts: figures(seen[PAYBY], seen[STRIPE], peer.cpu),
    },
    {
      name: "calls-with-notifications",
      what: "calls to PayBy per paid checkout, notifications arriving",
      against: "1, the least possible",
      unit: "calls",
      samples: [perCheckout],
      goal: { atMost: 1 },
      limit: "placeOrder; a signed notification needs no query.",
      facts: { checkouts: count * perTurn },
    },
    {
      name: "calls-without",
      what: "calls to PayBy per paid checkout, every notification lost",
      against: "1, the least possible",
      unit: "calls",
      samples: [lost],
      goal: { atMost: 2 },
      limit: "placeOrder, and one getOrder when the shopper comes back within 36 seconds.",
      facts: { checkouts: perTurn },
    },
  ]
}

/** How long a turn took, and how much of a processor the store's process used for it; seconds. */
interface Turn {
  readonly wall: number
  readonly cpu: number
  /** What of both was left to be done after the turn. */
  readonly later: number
  readonly checkouts: number
}

type Name = typeof PAYBY | typeof SYSTEM | typeof STRIPE
type Seen = Record<Name, Turn[]>

function turnsOf(stage: Stage, buy: Shoppers, perTurn: number): Record<Name, () => Promise<Turn>> {
  return {
    [PAYBY]: () => turn(stage, perTurn, () => buy.withPayBy()),
    [SYSTEM]: () => turn(stage, perTurn, () => buy.withNothing()),
    [STRIPE]: () => turn(stage, perTurn, () => buy.withStripe(stage.stripe)),
  }
}

const cpuUsage = z.object({ user: z.number(), system: z.number() })

async function turn({ store }: Stage, checkouts: number, one: () => Promise<void>): Promise<Turn> {
  const before = await processorSeconds(store)
  const wall = await secondsFor(checkouts, AT_ONCE, one)
  const after = await processorSeconds(store)
  await rest(REST_MS)
  const later = (await processorSeconds(store)) - after
  return { wall: wall + later, cpu: after - before + later, later, checkouts }
}

async function processorSeconds(store: BenchStore): Promise<number> {
  const { user, system } = await store.probe("/cpu", cpuUsage)
  return (user + system) / 1e6
}

async function callsWithoutNotifications(stage: Stage, buy: Shoppers, checkouts: number) {
  const { simulator } = stage
  simulator.notifications.mode = "lose"
  const before = simulator.callCount()
  await turn(stage, checkouts, () => buy.withPayByUnnotified())
  return (simulator.callCount() - before) / checkouts
}

/** Our speed over theirs, of each round: by the clock, and by the processor time of the store's process. */
function ratios(ours: readonly Turn[], theirs: readonly Turn[]) {
  const pairs = ours.map((mine, i) => [mine, theirs[i] ?? mine] as const)
  return {
    wall: pairs.map(([mine, other]) => other.wall / mine.wall),
    cpu: pairs.map(([mine, other]) => other.cpu / mine.cpu),
  }
}

function figures(ours: readonly Turn[], theirs: readonly Turn[], cpu: readonly number[]) {
  const perSecond = (turns: readonly Turn[]) =>
    spreadOf(turns.map(({ wall, checkouts }) => checkouts / wall)).median
  const laterMs = (turns: readonly Turn[]) =>
    spreadOf(turns.map(({ later, checkouts }) => (later * 1_000) / checkouts)).median
  return {
    "ours per second": perSecond(ours),
    "theirs per second": perSecond(theirs),
    "ours later, ms per checkout": laterMs(ours),
    "theirs later, ms per checkout": laterMs(theirs),
    "ratio by the store's processor time": spreadOf(cpu).median,
  }
}
