import { PAYBY_EVENTS } from "../../src/modules/payby/events"
import type { Shop } from "../support/shop"
import { LEDGER_VERBS } from "./happenings"
import type { LedgerVerb } from "./happenings"

interface Planned {
  readonly collectionId: string
  readonly at: LedgerVerb
  readonly isWritten: boolean
}

/** The store "dies" at a write of the ledger, once: whatever the write was part of ends there. */
export class Sabotage {
  #planned: Planned[] = []
  #lostWakeUps = 0
  #collectionOf = new Map<string, string>()

  constructor(shop: Shop) {
    const { orders, claims, correspondence, announcer } = shop.ctx.payby
    for (const verb of LEDGER_VERBS) {
      const part = [orders, claims, correspondence].find((one) => verb in one)
      const write: unknown = part === undefined ? undefined : Reflect.get(part, verb)
      if (part === undefined || typeof write !== "function") {
        throw new Error(`the ledger has no ${verb}`)
      }
      const sabotaged = async (...args: unknown[]): Promise<unknown> => {
        const planned = this.#take(verb, numberIn(args[0]))
        if (planned !== undefined && !planned.isWritten) throw new Error("died before a write")
        const written: unknown = await Reflect.apply(write, part, args)
        if (planned !== undefined) throw new Error("died after a write")
        return written
      }
      Reflect.set(part, verb, sabotaged)
    }
    const open = orders.open.bind(orders)
    jest.spyOn(orders, "open").mockImplementation((order, ...rest) => {
      this.#collectionOf.set(order.merchantOrderNo, order.collectionId)
      return open(order, ...rest)
    })
    const emit = announcer.emit.bind(announcer)
    jest.spyOn(announcer, "emit").mockImplementation(async (name, data) => {
      const isLost = name === PAYBY_EVENTS.notificationStored && this.#lostWakeUps > 0
      if (isLost) this.#lostWakeUps -= 1
      else await emit(name, data)
    })
  }

  plan(planned: Planned): void {
    this.#planned.push(planned)
  }

  loseWakeUp(): void {
    this.#lostWakeUps += 1
  }

  heal(): void {
    this.#planned = []
    this.#lostWakeUps = 0
  }

  #take(verb: LedgerVerb, no: string | null): Planned | undefined {
    const collectionId = no === null ? undefined : this.#collectionOf.get(no)
    const at = this.#planned.findIndex(
      (planned) => planned.at === verb && planned.collectionId === collectionId,
    )
    return at < 0 ? undefined : this.#planned.splice(at, 1)[0]
  }
}

/** The number of the order that a write of the ledger is about. */
function numberIn(subject: unknown): string | null {
  if (typeof subject === "string") return subject
  if (typeof subject !== "object" || subject === null || !("merchantOrderNo" in subject))
    return null
  return String(subject.merchantOrderNo)
}
