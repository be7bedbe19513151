import { request } from "node:http"
import * as fc from "fast-check"
import { checkOut } from "../../example/storefront"
import type { Checkout } from "../../example/storefront"
import { numberOf } from "../support/checkout"
import { rowsOf } from "../support/database"
import { eventually } from "../support/eventually"
import { notificationBody, notify, signedWith, strangersKey } from "../support/forge"
import { noteFigures, seed, size } from "../support/lab-book"
import type { Program } from "../support/program"
import { CANARY, hostileRequests } from "./hostile-bodies"
import type { Arsenal, Hostile } from "./hostile-bodies"
import { stateOfMoney } from "./state-of-money"

const AT_ONCE = 16
const BATCH = 1_000
const SLOW_SENDERS = 50

/** The notification route of a running store, and everything that is thrown at it. */
export function attacks(program: Program): void {
  let unpaid: Checkout
  let paid: Checkout
  let arsenal: Arsenal

  beforeAll(async () => {
    const { simulator, front } = program
    unpaid = await checkOut(front)
    paid = await checkOut(front)
    const no = numberOf(paid.session)
    await simulator.pay(no)
    await settled(program, no)
    await simulator.notifications.idle()
    const genuine = simulator.notifications.sent().flatMap(({ body, sign, acknowledged }) => {
      return acknowledged && sign !== null ? [{ body, sign }] : []
    })
    expect(genuine).not.toEqual([])
    arsenal = {
      genuine,
      orders: [unpaid, paid].map((one) => ({
        no: numberOf(one.session),
        amount: one.cart.total.toFixed(2),
      })),
      keys: [strangersKey(), strangersKey(), String(simulator.merchantPrivateKey)],
      paybyKey: program.paybyPrivateKey,
    }
  })

  describe("the notification route under attack", () => {
    it("does not let a notification count twice that is replayed days after it was cleaned up", async () => {
      const [first] = arsenal.genuine
      if (first === undefined) throw new Error("PayBy has notified of nothing")
      await rowsOf(program.database, "DELETE FROM payby_notification")
      const before = await stateOfMoney(program.database)
      const answer = await notify(program.store.store, first.body, { sign: first.sign })
      expect(answer.status).toBe(200)
      await allProcessed(program)
      expect(await stateOfMoney(program.database)).toEqual(before)
    })

    it.each<[string, () => string | Buffer, number]>([
      ["nesting 100,000 deep", () => "[".repeat(100_000) + "]".repeat(100_000), 400],
      ["an object 40,000 deep", () => `{"a":`.repeat(40_000) + "1" + "}".repeat(40_000), 200],
      ["invalid UTF-8", () => Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400],
      ["an amount that overflows", () => claim("1e999"), 400],
      ["more digits than a number holds", () => claim("0.1000000000000000055"), 200],
      ["a negative amount", () => claim("-1.00"), 400],
      ["a __proto__", () => `{"__proto__":{"isPaid":true},"acquireOrder":{"__proto__":{}}}`, 400],
      ["two subjects", () => `${claim("1.00").slice(0, -1)},"refundOrder":{}}`, 200],
    ])(
      "neither dies of nor believes %s, under PayBy's own signature",
      async (_what, body, status) => {
        const before = await stateOfMoney(program.database)
        const bytes = body()
        const sign = signedWith(program.paybyPrivateKey, bytes)
        expect((await notify(program.store.store, bytes, { sign })).status).toBe(status)
        await allProcessed(program)
        expect(await stateOfMoney(program.database)).toEqual(before)
      },
    )

    it("believes the last of two equal names, and never the first", async () => {
      const no = numberOf(unpaid.session)
      const amount = unpaid.cart.total.toFixed(2)
      const honest = notificationBody({ merchantOrderNo: no, status: "CREATED", amount })
      const text = honest.replace(`"status":`, `"status":"PAID_SUCCESS","status":`)
      const sign = signedWith(program.paybyPrivateKey, text)
      const before = await stateOfMoney(program.database)
      expect((await notify(program.store.store, text, { sign })).status).toBe(200)
      await allProcessed(program)
      expect(await stateOfMoney(program.database)).toEqual(before)
    })

    const bodies = size("BODIES", 5_000)

    it(`refuses ${bodies} generated bodies while slow senders hold on: nothing changes, nothing dies, no body is logged`, async () => {
      const from = seed()
      const { pid } = program.process.child
      const before = await stateOfMoney(program.database)
      const seen = new Map<string, number>()
      const wrong: object[] = []
      const slow = Array.from({ length: SLOW_SENDERS }, () => sendSlowly(program.store.store))
      for (let done = 0; done < bodies; done += BATCH) {
        const numRuns = Math.min(BATCH, bodies - done)
        const batch = fc.sample(hostileRequests(arsenal), { numRuns, seed: from + done })
        await Promise.all(
          Array.from({ length: AT_ONCE }, async () => {
            for (let one = batch.shift(); one !== undefined; one = batch.shift()) {
              const status = await send(program.store.store, one, arsenal)
              if (status !== null) wrong.push({ kind: one.kind, status })
              seen.set(one.kind, (seen.get(one.kind) ?? 0) + 1)
            }
          }),
        )
      }
      expect(new Set(await Promise.all(slow))).toEqual(new Set(["hung up"]))
      await allProcessed(program)
      const after = await stateOfMoney(program.database)
      const exits = program.process.child.exitCode === null ? 0 : 1
      const complaints = program.process.log.filter((line) => line.includes("notification refused"))
      const leaks = program.process.log.filter((line) => isLeak(line, arsenal))
      noteFigures("attacks", {
        seed: from,
        "generated bodies": bodies,
        "kinds of them": seen.size,
        "accepted forgeries": wrong.length,
        "changes of state": JSON.stringify(after) === JSON.stringify(before) ? 0 : 1,
        "process exits": exits,
        "log lines with a body": leaks.length,
      })
      expect({ seed: from, wrong, leaks }).toEqual({ seed: from, wrong: [], leaks: [] })
      expect(after).toEqual(before)
      expect({ pid: program.process.child.pid, exits }).toEqual({ pid, exits: 0 })
      expect(seen.size).toBeGreaterThan(10)
      expect(complaints.length).toBeGreaterThan(bodies / 4)
    }, 3_600_000)

    it("leaves the next honest notification its work", async () => {
      const no = numberOf(unpaid.session)
      await program.simulator.pay(no)
      await settled(program, no)
    })
  })
}

function claim(amount: string): string {
  return notificationBody({ merchantOrderNo: "20200101000000-nobody", amount })
}

/** Sends it; null when it was answered as it may be, else the answer. */
async function send(store: string, one: Hostile, { genuine }: Arsenal): Promise<number | null> {
  const isReplay = genuine.some(({ body }) => one.body.equals(Buffer.from(body)))
  const { status } = await notify(store, one.body, { ...one.headers })
  const allowed = isReplay && one.kind === "parsed and written again" ? [200, 401] : one.answers
  return allowed.includes(status) ? null : status
}

/** Begins a body and never ends it; resolves with what came of it. */
function sendSlowly(store: string): Promise<string> {
  const headers = { "Content-Length": 1_000 }
  const sender = request(`${store}/hooks/payby`, { method: "POST", headers })
  const over = new Promise<string>((done) => {
    sender.on("response", ({ statusCode }) => done(`answered ${statusCode}`))
    sender.on("error", () => done("hung up"))
  })
  sender.write(`{"${CANARY}`)
  return over
}

/** What a log must not contain: bodies, pieces of them, signatures. */
function isLeak(line: string, { genuine }: Arsenal): boolean {
  const pieces = [CANARY, `"acquireOrder"`, ...genuine.map(({ sign }) => sign)]
  return pieces.some((piece) => line.includes(piece))
}

async function settled(program: Program, no: string): Promise<void> {
  const sql = "SELECT settlement FROM payby_order WHERE merchant_order_no = $1"
  await eventually(async () => {
    const [row] = await rowsOf(program.database, sql, [no])
    return row?.["settlement"] === "settled"
  }, `${no} settled`)
}

async function allProcessed(program: Program): Promise<void> {
  const sql = "SELECT count(*)::int AS n FROM payby_notification WHERE processed_at IS NULL"
  await eventually(async () => {
    const [row] = await rowsOf(program.database, sql)
    return row?.["n"] === 0
  }, "no notification unprocessed")
}
