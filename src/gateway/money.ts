import { hundredths } from "./decimal"

/** An exact, never negative amount: whole fils, 100 to the dirham. */
export interface Money {
  readonly fils: number
  readonly currency: "AED"
}

/** PayBy takes twelve digits before the point and two after it. */
const MAX_DIGITS = 14
const MAX_FILS = 10 ** MAX_DIGITS - 1

/** The value is no amount PayBy could take. The message never repeats the value. */
export class MalformedMoney extends Error {
  override readonly name = "MalformedMoney"

  constructor(what: string) {
    super(`${what}. An amount is a decimal from 0 with at most 12 digits before the point.`)
  }
}

/** Thrown for a currency PayBy does not take. */
export class UnsupportedCurrency extends Error {
  override readonly name = "UnsupportedCurrency"

  constructor(currencyCode: string) {
    const shown = /^[A-Za-z]{3}$/.test(currencyCode) ? `"${currencyCode.toUpperCase()}"` : "another"
    super(
      `PayBy takes AED only, and this payment's currency is ${shown}. ` +
        "Offer PayBy in regions whose currency is AED, or choose another payment provider there.",
    )
  }
}

/**
 * PayBy is an acquirer of the UAE and settles dirhams.
 *
 * @throws UnsupportedCurrency
 */
export function assertAed(currencyCode: string): void {
  if (currencyCode.toUpperCase() !== "AED") throw new UnsupportedCurrency(currencyCode)
}

/** @throws MalformedMoney unless n is a whole number of fils within PayBy's range */
export function fils(n: number): Money {
  if (!Number.isSafeInteger(n) || n < 0 || n > MAX_FILS) {
    throw new MalformedMoney("This is not a whole number of fils within PayBy's range")
  }
  return { fils: n, currency: "AED" }
}

/**
 * The one rounding rule. Medusa's totals carry more decimals than the dirham has (5 % VAT), so everything
 * that is ordered, compared or refunded passes here: half up, away from zero, at the third decimal.
 *
 * @param decimal dirhams, as text or as Medusa's number; exponent form is understood
 * @throws MalformedMoney
 */
export function aed(decimal: string | number): Money {
  if (typeof decimal === "number" && !Number.isFinite(decimal)) {
    throw new MalformedMoney("This is not a finite number")
  }
  const rounded = hundredths(String(decimal), MAX_DIGITS)
  if (rounded === null) throw new MalformedMoney("This is not an amount PayBy could take")
  return fils(Number(rounded))
}

/** @throws MalformedMoney when the sum leaves PayBy's range */
export function add(a: Money, b: Money): Money {
  return fils(a.fils + b.fils)
}

/** @throws MalformedMoney when b is more than a: there is no negative money here */
export function subtract(a: Money, b: Money): Money {
  return fils(a.fils - b.fils)
}

export function sameMoney(a: Money, b: Money): boolean {
  return compareMoney(a, b) === 0
}

/** Negative when a is less than b, positive when it is more, 0 when they are equal. */
export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  return a.fils < b.fils ? -1 : a.fils > b.fils ? 1 : 0
}

/** Dirhams with exactly two decimals: "105.00". */
export function decimalText(money: Money): string {
  const digits = String(money.fils).padStart(3, "0")
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
