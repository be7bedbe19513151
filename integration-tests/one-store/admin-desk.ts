import type {
  AdminPayByAttentionResponse,
  AdminPayByHealth,
  AdminPayByHealthCheckName,
  AdminPayByLookUp,
  AdminPayByStatementCheck,
} from "../../src/api/admin/payby/contract"
import { adminOrder, signIn, stranger } from "../support/admin"
import type { Refusal, Staff } from "../support/admin"
import { untilPayment } from "../support/checkout"
import type { Unpaid } from "../support/checkout"
import { eventually } from "../support/eventually"
import { notificationBody, notify, signedWith, strangersKey } from "../support/forge"
import type { Shop } from "../support/shop"

const MINUTE = 60_000

/** What staff look at beside the orders: what needs them, PayBy's own word, statements, and health. */
export function adminDesk(shop: Shop): void {
  describe("the admin's desk", () => {
    let admin: Staff
    let unpaid: Unpaid
    beforeAll(async () => {
      admin = await signIn(shop)
      unpaid = await untilPayment(shop)
    })

    it("is for staff only", async () => {
      const anybody = stranger(shop)
      for (const path of ["attention", "look-up/1", "statement-checks", "health"]) {
        expect((await anybody.get(`/admin/payby/${path}`)).status).toBe(401)
      }
      const check = await anybody.post("/admin/payby/statement-checks", { day: "2026-01-01" })
      expect(check.status).toBe(401)
    })

    it("lists what needs a person with the next step, until somebody has seen to it", async () => {
      const mine = async () => {
        const path = "/admin/payby/attention?limit=100"
        const { body } = await admin.get<AdminPayByAttentionResponse>(path)
        return body.attention.filter((item) => item.merchant_order_no === unpaid.no)
      }
      expect(await mine()).toEqual([])
      await shop.ctx.payby.alarm.raise(unpaid.no, "query-keeps-failing")
      const [item] = await mine()
      expect(item).toMatchObject({
        kind: "order",
        id: unpaid.no,
        reason: "query-keeps-failing",
        next_step: expect.stringMatching(/the key or the clock/),
        amount: { currency_code: "AED" },
      })
      const acknowledge = item?.actions.find(({ name }) => name === "acknowledge")
      expect((await admin.post(String(acknowledge?.path))).status).toBe(200)
      expect(await mine()).toEqual([])
    })

    it("looks a number up at PayBy, as a payment, a refund or a payout, and changes nothing", async () => {
      const ask = async (number: string, kind: string) => {
        const path = `/admin/payby/look-up/${number}?kind=${kind}`
        return (await admin.get<{ look_up: AdminPayByLookUp }>(path)).body.look_up
      }
      const before = await adminOrder(admin, unpaid.no)
      const found = {
        result: "found",
        answer: { status: "CREATED" },
        trace_code: expect.any(String),
      }
      expect(await ask(unpaid.no, "payment")).toMatchObject(found)
      expect(await ask(unpaid.cart.id, "payment")).toMatchObject({ ...found, number: unpaid.no })
      expect(await ask("nobody-has-this", "payment")).toMatchObject({ result: "absent" })
      expect(await ask(`${unpaid.no}-r9`, "refund")).toMatchObject({ result: "absent" })
      shop.simulator.addTransfer({ merchantOrderNo: "payout-1", amount: "120.00" })
      expect(await ask("payout-1", "transfer")).toMatchObject({
        result: "found",
        answer: { amount: { amount: "120.00" } },
      })
      expect((await admin.get("/admin/payby/look-up/1?kind=gossip")).status).toBe(400)
      expect((await adminOrder(admin, unpaid.no)).timeline).toEqual(before.timeline)
    })

    it("checks a day's statement in the background, and hands out what differs as a table", async () => {
      const path = "/admin/payby/statement-checks"
      expect((await admin.post<Refusal>(path, { day: "yesterday" })).status).toBe(400)
      const begun = await admin.post<{ statement_check: AdminPayByStatementCheck }>(path, {
        day: "2026-01-02",
      })
      expect(begun.status).toBe(202)
      const { id } = begun.body.statement_check
      expect(begun.body.statement_check.started_by?.name).toEqual(expect.any(String))
      const ended = await eventually(async () => {
        const { body } = await admin.get<{ statement_check: AdminPayByStatementCheck }>(
          `${path}/${id}`,
        )
        return body.statement_check.status !== "running" && body.statement_check
      }, "the check's end")
      expect(ended).toMatchObject({ day: "2026-01-02", ended_at: expect.any(String) })
      const { body } = await admin.get<{ statement_checks: AdminPayByStatementCheck[] }>(path)
      expect(body.statement_checks.map((check) => check.id)).toContain(id)
      const csv = await admin.text(`${path}/${id}/csv`)
      expect(csv).toMatch(/^kind,is_difference,merchant_order_no/)
    })
  })

  describe("the health page", () => {
    let admin: Staff
    beforeAll(async () => {
      admin = await signIn(shop)
    })

    const health = async () => {
      const { body } = await admin.get<{ health: AdminPayByHealth }>(
        "/admin/payby/health?fresh=true",
      )
      return body.health
    }
    const check = (of: AdminPayByHealth, name: AdminPayByHealthCheckName) =>
      of.checks.find((one) => one.name === name)

    it("finds a sound store sound: keys, clock, the way in, the raw body, and the job", async () => {
      // On a machine that stands still while it is looked at, an answer comes too late.
      const found = await eventually(async () => {
        const now = await health()
        for (const name of ["keys", "clock", "address", "reachable", "raw_body", "job"] as const) {
          expect(check(now, name)).toMatchObject({ name, status: "ok" })
        }
        return now.instances.some(({ job_at }) => job_at !== null) && now
      }, "all sound, and a run of the job")
      expect(found.environment).toBe("custom")
      const payby = found.keys.find(({ role }) => role === "payby")
      expect(payby?.last_used_at).toEqual(expect.any(String))
      expect(found.hours).toHaveLength(24)
      expect(found.hours.at(-1)?.by_call["verifySign"]).toBeGreaterThan(0)
      expect(found.queues.oldest_undecided).not.toBeNull()
    })

    it("tells that the clock is wrong, by how much, and what to do", async () => {
      shop.simulator.skewClock(16 * MINUTE)
      const found = await health()
      expect(found.status).toBe("failed")
      expect(check(found, "clock")).toMatchObject({ status: "failed", finding: "clock_behind" })
      expect(check(found, "clock")?.message).toMatch(/1[56] min behind PayBy's/)
      shop.simulator.skewClock(-2 * MINUTE)
      expect(check(await health(), "clock")).toMatchObject({
        status: "warning",
        finding: "clock_drifts",
      })
    })

    it("tells that PayBy signs with a key which is not configured, and where to get the right one", async () => {
      shop.simulator.faults.add({ call: "verifySign", fault: { kind: "wrongly-signed" } })
      const found = await health()
      expect(check(found, "keys")).toMatchObject({ status: "failed", finding: "answer_untrusted" })
      expect(check(found, "keys")?.message).toMatch(/PayBy's public key/)
    })

    it("tells of the last notification that was refused, and why", async () => {
      const body = notificationBody({ merchantOrderNo: "1" })
      const refused = await notify(shop.store.address, body, {
        sign: signedWith(strangersKey(), body),
      })
      expect(refused.status).toBe(401)
      await shop.ctx.payby.monitor.report()
      const found = await health()
      expect(check(found, "notifications")).toMatchObject({ finding: "last_refused" })
      expect(found.last_bad_notification?.reason).toMatch(/does not hold over this body/)
    })

    it("shows no key, and is not asked of PayBy again for everybody who looks", async () => {
      const text = await admin.text("/admin/payby/health")
      expect(text).not.toMatch(/BEGIN|PRIVATE/)
      const before = shop.simulator.callCount("verifySign")
      await admin.get("/admin/payby/health")
      expect(shop.simulator.callCount("verifySign")).toBe(before)
    })
  })
}
