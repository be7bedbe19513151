import english from "../../src/admin/i18n/en.json"
import { NEXT_STEPS } from "../../src/back-office/next-steps"
import { FINDINGS } from "../../src/modules/payby/statement/finding"
import type { Attention, IntentReason } from "../../src/modules/payby/ledger/order"

// The server sends words, the admin's pages have the texts. A text that is missing would be shown as
// the bare word; Arabic has exactly the texts that English has.

const attention: Record<Attention, unknown> = english.attention.reason
const reasons: Record<IntentReason, unknown> = english.reason

it("has a text for every reason why a payment is closed, given back, or needs a person", () => {
  expect(Object.values({ ...attention, ...reasons })).not.toContain(undefined)
})

it("has a text and a next step for everything that is listed as needing a person", () => {
  const { reason, next } = english.attention
  const needed = Object.keys(NEXT_STEPS)
  expect(needed.filter((word) => !(word in reason) || !(word in next))).toEqual([])
})

it("has a text for everything that the check of a statement may find", () => {
  const { difference } = english.statement
  expect(Object.keys(FINDINGS).filter((kind) => !(kind in difference))).toEqual([])
})
