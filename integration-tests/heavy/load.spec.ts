import { readdirSync, readFileSync } from "node:fs"
import { setTimeout as wait } from "node:timers/promises"
import { PATIENT } from "../histories/quick-policy"
import { booksAtRest, paidOnce } from "../lab/books"
import { Errand } from "../lab/errand"
import { rowsOf } from "../support/database"
import { eventually } from "../support/eventually"
import { notificationBody, notify, signedWith } from "../support/forge"
import { noteFigures, size } from "../support/lab-book"
import { theProgram } from "../support/the-program"

const OTHER_PROVIDER = "pp_system_default"
/** How many orders the notifications are about. */
const ORDERS = 40
/** Calls of Medusa's own hook among ours, to compare with. */
const ONE_IN = 10
const PATIENCE_MS = 600_000

const program = theProgram({ PAYBY_POLICY: JSON.stringify(PATIENT), LOG_LEVEL: "error" })

it("loses none of many notifications per second, while shoppers buy", async () => {
  const perSecond = size("RATE", 50)
  const seconds = size("SECONDS", 10)
  const waiting: { merchantOrderNo: string; amount: string }[] = []
  while (waiting.length < ORDERS) {
    const errand = await Errand.begin(program)
    waiting.push({ merchantOrderNo: await errand.start(), amount: errand.total.toFixed(2) })
  }
  const bodies = Array.from({ length: perSecond * seconds }, (_, i) => {
    const order = { merchantOrderNo: "", ...waiting[i % ORDERS], status: "CREATED" }
    const body = notificationBody(order).replace(
      "202004170007499051",
      String(10n ** 17n + BigInt(i)),
    )
    return { body, sign: signedWith(program.paybyPrivateKey, body) }
  })

  let isOver = false
  const bought: Errand[] = []
  const shopping = (async () => {
    while (!isOver) {
      const errand = await Errand.begin(program)
      await errand.buy()
      bought.push(errand)
    }
  })()
  const ours: number[] = []
  const hosts: number[] = []
  const refused: number[] = []
  const from = performance.now()
  await Promise.all(
    bodies.map(async ({ body, sign }, i) => {
      await wait((i * 1_000) / perSecond)
      const began = performance.now()
      const { status } = await notify(program.store.store, body, { sign })
      ours.push(performance.now() - began)
      if (status !== 200) refused.push(status)
      if (i % ONE_IN === 0) hosts.push(await hostsHook(body))
    }),
  )
  const took = (performance.now() - from) / 1_000
  isOver = true
  await shopping
  const stored = await eventually(allProcessed, "all of them processed", PATIENCE_MS)
  for (const errand of bought) expect(await booksAtRest(program, errand)).toEqual(paidOnce(errand))
  noteFigures("load", {
    "notifications sent": bodies.length,
    "sent per second": Math.round(bodies.length / took),
    "not acknowledged": refused.length,
    lost: bodies.length - Math.min(stored, bodies.length),
    "p50 of /hooks/payby, ms": percentile(ours, 50),
    "p99 of /hooks/payby, ms": percentile(ours, 99),
    "p50 of Medusa's own hook, ms": percentile(hosts, 50),
    "p99 of Medusa's own hook, ms": percentile(hosts, 99),
    "checkouts meanwhile": bought.length,
  })
  expect({ refused }).toEqual({ refused: [] })
  expect(stored).toBeGreaterThanOrEqual(bodies.length)
  expect(bought.length).toBeGreaterThan(0)

  async function allProcessed(): Promise<number | null> {
    const [row] = await rowsOf(
      program.database,
      `SELECT count(*)::int AS n, count(*) FILTER (WHERE processed_at IS NULL)::int AS open
         FROM payby_notification`,
    )
    return row?.["open"] === 0 ? Number(row["n"]) : null
  }
}, 3_600_000)

it("lets other providers' shoppers buy while PayBy hangs, and works off what waited", async () => {
  const seconds = size("HANGING_SECONDS", 15)
  await program.admin(`/admin/regions/${program.store.regionId}`, {
    payment_providers: [program.store.providerId, OTHER_PROVIDER],
  })
  const paid: Errand[] = []
  for (let one = 0; one < 5; one += 1) {
    const errand = await Errand.begin(program)
    const merchantOrderNo = await errand.start()
    program.simulator.notifications.add({ merchantOrderNo, fault: { kind: "lose" } })
    paid.push(errand)
  }
  const before = footprint()
  program.simulator.faults.add({ call: "*", times: 1_000_000, fault: { kind: "hang" } })
  for (const errand of paid) await errand.pay()
  const until = Date.now() + seconds * 1_000
  const others: Errand[] = []
  let peak = before
  while (Date.now() < until) {
    const errand = await Errand.begin(program)
    await program.front.createPaymentSession(errand.collectionId, OTHER_PROVIDER)
    expect((await program.front.complete(errand.cartId)).type).toBe("order")
    others.push(errand)
    const now = footprint()
    peak = { files: Math.max(peak.files, now.files), mib: Math.max(peak.mib, now.mib) }
  }
  program.simulator.faults.clear()
  for (const errand of paid) expect(await booksAtRest(program, errand)).toEqual(paidOnce(errand))
  noteFigures("PayBy hangs", {
    "seconds without an answer": seconds,
    "other providers' orders meanwhile": others.length,
    "open files at the start": before.files,
    "open files at most": peak.files,
    "memory at the start, MiB": before.mib,
    "memory at most, MiB": peak.mib,
    "payments that waited": paid.length,
    lost: 0,
  })
  expect(others.length).toBeGreaterThan(0)
  // Four workers of the job and a few shoppers each hold a connection, no more.
  expect(peak.files - before.files).toBeLessThan(60)
}, 3_600_000)

async function hostsHook(body: string): Promise<number> {
  const began = performance.now()
  await fetch(`${program.store.store}/hooks/payment/system_default`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
  }).then((answer) => answer.text())
  return performance.now() - began
}

/** What the store's process holds; Linux only, zeros elsewhere. */
function footprint(): { files: number; mib: number } {
  const folder = `/proc/${program.process.child.pid}`
  try {
    const status = readFileSync(`${folder}/status`, "utf8")
    const kib = /^VmRSS:\s+(\d+)/m.exec(status)?.[1]
    return { files: readdirSync(`${folder}/fd`).length, mib: Math.round(Number(kib) / 1_024) }
  } catch {
    // Other systems have no /proc.
    return { files: 0, mib: 0 }
  }
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.floor(((sorted.length - 1) * percent) / 100)] ?? 0)
}
