import type { Measure } from "../harness/measure"
import { adminList } from "./admin-list"
import { boot } from "./boot"
import { checkouts } from "./checkouts"
import { drain } from "./drain"
import { dueRows } from "./due-rows"
import { installedSize } from "./installed-size"
import { notifications } from "./notifications"
import { processorTime } from "./processor-time"
import { reconciliation } from "./reconciliation"
import { twoInstances } from "./two-instances"

/** All measures, in the order of the table. */
export const measures: readonly Measure[] = [
  checkouts,
  processorTime,
  notifications,
  reconciliation,
  dueRows,
  adminList,
  drain,
  twoInstances,
  boot,
  installedSize,
]
