import type { CaseNumber } from "../../src/simulator"

/**
 * What somebody has to do for a case that runs against PayBy's UAT. PayBy documents the cases, not how
 * its staff brings the faults about: that has to be arranged with them.
 */
export const PART_OF_PEOPLE: Readonly<Record<CaseNumber, string>> = {
  "001": "Open the link and pay with the password, within a minute.",
  "002": "Do nothing.",
  "003": "Arranged with PayBy: placeOrder answers SYSTEM_ERROR.",
  "004": "Arranged with PayBy: placeOrder times out.",
  "005": "Arranged with PayBy: cancelOrder fails at least twice, then succeeds.",
  "006": "Arranged with PayBy: cancelOrder keeps failing.",
  "007": "Arranged with PayBy: getOrder fails at least twice, then succeeds.",
  "008": "Arranged with PayBy: getOrder keeps failing.",
  "009": "Open the link and pay, within a minute.",
}
