import type { CallKind, NetworkFault } from "./memory-network"
import { OTHER, OURS, sum } from "./memory-medusa"
import { World } from "./world"
import type { NotificationFate } from "./memory-post"

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
      for (let tab = 0; tab < now.tabs; tab += 1) world.inTurn((core) => core.completeCart())
      return
    case "choose another provider":
      return world.inTurn((core) => core.startSession(OTHER))
    case "change the cart":
      return world.request((core) => core.changeTotal(PRICE * now.items))
    case "staff cancels the order":
      return world.request((core) => core.cancelOrder(world.medusa.known[0]?.id ?? ""))
    case "staff refunds": {
      const payment = world.medusa.payments.find((one) => one.provider_id === OURS)
      if (payment === undefined) return
      const amount = Math.round((sum(payment.captures) / 4) * now.quarters * 100) / 100
      return world.refund(payment.id, amount)
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
      world.post.fate = now.fate
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
