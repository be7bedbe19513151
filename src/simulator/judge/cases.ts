import type { Rule } from "./finding"
import {
  cancelledInTime,
  cancelsApart,
  failingCancelsApart,
  thirdCancelOrLaterSucceeds,
  threeCancelsFail,
} from "./rules-on-cancels"
import { acknowledged, personTold, processed } from "./rules-on-the-merchant"
import {
  answeredCreated,
  answeredSystemError,
  atLeastAed500,
  identified,
  timedOut,
} from "./rules-on-the-order"
import {
  everyQueryFails,
  failingQueriesApart,
  lastQueryFoundPaid,
  queried,
  queriesApart,
  queriesUntilSuccess,
} from "./rules-on-queries"

/** PayBy's nine cases, in its order. */
export const CASE_NUMBERS = ["001", "002", "003", "004", "005", "006", "007", "008", "009"] as const

/** PayBy's number of an acceptance case. */
export type CaseNumber = (typeof CASE_NUMBERS)[number]

/** One of PayBy's cases: its heading and its rules. */
export interface AcceptanceCase {
  /** PayBy's own heading. */
  readonly title: string
  readonly rules: readonly Rule[]
}

const asked = [queried(1), queriesApart]

/** What PayBy reviews before a merchant goes live ("Test Cases"), rule by rule. */
export const ACCEPTANCE_CASES: Readonly<Record<CaseNumber, AcceptanceCase>> = {
  "001": {
    title: "Payment with password authentication triggered",
    rules: [identified, atLeastAed500, answeredCreated, ...asked, lastQueryFoundPaid],
  },
  "002": {
    title: "Payment expires",
    rules: [identified, answeredCreated, ...asked, cancelledInTime],
  },
  "003": {
    title: "Payment failed with SYSTEM_ERROR returned",
    rules: [identified, answeredSystemError, ...asked, cancelledInTime],
  },
  "004": {
    title: "Payment timeouts",
    rules: [identified, timedOut, ...asked, cancelledInTime],
  },
  "005": {
    title: "Cancel succeeds after multiple attempts",
    rules: [identified, ...asked, cancelledInTime, cancelsApart, thirdCancelOrLaterSucceeds],
  },
  "006": {
    title: "Cancel fails after multiple attempts",
    rules: [
      identified,
      ...asked,
      cancelledInTime,
      failingCancelsApart,
      threeCancelsFail,
      personTold,
    ],
  },
  "007": {
    title: "Query succeeds after multiple attempts",
    rules: [identified, queried(3), queriesApart, queriesUntilSuccess],
  },
  "008": {
    title: "Query fails after multiple attempts",
    rules: [identified, queried(3), failingQueriesApart, everyQueryFails, personTold],
  },
  "009": {
    title: "Return a [SUCCESS] response to Botim Money after received the notification",
    rules: [processed, acknowledged],
  },
}
