import { decimalText } from "../money"
import { finding, findingOn, type Finding } from "./finding"
import type { CaseRecord, JudgedCall } from "./record"
import { seconds, spacing, type Interval } from "./spacing"

/** One line of a case: what PayBy requires, looked for in a record. */
export type Rule = (record: CaseRecord) => Finding

const LEAST_FILS = 500_00
const QUERY_APART = { atLeast: 2_000, atMost: 6_000 }
const CANCEL_APART = { atLeast: 3_000, atMost: 10_000 }
const CANCEL_AFTER = { atLeast: 20_000, atMost: 120_000 }
/** "At least more than 3 FAILs", or failing "for more than 10 seconds": then a person takes over. */
const FAILS_ENOUGH = 3
const FAILING_ENOUGH_MS = 10_000

/** "Both [Partner-Id] and [merchantOrderNo] are required in the request." */
export const identified: Rule = ({ calls }) => {
  const required = "every request carries Partner-Id and merchantOrderNo"
  if (calls.length === 0) return finding(required, "no request at all", false)
  const without = (field: "partnerId" | "merchantOrderNo") =>
    calls.find((one) => one[field] !== undefined && !one[field])
  const unnamed = without("merchantOrderNo")
  const anonymous = without("partnerId")
  if (unnamed) return finding(required, `${unnamed.call} without merchantOrderNo`, false)
  if (anonymous) return finding(required, `${anonymous.call} without Partner-Id`, false)
  const hidden = calls.some((one) => one.partnerId === undefined)
  if (!hidden) return finding(required, `${calls.length} requests, all with both`, true)
  return finding(required, "merchantOrderNo in all; Partner-Id not visible in this record", null)
}

/** "The payment amount is greater than or equals to AED 500." */
export const atLeastAed500: Rule = ({ calls }) => {
  const [place] = of(calls, "placeOrder")
  return findingOn("an amount of AED 500 or more", place?.fils, (fils) => ({
    seen: fils === null ? "no amount" : `AED ${decimalText(fils)}`,
    holds: fils !== null && fils >= LEAST_FILS,
  }))
}

/** "Payment interface responds [status=CREATED]." */
export const answeredCreated: Rule = ({ calls }) => {
  const [place] = of(calls, "placeOrder")
  if (!place) return finding("placeOrder answers CREATED", "no placeOrder", false)
  return findingOn("placeOrder answers CREATED", place.status, (status) => ({
    seen: succeeded(place) ? (status ?? "no status") : failure(place),
    holds: succeeded(place) && status === "CREATED",
  }))
}

/** "Payment interface responds SYSTEM_ERROR." */
export const answeredSystemError: Rule = ({ calls }) => {
  const [place] = of(calls, "placeOrder")
  const seen = place ? outcome(place) : "no placeOrder"
  return finding("placeOrder answers SYSTEM_ERROR", seen, place?.code === "500")
}

/** The heading says that the payment times out; the rule beneath repeats SYSTEM_ERROR. Either is the case. */
export const timedOut: Rule = ({ calls }) => {
  const [place] = of(calls, "placeOrder")
  const holds = place !== undefined && (place.code === null || /^5(00|04)$/.test(place.code))
  const seen = place ? outcome(place) : "no placeOrder"
  return finding("placeOrder gets no answer in time, or a system error", seen, holds)
}

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
  return spacing("getOrder", moments(calls, "getOrder"), QUERY_APART, ({ to }) => to <= cancelledAt)
}

/** The same while queries keep failing: only until it is time to tell a person. */
export const failingQueriesApart: Rule = ({ calls }) => {
  const cancelledAt = of(calls, "cancelOrder")[0]?.at ?? Infinity
  const obliged = untilEnoughFailed(of(calls, "getOrder"))
  return spacing(
    "getOrder",
    moments(calls, "getOrder"),
    QUERY_APART,
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

/** "Send [cancelOrder] request 20 to 120 seconds after the transaction is initiated." */
export const cancelledInTime: Rule = ({ calls }) => {
  const required = "cancelOrder 20–120 s after placeOrder"
  const [place] = of(calls, "placeOrder")
  const [cancel] = of(calls, "cancelOrder")
  if (!place) return finding(required, "no placeOrder", false)
  if (!cancel) return finding(required, "no cancelOrder", false)
  const after = cancel.at - place.at
  const holds = after >= CANCEL_AFTER.atLeast && after <= CANCEL_AFTER.atMost
  return finding(required, `${seconds(after)} after it`, holds)
}

/** "The CANCEL request frequency is 3-10 seconds." */
export const cancelsApart: Rule = ({ calls }) =>
  spacing("cancelOrder", moments(calls, "cancelOrder"), CANCEL_APART)

/** The same while cancels keep failing: only until it is time to tell a person. */
export const failingCancelsApart: Rule = ({ calls }) =>
  spacing(
    "cancelOrder",
    moments(calls, "cancelOrder"),
    CANCEL_APART,
    untilEnoughFailed(of(calls, "cancelOrder")),
  )

/** "At least three CANCEL requests are required, and only the last request returns SUCCESS." */
export const thirdCancelOrLaterSucceeds: Rule = ({ calls }) => {
  const cancels = of(calls, "cancelOrder")
  const first = cancels.findIndex(succeeded)
  const onlyTheLast = first >= 0 && first === cancels.length - 1
  return finding(
    "cancelOrder at least 3 times, of which only the last succeeds",
    cancels.map(outcome).join(", ") || "no cancelOrder",
    cancels.length >= 3 && onlyTheLast,
  )
}

/** "CANCEL requests must be made at least 3 times, All requests returns failed." */
export const threeCancelsFail: Rule = ({ calls }) => {
  const cancels = of(calls, "cancelOrder")
  const failed = allFail("cancelOrder", cancels)
  return {
    ...failed,
    required: "cancelOrder at least 3 times, none of which succeeds",
    holds: cancels.length >= 3 && failed.holds,
  }
}

/** "The responsible person must be notified of the problem." PayBy cannot see this; the merchant can. */
export const personTold: Rule = ({ merchant }) =>
  findingOn("the responsible person is notified", merchant?.told, (told) => ({
    seen: told ?? "nobody was told",
    holds: told !== null,
  }))

/** "Receive and process the notification." */
export const processed: Rule = ({ merchant }) =>
  findingOn("the notification is processed", merchant?.processed, (what) => ({
    seen: what ?? "it led to nothing",
    holds: what !== null,
  }))

/** "[SUCCESS] is required in the return response": of a notification of the payment, every time. */
export const acknowledged: Rule = ({ notifications }) => {
  const required = "every notification is answered with [SUCCESS]"
  return findingOn(required, notifications, (all) => ({
    seen: all.map(({ answered }) => answered).join(", ") || "no notification arrived",
    holds: all.some(tellsPayment) && all.every((one) => one.acknowledged === true),
  }))
}

function tellsPayment({ status }: { status: string | null }): boolean {
  return status === "PAID_SUCCESS" || status === "SETTLED"
}

/** Calls of one kind in the order they were sent. */
function of(calls: readonly JudgedCall[], kind: JudgedCall["call"]): JudgedCall[] {
  return calls.filter(({ call }) => call === kind).sort((a, b) => a.at - b.at)
}

function moments(calls: readonly JudgedCall[], kind: JudgedCall["call"]): number[] {
  return of(calls, kind).map(({ at }) => at)
}

function succeeded({ code }: JudgedCall): boolean {
  return code === "0"
}

function outcome(call: JudgedCall): string {
  return succeeded(call) ? "succeeded" : failure(call)
}

function failure({ code }: JudgedCall): string {
  return code === null ? "no answer" : `failed with ${code}`
}

function allFail(name: string, calls: readonly JudgedCall[]): Finding {
  const failed = calls.filter((one) => !succeeded(one)).length
  return finding(
    `every ${name} fails`,
    `${failed} of ${calls.length} failed`,
    calls.length > 0 && failed === calls.length,
  )
}

/** How long PayBy wants failing calls to go on; afterwards it is a person's turn. */
function untilEnoughFailed(calls: readonly JudgedCall[]): (interval: Interval) => boolean {
  const fails = calls.filter((one) => !succeeded(one))
  const since = fails[0]?.at ?? Infinity
  const enough = fails.find(({ at }, i) => i >= FAILS_ENOUGH || at - since > FAILING_ENOUGH_MS)
  return ({ from }) => from < (enough?.at ?? Infinity)
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`
}
