import type { AdminPayByHealth } from "../api/admin/payby/contract"
import { exitCodeOf, healthText } from "./health"

it("ends as monitors expect it", () => {
  expect((["ok", "warning", "failed", "unknown"] as const).map(exitCodeOf)).toEqual([0, 1, 2, 3])
})

it("prints a line per check, each beginning with how it is", () => {
  const facts = {}
  const health: AdminPayByHealth = {
    status: "failed",
    checked_at: "2026-03-01T12:00:00.000Z",
    environment: "uat",
    base_url: "https://uat.test2pay.com/sgs/api",
    partner_id: "200000000001",
    notify_url: "https://api.shop.example/hooks/payby",
    version: "1.0.0",
    checks: [
      { name: "keys", status: "ok", finding: "ok", message: "They agree.", facts },
      { name: "clock", status: "failed", finding: "clock_behind", message: "Set it right.", facts },
    ],
    keys: [],
    last_good_notification: null,
    last_bad_notification: null,
    instances: [],
    queues: {
      orders_due: 0,
      orders_undecided: 0,
      notifications_waiting: 0,
      notifications_poison: 0,
      refunds_open: 0,
      attention: 0,
      oldest_undecided: null,
    },
    hours: [],
  }
  expect(healthText(health).split("\n")).toEqual([
    "PayBy uat, merchant 200000000001: failed",
    "OK       keys   They agree.",
    "FAILED   clock  Set it right.",
    "",
  ])
})
