import { allFail, untilEnoughFailed } from "./failing"
import { finding, findingOn, type Rule } from "./finding"
import { failure, moments, of, outcome, succeeded } from "./reading"
import { spacing } from "./spacing"

const APART = { atLeast: 2_000, atMost: 6_000 }

/** "Send at least one query request", or three. */
export const queried =
  (least: number): Rule =>
  ({ calls }) => {
    const { length } = of(calls, "getOrder")
    return finding(`getOrder at least ${times(least)}`, times(length), length >= least)
  }

/** "The query request frequency is 2-6 seconds": from the first query until the order is cancelled. */
export const queriesApart: Rule = ({ calls }) => {
  const cancelledAt = of(calls, "cancelOrder")[0]?.at ?? Infinity
  return spacing("getOrder", moments(calls, "getOrder"), APART, ({ to }) => to <= cancelledAt)
}

/** The same while queries keep failing: only until it is time to tell a person. */
export const failingQueriesApart: Rule = ({ calls }) => {
  const cancelledAt = of(calls, "cancelOrder")[0]?.at ?? Infinity
  const obliged = untilEnoughFailed(of(calls, "getOrder"))
  return spacing(
    "getOrder",
    moments(calls, "getOrder"),
    APART,
    (interval) => interval.to <= cancelledAt && obliged(interval),
  )
}

/** "The last query request found that the transaction was successful." */
export const lastQueryFoundPaid: Rule = ({ calls }) => {
  const last = of(calls, "getOrder").at(-1)
  if (!last) return finding("the last getOrder finds it paid", "no getOrder", false)
  return findingOn("the last getOrder finds it paid", last.status, (status) => ({
    seen: succeeded(last) ? (status ?? "no status") : failure(last),
    holds: succeeded(last) && (status === "PAID_SUCCESS" || status === "SETTLED"),
  }))
}

/** "The merchant must keep calling QUERY until the query succeeds." */
export const queriesUntilSuccess: Rule = ({ calls }) => {
  const queries = of(calls, "getOrder")
  const last = queries.at(-1)
  const failed = queries.filter((one) => !succeeded(one)).length
  const seen = last ? `${failed} failed, the last ${outcome(last)}` : "no getOrder"
  const holds = failed > 0 && last !== undefined && succeeded(last)
  return finding("getOrder fails at first and is repeated until it succeeds", seen, holds)
}

/** "Query fails after multiple attempts": else it was another case. */
export const everyQueryFails: Rule = ({ calls }) => allFail("getOrder", of(calls, "getOrder"))

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`
}
