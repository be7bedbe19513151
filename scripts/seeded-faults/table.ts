import { BETWEEN_TWO_STEPS } from "./between-two-steps"
import { CRASHES_AND_LEAKS } from "./crashes-and-leaks"
import type { SeededFault } from "./fault"
import { MONEY_GIVEN_AWAY } from "./money-given-away"
import { MONEY_TAKEN_TWICE } from "./money-taken-twice"
import { ORDERS_LOST } from "./orders-lost"
import { TWO_THINGS_BROKEN } from "./two-things-broken"

/** Faults that other payment integrations had, and those that ours is built to avoid; a test has to notice each. */
export const GROUPS: readonly {
  readonly title: string
  readonly faults: readonly SeededFault[]
}[] = [
  { title: "Money given away", faults: MONEY_GIVEN_AWAY },
  { title: "Money taken twice, or kept", faults: MONEY_TAKEN_TWICE },
  { title: "Orders lost", faults: ORDERS_LOST },
  { title: "Between two steps", faults: BETWEEN_TWO_STEPS },
  { title: "Two things broken at once", faults: TWO_THINGS_BROKEN },
  { title: "Crashes and leaks", faults: CRASHES_AND_LEAKS },
]

export const SEEDED_FAULTS: readonly SeededFault[] = GROUPS.flatMap(({ faults }) => faults)
