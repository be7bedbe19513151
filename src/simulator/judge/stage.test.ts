import {
  merchantOf,
  openShop,
  orderOf,
  startAtNoon,
  type Merchant,
  type Shop,
} from "../merchant.test-support"
import type { Simulator } from "../simulator"
import { CASE_NUMBERS, type CaseNumber } from "./cases"
import { judgeCase } from "./judge"
import { caseRecord, type MerchantEvidence } from "./record"
import { stageCase } from "./stage"

let simulator: Simulator
let clock: { now: number }
let merchant: Merchant
let shop: Shop

beforeEach(async () => {
  ;({ simulator, clock } = await startAtNoon())
  merchant = merchantOf(simulator, () => clock.now)
  shop = await openShop()
})
afterEach(async () => {
  await simulator.close()
  await shop.close()
})

const EVIDENCE: MerchantEvidence = { told: "by telephone", processed: "the parcel was packed" }

/** Places an order of AED 600 with the case; of a placeOrder that hangs nobody waits for the answer. */
async function start(number: CaseNumber, merchantOrderNo: string): Promise<string> {
  const staged = stageCase(simulator, number)
  const order = orderOf(merchantOrderNo, {
    totalAmount: { amount: 600, currency: "AED" },
    notifyUrl: shop.notifyUrl,
  })
  merchant.place(order).catch(() => undefined)
  return staged.merchantOrderNo
}

/** What PayBy wants of everybody: ask every 4 s, cancel after a minute, every 6 s, 4 times at most. */
async function behave(no: string, everyMs = 4_000): Promise<void> {
  const start = clock.now
  let cancels = 0
  while (cancels < 4) {
    const cancelling = clock.now - start >= 60_000
    clock.now += cancelling ? 6_000 : everyMs
    const { subject } = await (cancelling ? merchant.cancel(no) : merchant.get(no))
    if (subject.status === "PAID_SUCCESS" || subject.status === "FAILURE") return
    if (cancelling) cancels += 1
  }
}

it.each(CASE_NUMBERS)(
  "plays case %s so that a merchant who keeps the rules passes",
  async (number) => {
    const no = await start(number, "M1")
    if (number === "009") await simulator.advance(1_000)
    await behave(no)
    const verdict = judgeCase(number, caseRecord(simulator, no, EVIDENCE))
    expect(verdict.findings.filter(({ holds }) => holds !== true)).toEqual([])
  },
)

it.each(CASE_NUMBERS.filter((number) => number !== "009"))(
  "plays case %s so that a merchant who asks every 20 s fails",
  async (number) => {
    const no = await start(number, "M1")
    await behave(no, 20_000)
    expect(judgeCase(number, caseRecord(simulator, no, EVIDENCE)).passed).toBe(false)
  },
)

it("plays case 001 so that a merchant who leaves it at the notification fails", async () => {
  const no = await start("001", "M1")
  for (let query = 0; query < 3; query += 1) {
    clock.now += 4_000
    await merchant.get(no)
  }
  await simulator.advance(1_000)
  const { calls, notifications } = caseRecord(simulator, no, EVIDENCE)
  expect(notifications).toMatchObject([{ status: "PAID_SUCCESS", acknowledged: true }])
  const { findings } = judgeCase("001", { calls, notifications })
  expect(findings.filter(({ holds }) => holds === false)).toMatchObject([
    { required: "the last getOrder finds it paid", seen: "CREATED" },
  ])
})

it("plays case 007 so that a merchant who asks on only because of the notification fails", async () => {
  const no = await start("007", "M1")
  for (let query = 0; query < 2; query += 1) {
    clock.now += 4_000
    await merchant.get(no)
  }
  await simulator.advance(1_000)
  expect(caseRecord(simulator, no).notifications).toEqual([])
  expect(judgeCase("007", caseRecord(simulator, no)).passed).toBe(false)
})

it("plays case 009 so that a merchant who answers anything but SUCCESS fails", async () => {
  shop.answers.push({ http: 200, body: "OK" })
  const no = await start("009", "M1")
  await simulator.advance(1_000)
  const verdict = judgeCase("009", caseRecord(simulator, no, EVIDENCE))
  expect(verdict.findings.find(({ holds }) => holds === false)?.seen).toBe("HTTP 200 OK")
})

it("plays several cases side by side, each with its own order", async () => {
  const numbers: string[] = []
  for (const number of CASE_NUMBERS) numbers.push(await start(number, `M-${number}`))
  await simulator.advance(1_000)
  const began = clock.now
  for (const no of numbers) {
    clock.now = began
    await behave(no)
  }
  const verdicts = CASE_NUMBERS.map((number) =>
    judgeCase(number, caseRecord(simulator, `M-${number}`, EVIDENCE)),
  )
  expect(verdicts.filter(({ passed }) => !passed)).toEqual([])
})

it("waits for a new order and lets one that is placed again pass", async () => {
  await merchant.place(orderOf("M-old"))
  const staged = stageCase(simulator, "002")
  await merchant.place(orderOf("M-old"))
  await merchant.place(orderOf("M-new"))
  expect(await staged.merchantOrderNo).toBe("M-new")
})

it("leaves the order alone once it is over", async () => {
  const staged = stageCase(simulator, "001")
  await merchant.place(orderOf("M1"))
  staged.end()
  for (let query = 0; query < 4; query += 1) await merchant.get("M1")
  expect(simulator.books.order("M1").status).toBe("CREATED")
})
