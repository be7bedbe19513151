import { aed, fils } from "./money"
import { columnsOf, realigned, StatementRow, statementTime } from "./statement-row"

const rowOf = (cell: string) => new StatementRow(columnsOf([" Amount "]), [cell])

describe("a cell of a statement", () => {
  it("is found by its column's name, whatever its case and the blanks around either", () => {
    expect(rowOf("  12.50 ").text("aMOUNT")).toBe("12.50")
  })

  it("is empty where the row is short or there is no such column", () => {
    expect(new StatementRow(columnsOf(["a", "b"]), ["1"]).text("b")).toBe("")
    expect(rowOf("1").text("b")).toBe("")
  })

  it.each([
    ["7", "7.00"],
    ["7.5", "7.50"],
    ["7.25", "7.25"],
    ["7.2500", "7.25"],
    ["-7.25", "7.25"],
    ["123456789012", "123456789012.00"],
  ])("that says %s is an amount", (cell, amount) => {
    expect(rowOf(cell).amount("amount")).toEqual(aed(amount))
  })

  it.each(["", "7.", "7.255", "x7", "7x", "--7", "+7", "7,5", "1234567890123", "7.2 5"])(
    "that says '%s' is none",
    (cell) => {
      expect(rowOf(cell).amount("amount")).toBeNull()
    },
  )

  it.each([
    ["1.254", "1.25"],
    ["12", "12.00"],
    ["0.006", "0.01"],
  ])("that says %s is a fee to the nearest fils", (cell, fee) => {
    expect(rowOf(cell).fee("amount")).toEqual(aed(fee))
  })

  it.each(["", "x1", "1x", "1.", "-1", "1.1234567"])("that says '%s' is no fee", (cell) => {
    expect(rowOf(cell).fee("amount")).toEqual(fils(0))
  })
})

describe("a row that is longer than its header", () => {
  const columns = columnsOf(["no", "subject", "mid"])

  it("has its bars in the subject", () => {
    expect(realigned(["M1", "a", "b", "c", "200"], columns)).toEqual(["M1", "a|b|c", "200"])
  })

  it("stays as it is where there is no subject", () => {
    expect(realigned(["M1", "a", "b"], columnsOf(["no", "mid"]))).toEqual(["M1", "a", "b"])
  })

  it.each([[["M1", "a", "200"]], [["M1", "a"]]])("but not one of %j", (cells) => {
    expect(realigned(cells, columns)).toEqual(cells)
  })
})

describe("a time of a statement", () => {
  it.each([
    ["2021-01-12T17:46:36+0400", "2021-01-12T13:46:36Z"],
    ["2021-01-12T17:46:36-0330", "2021-01-12T21:16:36Z"],
    ["2021-01-12T17:46:36+05:30", "2021-01-12T12:16:36Z"],
    ["2021-01-12T17:46:36.123Z", "2021-01-12T17:46:36Z"],
    ["2021-01-12 00:00", "2021-01-11T20:00:00Z"],
    ["12-01-2021 17:46:36", "2021-01-12T13:46:36Z"],
  ])("%s is %s, in Dubai where it names no zone", (text, iso) => {
    expect(statementTime(text)).toEqual(new Date(iso))
  })

  it.each([
    "",
    "yesterday",
    "x2021-01-12 00:00",
    "2021-01-12 00:00x",
    "2021-13-12 00:00",
    "2021-01-12",
    "x12-01-2021 17:46:36",
    "12-01-2021 17:46:36x",
    "12-01-21 17:46:36",
    "45-01-2021 17:46:36",
  ])("'%s' is none", (text) => {
    expect(statementTime(text)).toBeNull()
  })
})
