import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { succeeded } from "../../src/gateway"
import { dayOf, dubaiDay } from "../../src/modules/payby/statement/window"
import type { FindingKind } from "../../src/modules/payby/statement/finding"
import { zip } from "../../src/simulator/zip"
import { checkStatementWorkflow } from "../../src/workflows"
import { theShop } from "../support/the-shop"

const LINES = 50_000
/** Every so many orders, something is wrong with one. */
const EVERY = 1_000
/** What a day's worth of lines may stay in memory at any moment; the statement alone has 12 MB. */
const MOST_KEPT_BYTES = 12 * 1024 * 1024

const DAY_MS = 24 * 60 * 60_000
const day = dayOf(new Date(Date.now() - 3 * DAY_MS))
const noon = new Date((dubaiDay(day)?.start.getTime() ?? 0) + DAY_MS / 2)

const shop = theShop()
const folder = mkdtempSync(join(tmpdir(), "payby-busy-day-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const number = (index: number) => `busy-${String(index).padStart(6, "0")}`

/** A statement in which some orders are missing, some are strangers', and some have another amount. */
function statementFile(): string {
  const columns =
    "paidTime|transactionType|totalAmount|orderCurrency|productName|paySceneCode|merchantOrderNo|orderNo|" +
    "status|paymentMethodType|subject|payeeMid|terminalId|operatorId|storeId|merchantName|storeName|" +
    "originMerchantOrderNo|reserved"
  const row = (index: number) => {
    const own = index % EVERY === 1 ? `strange-${index}` : number(index)
    const amount = index % EVERY === 2 ? "99.99" : "100.00"
    return (
      `${day}T12:00:00+0400|PAYMENT|${amount}|AED|Basic Payment Gateway|PAYPAGE|${own}|13000000000${index}|` +
      "SUCCESS|BANKCARD|Many words about what was bought in this order, in the merchant's own language|" +
      "200000000001|||||||"
    )
  }
  const rows = Array.from({ length: LINES }, (_, index) => row(index))
  const text = [`mid:1|totalCount:${LINES}`, columns, ...rows, ""].join("\n")
  const path = join(folder, "statement.zip")
  writeFileSync(path, zip([{ name: "Purchase_Statement_001.csv", bytes: Buffer.from(text) }]))
  return path
}

/** As many settled orders in the ledger, and captured payments in Medusa; every so often Medusa's is missing. */
async function fillTheBooks(): Promise<void> {
  const knex = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const core = shop.ctx.container.resolve(Modules.PAYMENT)
  const collection = await core.createPaymentCollections({ currency_code: "aed", amount: 100 })
  const money = `'{"value":"100","precision":20}'`
  await knex.raw(
    `INSERT INTO payby_order (id, merchant_order_no, partner_id, provider_id, payment_collection_id,
       captured_session_id, amount, raw_amount, currency_code, scene, terms, placed_at, status, paid_at,
       intent, intent_at, settlement, expires_at, finished_at, created_at)
     SELECT 'pborder_' || i, 'busy-' || lpad(i::text, 6, '0'), '1', 'pp_payby_payby', 'pay_col_' || i,
       'payses_' || i, 100, ${money}, 'AED', 'PAYPAGE', '{}', :noon, 'PAID_SUCCESS', :noon,
       'collect', :noon, 'settled', :noon, :noon, :noon
     FROM generate_series(0, :last) AS i`,
    { noon, last: LINES - 1 },
  )
  await knex.raw(
    `INSERT INTO payment (id, amount, raw_amount, currency_code, provider_id, payment_collection_id, payment_session_id)
     SELECT 'pay_busy_' || i, 100, ${money}, 'aed', 'pp_payby_payby', :collection, 'payses_' || i
     FROM generate_series(0, :last) AS i WHERE i % :every <> 3`,
    { collection: collection.id, last: LINES - 1, every: EVERY },
  )
  await knex.raw(
    `INSERT INTO capture (id, amount, raw_amount, payment_id)
     SELECT 'capt_busy_' || id, 100, ${money}, id FROM payment WHERE id LIKE 'pay_busy_%'`,
  )
}

it(`compares a day of ${LINES} lines in flat memory, and finds what differs in it`, async () => {
  await fillTheBooks()
  const path = statementFile()
  const { payby } = shop.ctx
  jest.replaceProperty(payby, "gateway", {
    ...payby.gateway,
    downloadStatement: async () =>
      succeeded({ fileName: "statement.zip", zip: createReadStream(path) }),
  })

  setFlagsFromString("--expose_gc")
  const collectGarbage: () => void = runInNewContext("gc")
  const kept = () => {
    collectGarbage()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const samples: number[] = []
  const alive = payby.statementChecks.alive.bind(payby.statementChecks)
  let pages = 0
  jest.spyOn(payby.statementChecks, "alive").mockImplementation(async (...args) => {
    pages += 1
    if (pages % 20 === 0) samples.push(kept())
    await alive(...args)
  })
  const before = kept()
  const { result } = await checkStatementWorkflow(shop.ctx.container).run({ input: { day } })
  const most = Math.max(...samples) - before
  process.stderr.write(
    `${LINES} lines: at most ${Math.round(most / 1024)} KiB kept, in ${samples.length} looks\n`,
  )

  const found = new Map<FindingKind, number>()
  for await (const { kind } of payby.statementChecks.allFindings(result.id)) {
    found.set(kind, (found.get(kind) ?? 0) + 1)
  }
  const some = LINES / EVERY
  expect(Object.fromEntries(found)).toEqual({
    "payment-unknown-here": some,
    "payment-missing-there": some,
    "payment-amount-differs": some,
    "payment-not-in-medusa": some,
  })
  expect(result).toMatchObject({ status: "done", lines: LINES, differences: 4 * some, notes: 0 })
  expect(samples.length).toBeGreaterThan(10)
  expect(most).toBeLessThan(MOST_KEPT_BYTES)
}, 900_000)
