import { readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { deflateRawSync } from "node:zlib"
import { zip } from "../simulator/zip"
import { aed } from "./money"
import { MalformedStatement } from "./statement-archive"
import type { StatementLine, StatementMovement } from "./statement-line"
import { linesOf } from "./statement-reading"

const SUMMARY =
  "mid:200000000001|periodNo:20261123|startTime:2026-11-22 00:00|endTime:2026-11-23 00:00|totalCount:2"
const COLUMNS =
  "paidTime|transactionType|totalAmount|orderCurrency|productName|paySceneCode|merchantOrderNo|orderNo|" +
  "status|paymentMethodType|subject|payeeMid|originMerchantOrderNo|reserved"

/** A row of the transactions, but for what a test changes. */
function row(changes: Record<string, string> = {}): string {
  const cells: Record<string, string> = {
    paidTime: "2026-11-22T17:46:36+0400",
    transactionType: "PAYMENT",
    totalAmount: "60.00",
    orderCurrency: "AED",
    productName: "Basic Payment Gateway",
    paySceneCode: "PAYPAGE",
    merchantOrderNo: "M1",
    orderNo: "131610459203006982",
    status: "SUCCESS",
    paymentMethodType: "BANKCARD",
    subject: "Online order",
    payeeMid: "200000000001",
    ...changes,
  }
  return COLUMNS.split("|")
    .map((column) => cells[column] ?? "")
    .join("|")
}

const transactions = (...rows: string[]) => [SUMMARY, COLUMNS, ...rows].join("\n")

async function read(files: Record<string, string>, spoil = (bytes: Buffer) => bytes) {
  const named = Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.from(text) }))
  return readZip(spoil(zip(named)))
}

async function readZip(bytes: Buffer): Promise<StatementLine[]> {
  async function* inPieces() {
    for (let at = 0; at < bytes.length; at += 97) yield bytes.subarray(at, at + 97)
  }
  const lines: StatementLine[] = []
  for await (const line of linesOf({ fileName: "s.zip", zip: inPieces() })) lines.push(line)
  return lines
}

function movements(lines: readonly StatementLine[]): StatementMovement[] {
  return lines.filter((line) => line.kind === "movement")
}

describe("the rows of a statement", () => {
  it("are movements of exact money at instants, found by the names of their columns", async () => {
    const refund = row({
      transactionType: "REFUND",
      merchantOrderNo: "M1-r1",
      totalAmount: "-0.1",
      originMerchantOrderNo: "M1",
    })
    const [summary, payment, second] = await read({ "a.csv": transactions(row(), refund) })
    expect(summary).toMatchObject({
      kind: "summary",
      start: new Date("2026-11-21T20:00:00Z"),
      end: new Date("2026-11-22T20:00:00Z"),
      totalCount: 2,
    })
    expect(payment).toMatchObject({
      movement: "payment",
      place: { section: "transactions", file: "a.csv", line: 3 },
      number: "M1",
      paybyOrderNo: "131610459203006982",
      amount: aed("60.00"),
      reverted: false,
      at: new Date("2026-11-22T13:46:36Z"),
    })
    expect(second).toMatchObject({ movement: "refund", originNumber: "M1", amount: aed("0.10") })
  })

  it("are understood in the newer layout, which has other columns in another order", async () => {
    const columns =
      "merchantOrderNo|orderNo|settledTime|paidTime|orderCurrency|totalAmount|transactionType|direction|" +
      "paySceneCode|subject|originMerchantOrderNo|status|settlementAmount|commCurrency|comm|VATCurrency|VAT|customerName"
    const cells =
      "M1|13|2026-11-22T09:49:33+0400|21-11-2026 23:59:59|AED|60.00|PAYMENT|CREDIT|PAYPAGE|x||SUCCESS|58.50|AED|1.43|AED|0.07|Somebody"
    const lines = await read({ "b.csv": [SUMMARY, columns, cells].join("\n") })
    expect(movements(lines)).toMatchObject([
      {
        place: { section: "settlements" },
        amount: aed("58.50"),
        fee: aed("1.43"),
        vat: aed("0.07"),
        outgoing: false,
        at: new Date("2026-11-22T05:49:33Z"),
      },
    ])
    expect(JSON.stringify(lines)).not.toContain("Somebody")
  })

  it("keep their places when a subject holds bars and quotes, lines end as on Windows, and a mark comes first", async () => {
    const subject = `Oud | "rose" | 3" bottle`
    const text = transactions(
      row({ subject, transactionType: "REFUND", originMerchantOrderNo: "M1" }),
      row({ merchantOrderNo: "M2", subject: `"unbalanced` }),
      row({ merchantOrderNo: "M3" }),
    )
    const lines = await read({ "a.csv": `\ufeff${text.replaceAll("\n", "\r\n")}\r\n\r\n` })
    expect(movements(lines)).toMatchObject([
      { number: "M1", originNumber: "M1" },
      { number: "M2", originNumber: "" },
      { number: "M3" },
    ])
  })

  it.each([
    ["OUT", true],
    ["debit", true],
    ["IN", false],
    ["CREDIT", false],
  ])("go out or come in: %s", async (direction, outgoing) => {
    const columns = `${COLUMNS}|direction`
    const text = [SUMMARY, columns, `${row()}|${direction}`].join("\n")
    expect(movements(await read({ "a.csv": text }))).toMatchObject([{ outgoing }])
  })

  it("say when they were reverted", async () => {
    const text = transactions(row({ status: "reverted" }), row())
    const found = movements(await read({ "a.csv": text }))
    expect(found.map(({ reverted }) => reverted)).toEqual([true, false])
  })

  it("are in dirhams where they name no currency", async () => {
    const text = transactions(row({ orderCurrency: "" }))
    expect(movements(await read({ "a.csv": text }))).toMatchObject([{ amount: aed("60") }])
  })

  it("are counted past empty ones", async () => {
    const text = [SUMMARY, COLUMNS, " | | ", row()].join("\n")
    const lines = await read({ "a.csv": text })
    expect(lines.map(({ kind, place }) => [kind, place.line])).toEqual([
      ["summary", 1],
      ["movement", 4],
    ])
  })

  it.each([
    ["totalCount: 14 ", 14],
    ["totalCount:14 rows", null],
    ["totalCount:about 14", null],
    ["count:14", null],
  ])("are announced by a summary, as far as it is one: %s", async (fact, totalCount) => {
    const lines = await read({ "a.csv": [`mid:1| ${fact}`, COLUMNS, row()].join("\n") })
    expect(lines[0]).toMatchObject({ totalCount, start: null, end: null })
    expect(lines[0]?.place).toEqual({ section: "transactions", file: "a.csv", line: 1 })
  })

  it.each(["merchantOrderNo", "transactionType"])(
    "are those of no statement without %s",
    async (column) => {
      const text = [SUMMARY, COLUMNS.replace(column, "x"), row()].join("\n")
      await expect(read({ "a.csv": text })).rejects.toThrow(MalformedStatement)
    },
  )

  it("come from every part of every file but the fund statement", async () => {
    const fund = "ACCOUNTING_DATE|NUMBER_INCOME\n2026-11-22T00:00:00+0400|21\nTXN_NO|PRODUCT\nx|y"
    const lines = await read({
      "Purchase_Statement_22112026_001.csv": transactions(row()),
      "Purchase_Statement_22112026_002.csv": transactions(row({ merchantOrderNo: "M2" })),
      "200000000001_20261122_fund_statement_001.csv": fund,
    })
    expect(movements(lines).map(({ number }) => number)).toEqual(["M1", "M2"])
  })

  it("say when they cannot be understood, with the column and never the value", async () => {
    const lines = await read({
      "a.csv": transactions(
        row({ totalAmount: "sixty" }),
        row({ merchantOrderNo: "" }),
        row({ orderCurrency: "USD" }),
        row({ transactionType: "" }),
        row({ transactionType: "ADJUST", merchantOrderNo: "", totalAmount: "odd" }),
      ),
    })
    expect(lines.slice(1)).toMatchObject([
      { kind: "unreadable", reason: "the amount is none", place: { line: 3 } },
      { kind: "unreadable", reason: "merchantOrderNo is empty" },
      { kind: "unreadable", reason: "orderCurrency is not AED" },
      { kind: "unreadable", reason: "transactionType is empty" },
      { kind: "movement", movement: "other", type: "ADJUST" },
    ])
    expect(JSON.stringify(lines)).not.toContain("sixty")
  })
})

describe("a statement's zip", () => {
  it("may be compressed", async () => {
    expect(movements(await readZip(compressed("a.csv", transactions(row()))))).toHaveLength(1)
  })

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ["a digit of it was flipped", (bytes) => flipped(bytes, "60.00")],
    ["its end is missing", (bytes) => bytes.subarray(0, bytes.length - 30)],
    ["it is no zip", () => Buffer.from("<html>Bad gateway</html>".repeat(20))],
  ])("is refused when %s", async (_name, spoil) => {
    await expect(read({ "a.csv": transactions(row()) }, spoil)).rejects.toThrow(MalformedStatement)
  })

  it.each([
    ["none of PayBy's headers", "a|b\nc|d\ne|f"],
    ["a row without end", transactions("x".repeat(70_000))],
  ])("is refused when a file has %s", async (_name, text) => {
    await expect(read({ "a.csv": text })).rejects.toThrow(MalformedStatement)
  })

  it("leaves nothing behind, also when its reader stops early", async () => {
    const folders = () =>
      readdirSync(tmpdir()).filter((name) => name.startsWith("payby-statement-"))
    const before = folders()
    const bytes = zip([{ name: "a.csv", bytes: Buffer.from(transactions(row(), row())) }])
    async function* whole() {
      yield bytes
    }
    for await (const line of linesOf({ fileName: "s.zip", zip: whole() })) {
      expect(line.kind).toBe("summary")
      break
    }
    expect(folders()).toEqual(before)
  })
})

function flipped(bytes: Buffer, text: string): Buffer {
  const at = bytes.indexOf(text)
  const copy = Buffer.from(bytes)
  copy.write("9", at)
  return copy
}

/** The stored archive of the simulator with its one file deflated, sizes and method put right. */
function compressed(name: string, text: string): Buffer {
  const stored = zip([{ name, bytes: Buffer.from(text) }])
  const small = deflateRawSync(Buffer.from(text))
  const headers = 30 + Buffer.byteLength(name)
  const local = Buffer.from(stored.subarray(0, headers))
  const central = Buffer.from(stored.subarray(headers + Buffer.byteLength(text)))
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(small.length, 18)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(small.length, 20)
  central.writeUInt32LE(headers + small.length, central.length - 6)
  return Buffer.concat([local, small, central])
}
