import fc from "fast-check"
import {
  add,
  aed,
  assertAed,
  compareMoney,
  decimalText,
  fils,
  MalformedMoney,
  sameMoney,
  subtract,
  UnsupportedCurrency,
} from "./money"
import { toWire, wireMoney } from "./wire-money"

const MAX_FILS = 99_999_999_999_999
const anyFils = fc.integer({ min: 0, max: MAX_FILS })

/** Fils by whole-number division, which knows nothing of digits or of texts. */
function oracle(numerator: bigint, decimals: number): bigint {
  const scale = 10n ** BigInt(decimals)
  return (2n * numerator * 100n + scale) / (2n * scale)
}

function textOf(numerator: bigint, decimals: number): string {
  const digits = numerator.toString().padStart(decimals + 1, "0")
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

describe("money", () => {
  it("rounds every decimal text as whole-number division does", () => {
    const parts = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 24 }))
    fc.assert(
      fc.property(parts, ([numerator, decimals]) => {
        const expected = oracle(numerator, decimals)
        const text = textOf(numerator, decimals)
        if (expected > BigInt(MAX_FILS)) expect(() => aed(text)).toThrow(MalformedMoney)
        else expect(BigInt(aed(text).fils)).toBe(expected)
      }),
    )
  })

  it("reads exponent form as the same amount as the written-out one", () => {
    const parts = fc.tuple(
      fc.bigInt({ min: 0n, max: 10n ** 15n }),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 4 }),
    )
    fc.assert(
      fc.property(parts, ([numerator, decimals, spread]) => {
        const expected = oracle(numerator, decimals)
        fc.pre(expected <= BigInt(MAX_FILS))
        const text = `${textOf(numerator, spread)}e${spread - decimals}`
        expect(BigInt(aed(text).fils)).toBe(expected)
      }),
    )
  })

  it.each([
    ["1.005", 101],
    [1.005, 101],
    [39.319325, 3932],
    ["0.004999999999999999999", 0],
    ["0.005", 1],
    [0.1 + 0.2, 30],
    ["1e-7", 0],
    [1e-7, 0],
    ["5e-3", 1],
    ["1.05e2", 10_500],
    ["000000000000000105.00", 10_500],
    ["999999999999.994", MAX_FILS],
    [0, 0],
    [-0, 0],
  ])("rounds %s half up at the third decimal", (decimal, expected) => {
    expect(aed(decimal).fils).toBe(expected)
  })

  it.each([
    NaN,
    Infinity,
    -Infinity,
    -1,
    "-0.01",
    "",
    " 1",
    "1,5",
    ".5",
    "5.",
    "0x10",
    "1e",
    "Infinity",
    "999999999999.995",
    "1000000000000",
    "1e12",
    "1e99999",
    1e21,
    `1e-${"9".repeat(9)}`,
    "9".repeat(100_000),
  ])("refuses what is no amount (case %#)", (decimal) => {
    expect(() => aed(decimal)).toThrow(MalformedMoney)
  })

  it("never repeats a refused value in its error", () => {
    expect(() => aed("secret-4711")).toThrow(expect.not.stringContaining("4711"))
  })

  it("survives the way to text and back", () => {
    fc.assert(
      fc.property(anyFils, (n) => {
        expect(aed(decimalText(fils(n)))).toEqual(fils(n))
      }),
    )
  })

  it("survives the way over the wire and back, as a JSON number with at most two decimals", () => {
    fc.assert(
      fc.property(anyFils, (n) => {
        const json = JSON.stringify(toWire(fils(n)))
        expect(json).toMatch(/^\{"amount":\d{1,12}(\.\d{1,2})?,"currency":"AED"\}$/)
        expect(wireMoney.parse(JSON.parse(json))).toEqual(fils(n))
      }),
    )
  })

  it("leaves the last fils of a payment refundable, however its parts were rounded", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.array(share), (n, shares) => {
        const paid = fils(n)
        let left = paid
        let given = fils(0)
        for (const part of shares) {
          const refund = aed((left.fils / 100) * part)
          expect(compareMoney(refund, left)).toBeLessThanOrEqual(0)
          left = subtract(left, refund)
          given = add(given, refund)
        }
        expect(sameMoney(add(given, left), paid)).toBe(true)
        expect(subtract(paid, given)).toEqual(left)
      }),
    )
  })

  it("compares as numbers do", () => {
    fc.assert(
      fc.property(anyFils, anyFils, (a, b) => {
        expect(compareMoney(fils(a), fils(b))).toBe(Math.sign(a - b))
        expect(sameMoney(fils(a), fils(b))).toBe(a === b)
      }),
    )
  })

  it("knows no negative money and nothing beyond PayBy's range", () => {
    expect(() => subtract(fils(1), fils(2))).toThrow(MalformedMoney)
    expect(() => add(fils(MAX_FILS), fils(1))).toThrow(MalformedMoney)
    expect(() => fils(0.5)).toThrow(MalformedMoney)
    expect(() => fils(-1)).toThrow(MalformedMoney)
  })

  it("writes two decimals always", () => {
    expect([0, 5, 10, 10_500].map((n) => decimalText(fils(n)))).toEqual([
      "0.00",
      "0.05",
      "0.10",
      "105.00",
    ])
  })
})

describe("money read from PayBy", () => {
  it.each([
    [`{"amount":200.00,"currency":"AED"}`, 20_000],
    [`{"amount":0.10,"currency":"AED"}`, 10],
    [`{"currency":"AED","amount":0}`, 0],
    [`{"amount":999999999999.99,"currency":"AED"}`, MAX_FILS],
    [`{"amount":1e2,"currency":"AED"}`, 10_000],
  ])("reads %s exactly", (json, expected) => {
    expect(wireMoney.parse(JSON.parse(json))).toEqual(fils(expected))
  })

  it.each([
    `{"amount":0.005,"currency":"AED"}`,
    `{"amount":1e-3,"currency":"AED"}`,
    `{"amount":1e999,"currency":"AED"}`,
    `{"amount":1e12,"currency":"AED"}`,
    `{"amount":-1,"currency":"AED"}`,
    `{"amount":"12.00","currency":"AED"}`,
    `{"amount":1,"currency":"aed"}`,
    `{"amount":1}`,
    `{"currency":"AED"}`,
    `null`,
    `12`,
  ])("refuses %s", (json) => {
    expect(wireMoney.safeParse(JSON.parse(json)).success).toBe(false)
  })

  it("says which foreign currency it was", () => {
    const reading = wireMoney.safeParse({ amount: 12, currency: "USD" })
    expect(reading.error?.message).toContain("USD, not AED")
  })

  it.each(["USDX", "1USD", "USD<script>"])("repeats no currency that is none: %s", (currency) => {
    const reading = wireMoney.safeParse({ amount: 12, currency })
    expect(reading.error?.message).toContain("unreadable, not AED")
  })

  it("says what is wrong with an amount, and not which it was", () => {
    const reading = wireMoney.safeParse({ amount: 12.345, currency: "AED" })
    expect(reading.error?.message).toContain("not an amount with at most 2 decimals")
    expect(reading.error?.message).not.toContain("12.345")
  })
})

describe("the currency", () => {
  it("is AED in any case", () => {
    expect(() => assertAed("aed")).not.toThrow()
    expect(() => assertAed("AED")).not.toThrow()
  })

  it("is refused with a sentence when it is another", () => {
    expect(() => assertAed("usd")).toThrow(UnsupportedCurrency)
    expect(() => assertAed("usd")).toThrow(/PayBy takes AED only.*"USD"/)
  })

  it.each(["usdx", "1usd"])("is not repeated where it is none: %s", (currency) => {
    expect(() => assertAed(currency)).toThrow(/PayBy takes AED only.*another/)
  })
})
