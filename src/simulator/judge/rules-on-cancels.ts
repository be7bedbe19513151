import { allFail, untilEnoughFailed } from "./failing"
import { finding, type Rule } from "./finding"
import { moments, of, outcome, succeeded } from "./reading"
import { seconds, spacing } from "./spacing"

const AFTER = { atLeast: 20_000, atMost: 120_000 }
const APART = { atLeast: 3_000, atMost: 10_000 }

/** "Send [cancelOrder] request 20 to 120 seconds after the transaction is initiated." */
export const cancelledInTime: Rule = ({ calls }) => {
  const required = "cancelOrder 20–120 s after placeOrder"
  const [place] = of(calls, "placeOrder")
  const [cancel] = of(calls, "cancelOrder")
  if (!place) return finding(required, "no placeOrder", false)
  if (!cancel) return finding(required, "no cancelOrder", false)
  const after = cancel.at - place.at
  const holds = after >= AFTER.atLeast && after <= AFTER.atMost
  return finding(required, `${seconds(after)} after it`, holds)
}

/** "The CANCEL request frequency is 3-10 seconds." */
export const cancelsApart: Rule = ({ calls }) =>
  spacing("cancelOrder", moments(calls, "cancelOrder"), APART)

/** The same while cancels keep failing: only until it is time to tell a person. */
export const failingCancelsApart: Rule = ({ calls }) =>
  spacing(
    "cancelOrder",
    moments(calls, "cancelOrder"),
    APART,
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
