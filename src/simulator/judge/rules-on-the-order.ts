import { decimalText } from "../money"
import { finding, findingOn, type Rule } from "./finding"
import { failure, of, outcome, succeeded } from "./reading"

const LEAST_FILS = 500_00

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
