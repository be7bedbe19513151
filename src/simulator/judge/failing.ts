import { finding, type Finding } from "./finding"
import { succeeded } from "./reading"
import type { JudgedCall } from "./record"
import type { Interval } from "./spacing"

/** "At least more than 3 FAILs", or failing "for more than 10 seconds": then a person takes over. */
const FAILS_ENOUGH = 3
const FAILING_ENOUGH_MS = 10_000

/** How long PayBy wants failing calls to go on; afterwards it is a person's turn. */
export function untilEnoughFailed(calls: readonly JudgedCall[]): (interval: Interval) => boolean {
  const fails = calls.filter((one) => !succeeded(one))
  const since = fails[0]?.at ?? Infinity
  const enough = fails.find(({ at }, i) => i >= FAILS_ENOUGH || at - since > FAILING_ENOUGH_MS)
  return ({ from }) => from < (enough?.at ?? Infinity)
}

export function allFail(name: string, calls: readonly JudgedCall[]): Finding {
  const failed = calls.filter((one) => !succeeded(one)).length
  return finding(
    `every ${name} fails`,
    `${failed} of ${calls.length} failed`,
    calls.length > 0 && failed === calls.length,
  )
}
