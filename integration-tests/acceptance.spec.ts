import { keepOwnRecord } from "../example/acceptance/own-record"
import type { OwnRecord } from "../example/acceptance/own-record"
import { simulated } from "../example/acceptance/paybys-side"
import { review } from "../example/acceptance/review"
import type { Reviewed } from "../example/acceptance/review"
import { Terminal } from "../example/acceptance/terminal"
import { witness } from "../example/acceptance/witness"
import { merchantOrderNo } from "../src/gateway"
import { ACCEPTANCE_CASES, CASE_NUMBERS, judgeCase, verdictLines } from "../src/simulator"
import type { CaseNumber } from "../src/simulator"
import { expectNothingTaken, expectOnePaidOrder, ledgerRow, untilSettled } from "./support/checkout"
import { theShop } from "./support/the-shop"

/** What PayBy reviews before a merchant goes live, in real time, all nine cases at once. */
const shop = theShop({ policy: "acceptance", simulator: { notifyTimeoutMs: 120_000 } })

/** Two minutes until the latest cancel, its repeats, and the time to get there on a busy machine. */
const LONGEST_MS = 480_000

let results: PromiseSettledResult<Reviewed>[] = []
let own: OwnRecord
const errors: unknown[] = []

beforeAll(async () => {
  const { logger } = shop.ctx.payby
  own = keepOwnRecord(shop.ctx.payby)
  jest.spyOn(logger, "error").mockImplementation((message) => void errors.push(message))
  const stage = {
    terminal: new Terminal(shop.front, shop.store.seeded.providerId),
    payby: simulated(shop.simulator),
    witness: witness(shop.store.container),
  }
  results = await review(stage, CASE_NUMBERS)
}, LONGEST_MS)

function reviewed(number: CaseNumber): Reviewed {
  const result = results[CASE_NUMBERS.indexOf(number)]
  if (result?.status !== "fulfilled") throw result?.reason ?? new Error(`${number} was not played`)
  return result.value
}

it.each(CASE_NUMBERS.map((number) => [number, ACCEPTANCE_CASES[number].title] as const))(
  "%s %s: handled as PayBy requires",
  (number) => {
    const { verdict } = reviewed(number)
    expect(verdict.findings.filter(({ holds }) => holds !== true)).toEqual([])
    expect(verdict.passed).toBe(true)
  },
)

it.each([
  ["006", "a cancel", "cancel-keeps-failing"],
  ["008", "a query", "query-keeps-failing"],
] as const)(
  "%s tells a person that %s keeps failing, in the log and by an event",
  (number, _what, reason) => {
    const { merchantOrderNo: no, verdict } = reviewed(number)
    expect(errors).toContainEqual(
      expect.stringContaining(`PayBy order ${no} needs attention: ${reason}. `),
    )
    const told = verdict.findings.find(({ required }) => required.includes("notified"))
    expect(told?.seen).toContain(reason)
  },
)

it("006 keeps what a person has to know in the ledger, and the order open, until it is cancelled", async () => {
  const row = await ledgerRow(shop, merchantOrderNo(reviewed("006").merchantOrderNo))
  expect(row).toMatchObject({ attention: "cancel-keeps-failing", finishedAt: null })
})

it.each(["001", "007", "009"] as const)("%s ends in one order, paid once", async (number) => {
  const { checkout, merchantOrderNo: no } = reviewed(number)
  await untilSettled(shop, merchantOrderNo(no))
  if (checkout === null) throw new Error("the shopper could not check out")
  await expectOnePaidOrder(shop, checkout)
})

it.each(["002", "005", "008"] as const)("%s takes nothing", async (number) => {
  const { checkout } = reviewed(number)
  if (checkout === null) throw new Error("the shopper could not check out")
  await expectNothingTaken(shop, checkout)
})

it("is judged the same by the store's own record, which lacks only the other end of the wire", () => {
  const verdicts = CASE_NUMBERS.map((number) => {
    const { merchantOrderNo: no, verdict, checkout } = reviewed(number)
    const told = verdict.findings.some(({ required }) => required.includes("notified"))
    const evidence = { told: told ? "see above" : null, processed: "an order" }
    const fils = checkout === null ? undefined : Math.round(checkout.cart.total * 100)
    return judgeCase(number, own.of(no, { ...evidence, fils }))
  })
  expect(verdicts.filter(({ passed }) => !passed).flatMap(verdictLines)).toEqual([])
  const unseen = verdicts.flatMap(({ findings }) => findings.filter(({ holds }) => holds === null))
  expect(new Set(unseen.map(({ required }) => required))).toEqual(
    new Set([
      "every request carries Partner-Id and merchantOrderNo",
      "every notification is answered with [SUCCESS]",
    ]),
  )
})
