import {
  aed,
  type Merchant,
  merchantOf,
  NOON,
  objectIn,
  orderOf,
  startAtNoon,
} from "./merchant.test-support"
import type { Simulator } from "./simulator"

const DAY = 24 * 3_600_000
/** Half past midnight in Dubai, after the day of NOON. */
const READY = Date.UTC(2026, 10, 23, 20, 30)

let simulator: Simulator
let clock: { now: number }
let merchant: Merchant

beforeAll(async () => {
  ;({ simulator, clock } = await startAtNoon())
  merchant = merchantOf(simulator, () => clock.now)
})
afterEach(() => {
  clock.now = NOON
  simulator.reset()
})
afterAll(() => simulator.close())

const download = (statementDate: string) =>
  merchant.send("/acquire2/download/getOrderStatement", { statementDate })

const codeOf = async (statementDate: string) => {
  const { head } = await merchant.call("/acquire2/download/getOrderStatement", { statementDate })
  return head.code
}

/** Reads a zip of stored files by its central directory, as any other program would. */
function unzip(bytes: Buffer): Map<string, string[]> {
  const files = new Map<string, string[]>()
  const end = bytes.lastIndexOf(Buffer.from("PK\u0005\u0006"))
  let at = bytes.readUInt32LE(end + 16)
  for (let file = bytes.readUInt16LE(end + 10); file > 0; file -= 1) {
    const size = bytes.readUInt32LE(at + 24)
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength)
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    files.set(
      name,
      bytes
        .toString("utf8", start, start + size)
        .trimEnd()
        .split("\n"),
    )
    at += 46 + nameLength
  }
  return files
}

/** A row by the names of its columns. */
function rows(lines: string[] = []): Record<string, string>[] {
  const columns = (lines[1] ?? "").split("|")
  return lines.slice(2).map((line) => {
    const values = line.split("|")
    expect(values).toHaveLength(columns.length)
    return Object.fromEntries(columns.map((column, i) => [column, values[i] ?? ""]))
  })
}

async function paidAndRefunded(): Promise<void> {
  await merchant.place(orderOf("M1", { subject: "Oud | rose\nand more", reserved: "spring" }))
  await merchant.place(orderOf("M2", { totalAmount: aed(0.1) }))
  await merchant.place(orderOf("M3"))
  await merchant.place(orderOf("M4"))
  await simulator.pay("M1", { settled: true })
  await simulator.pay("M2")
  await simulator.pay("M3")
  await merchant.revoke("M3")
  await merchant.refund({
    refundMerchantOrderNo: "R1",
    originMerchantOrderNo: "M1",
    amount: aed(20),
  })
  await simulator.settleRefund("R1")
}

it("lists the day's payments and refunds in one file, its settlements in the other", async () => {
  await paidAndRefunded()
  clock.now = READY
  const response = await download("20261123")
  expect(response.headers.get("content-type")).toBe("application/zip")
  expect(response.headers.get("content-disposition")).toBe(
    `attachment; filename=${simulator.partnerId}_20261123Transaction_Settle_Statement.zip`,
  )
  const files = unzip(Buffer.from(await response.arrayBuffer()))
  const transactions = files.get("Purchase_Statement_23112026_001.csv")
  const settlements = files.get("Purchase_Settle_Statement_23112026_001.csv")
  expect(transactions?.[0]).toBe(
    `mid:${simulator.partnerId}|periodNo:20261124|startTime:2026-11-23 00:00|endTime:2026-11-24 00:00|totalCount:4`,
  )
  expect(rows(transactions)).toMatchObject([
    {
      merchantOrderNo: "M1",
      transactionType: "PAYMENT",
      totalAmount: "200.00",
      status: "SUCCESS",
      paidTime: "2026-11-23T12:00:00+0400",
      subject: "Oud   rose and more",
      reserved: "spring",
    },
    { merchantOrderNo: "M2", totalAmount: "0.10" },
    { merchantOrderNo: "M3", status: "REVERTED" },
    { merchantOrderNo: "R1", transactionType: "REFUND", originMerchantOrderNo: "M1" },
  ])
  expect(settlements?.[0]).toContain("totalCount:2|totalCredit:AED 200.00|totalDebit:AED 20.00")
  expect(rows(settlements)).toMatchObject([
    { merchantOrderNo: "M1", direction: "IN", comm: "4.76", VAT: "0.24" },
    { merchantOrderNo: "R1", direction: "OUT", settlementAmount: "20.00" },
  ])
})

it("is unsigned, as documented, unless asked to sign", async () => {
  await paidAndRefunded()
  clock.now = READY
  expect((await download("20261123")).headers.get("sign")).toBeNull()
  simulator.configure({ signStatements: true })
  expect((await download("20261123")).headers.get("sign")).toMatch(/^[\w+/]{300,}={0,2}$/)
})

it("is ready half an hour after the day ended in Dubai", async () => {
  await paidAndRefunded()
  clock.now = READY - 1
  expect(await codeOf("20261123")).toBe("62014")
  simulator.configure({ statementOfToday: true })
  expect((await download("20261123")).headers.get("content-type")).toBe("application/zip")
})

it.each([
  ["20261124", "62013"],
  ["20261122", "62013"],
  ["2026-11-2", "400"],
  ["20261399", "400"],
])("of %s is refused with %s", async (date, code) => {
  await paidAndRefunded()
  expect(await codeOf(date)).toBe(code)
})

describe("pages", () => {
  const ask = async (path: string, query: object) => {
    const biz = {
      startDate: "2026-11-23",
      endDate: "2026-11-23",
      sortPageParam: { number: 0, size: 20 },
      ...query,
    }
    return merchant.call(`/acquire2Query/${path}`, biz)
  }

  it("show orders newest first, a page at a time", async () => {
    for (const no of ["M1", "M2", "M3"]) await merchant.place(orderOf(no))
    const { body, text } = await ask("queryOrderPage", { sortPageParam: { number: 1, size: 2 } })
    expect(body).toMatchObject({ totalElements: 3, totalPages: 2, sortPageParam: { number: 1 } })
    expect(body.items).toMatchObject([{ merchantOrderNo: "M1", status: "CREATED" }])
    expect(text).toContain("200.00")
  })

  it("filter by day in Dubai, by status and by device", async () => {
    await merchant.place(orderOf("M1", { deviceId: "till-1" }))
    await simulator.pay("M1")
    clock.now += DAY
    await merchant.place(orderOf("M2"))
    const numbers = async (query: object) => {
      const { body } = await ask("queryOrderPage", query)
      const items = Array.isArray(body.items) ? body.items : []
      return items.map((item) => objectIn(item).merchantOrderNo)
    }
    expect(await numbers({})).toEqual(["M1"])
    expect(await numbers({ endDate: "2026-11-24" })).toEqual(["M2", "M1"])
    expect(await numbers({ endDate: "2026-11-24", includeStatusList: ["CREATED"] })).toEqual(["M2"])
    expect(await numbers({ deviceIdList: ["till-2"] })).toEqual([])
  })

  it("show refunds too", async () => {
    await paidAndRefunded()
    const { body } = await ask("queryRefundOrderPage", { includeStatusList: ["REFUNDED_SETTLED"] })
    expect(body.items).toMatchObject([{ refundMerchantOrderNo: "R1", amount: { amount: 20 } }])
  })

  it.each([
    [{ startDate: "23.11.2026" }],
    [{ startDate: "2026-11-24" }],
    [{ sortPageParam: { number: 0 } }],
    [{ sortPageParam: { number: -1, size: 20 } }],
  ])("refuse %j", async (query) => {
    expect((await ask("queryOrderPage", query)).head.code).toBe("400")
  })
})
