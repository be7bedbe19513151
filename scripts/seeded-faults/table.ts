import { CRASHES_AND_LEAKS } from "./crashes-and-leaks"
import type { SeededFault } from "./fault"
import { MONEY_GIVEN_AWAY } from "./money-given-away"
import { MONEY_TAKEN_TWICE } from "./money-taken-twice"
import { ORDERS_LOST } from "./orders-lost"

/** Faults that other payment integrations had, each of which a test of ours has to notice. */
export const SEEDED_FAULTS: readonly SeededFault[] = [
  ...MONEY_GIVEN_AWAY,
  ...MONEY_TAKEN_TWICE,
  ...ORDERS_LOST,
  ...CRASHES_AND_LEAKS,
]
