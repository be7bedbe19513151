import type { Measure } from "../harness/measure"
import { checkouts } from "./checkouts"
import { dueRows } from "./due-rows"
import { notifications } from "./notifications"
import { processorTime } from "./processor-time"
import { reconciliation } from "./reconciliation"

/** All measures, in the order of the table. */
export const measures: readonly Measure[] = [
  checkouts,
  processorTime,
  notifications,
  reconciliation,
  dueRows,
]
