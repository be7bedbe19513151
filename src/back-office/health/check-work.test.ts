import type { CallCount } from "../../modules/payby/monitoring/call-counts"
import type { Instance } from "../../modules/payby/monitoring/instances"
import { checkErrors, checkJob, checkNotifications, checkQueues } from "./check-work"
import { lastHours } from "./hours"

const NOW = new Date("2026-03-01T12:30:00Z")
const ago = (ms: number) => new Date(NOW.getTime() - ms)

const instance = (jobAt: Date | null): Instance => ({
  id: "pbinst_1",
  host: "shop-1",
  pid: 7,
  version: "1.0.0",
  startedAt: ago(3_600_000),
  seenAt: NOW,
  jobAt,
  keysUsed: {},
  refusal: null,
})

const queues = {
  ordersDue: 0,
  ordersUndecided: 0,
  notificationsWaiting: 0,
  notificationsPoison: 0,
  refundsOpen: 0,
  attention: 0,
  dueSince: null,
  oldestUndecided: null,
}

const counted = (outcome: string, calls: number, hour = ago(30 * 60_000)): CallCount => ({
  hour,
  call: "getOrder",
  outcome,
  calls,
  tookMs: 10 * calls,
})

it("says that the job is alive when one of the instances ran it lately", () => {
  const check = checkJob([instance(null), instance(ago(5_000))], NOW)
  expect(check).toMatchObject({ status: "ok", facts: { instances: 1 } })
})

it.each([[[]], [[instance(null)]], [[instance(ago(120_000))]]])(
  "says that nobody runs the job: %#",
  (instances) => {
    expect(checkJob(instances, NOW)).toMatchObject({ status: "failed", finding: "not_running" })
  },
)

it.each([
  [null, "ok"],
  [ago(10_000), "ok"],
  [ago(90_000), "warning"],
  [ago(10 * 60_000), "failed"],
])("judges what is due since %s as %s", (dueSince, status) => {
  expect(checkQueues({ ...queues, dueSince }, NOW).status).toBe(status)
})

it("warns of a notification that waits for a person", () => {
  const check = checkQueues({ ...queues, notificationsPoison: 1 }, NOW)
  expect(check).toMatchObject({ status: "warning", finding: "poison" })
})

it("warns when the last notification was refused, and says why", () => {
  const good = {
    at: "2026-03-01T12:00:00.000Z",
    kind: "payment",
    merchant_order_no: "1",
    reason: null,
  }
  const bad = { at: "2026-03-01T12:10:00.000Z", kind: null, merchant_order_no: null, reason: "No." }
  expect(checkNotifications(good, bad)).toMatchObject({
    status: "warning",
    message: expect.stringContaining("No."),
  })
  expect(checkNotifications({ ...good, at: "2026-03-01T12:20:00.000Z" }, bad).status).toBe("ok")
  expect(checkNotifications(null, null).status).toBe("unknown")
})

it.each([
  [[counted("ok", 99), counted("refused", 50)], "ok"],
  [[counted("ok", 80), counted("unknown-outcome", 20)], "warning"],
  [[counted("ok", 4), counted("unreachable", 4)], "failed"],
  [[counted("unreachable", 1)], "warning"],
  [[], "ok"],
])("judges an hour's calls by how many got no answer: %#", (counts, status) => {
  expect(checkErrors(counts).status).toBe(status)
})

it("shows the last 24 hours, those without calls as zeros", () => {
  const hour = new Date("2026-03-01T10:00:00Z")
  const hours = lastHours([counted("ok", 7, hour), counted("unreachable", 2, hour)], NOW)
  expect(hours).toHaveLength(24)
  expect(hours.at(-1)).toMatchObject({ hour: "2026-03-01T12:00:00.000Z", calls: 0, errors: 0 })
  expect(hours.at(-3)).toEqual({
    hour: "2026-03-01T10:00:00.000Z",
    calls: 9,
    answered: 7,
    errors: 2,
    by_call: { getOrder: 9 },
    by_error: { unreachable: 2 },
  })
})
