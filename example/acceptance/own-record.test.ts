import { judgeCase } from "../../src/simulator"
import { keepOwnRecord } from "./own-record"

const START = 1_800_000_000_000

/** A store's log whose lines come when the test says so. */
function aLog() {
  let now = START
  const lines: unknown[] = []
  const logger = { debug: (line: string) => void lines.push(line) }
  const record = keepOwnRecord(logger, () => now)
  const log = (seconds: number, call: object) => {
    now = START + seconds * 1_000
    logger.debug(`PayBy ${JSON.stringify(call)}`)
  }
  return { record, log, logger, lines }
}

const call = (name: string, more: object = {}) => ({
  call: name,
  number: "M1",
  attempts: 1,
  outcome: "ok",
  tookMs: 0,
  ...more,
})

it("tells when each call was sent, though the log has it when it ended", () => {
  const { record, log } = aLog()
  log(8, call("placeOrder", { outcome: "unknown-outcome", tookMs: 8_000 }))
  log(12.5, call("getOrder", { tookMs: 500 }))
  expect(record.of("M1", {}).calls).toMatchObject([
    { call: "placeOrder", at: START, code: null },
    { call: "getOrder", at: START + 12_000, code: "0" },
  ])
})

it("keeps each order's calls apart, and leaves out what the cases are not about", () => {
  const { record, log, logger } = aLog()
  log(0, call("placeOrder"))
  log(1, call("placeOrder", { number: "M2" }))
  log(2, call("placeRefund"))
  logger.debug("something else")
  logger.debug("PayBy order M1 is fine")
  expect(record.of("M1", {}).calls).toHaveLength(1)
})

it("lets every line pass on to the log", () => {
  const { log, lines } = aLog()
  log(0, call("placeOrder"))
  expect(lines).toHaveLength(1)
})

it("tells the number of the next order, also when it could not be placed", async () => {
  const { record, log } = aLog()
  log(0, call("placeOrder"))
  const next = record.nextOrder()
  log(1, call("getOrder"))
  log(2, call("placeOrder", { number: "M2", outcome: "unknown-outcome" }))
  expect(await next).toBe("M2")
})

it("does not take a code for PayBy's word when its signature did not hold", () => {
  const { record, log } = aLog()
  log(0, call("placeOrder", { outcome: "untrusted-answer", code: "500" }))
  log(4, call("getOrder", { outcome: "refused", code: "62004" }))
  expect(record.of("M1", {}).calls.map(({ code }) => code)).toEqual([null, "62004"])
})

it("leaves open what it cannot show, and judges by a status where the log has one", () => {
  const { record, log } = aLog()
  log(0, call("placeOrder"))
  log(4, call("getOrder"))
  const verdict = judgeCase("001", record.of("M1", { fils: 600_00 }))
  const open = verdict.findings.filter(({ holds }) => holds === null)
  expect(open.map(({ required }) => required)).toEqual([
    "every request carries Partner-Id and merchantOrderNo",
    "placeOrder answers CREATED",
    "the last getOrder finds it paid",
  ])
  log(8, call("getOrder", { status: "CREATED" }))
  expect(judgeCase("001", record.of("M1", { fils: 600_00 })).passed).toBe(false)
})
