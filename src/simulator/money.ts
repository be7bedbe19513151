import { invalidParameter } from "./codes"
import { isJsonObject, type Json, type JsonObject } from "./json"

/** Amounts are whole fils (1 AED = 100 fils) everywhere inside the simulator. */
export type Fils = number

/** Reads a decimal such as `12.34`: at most 12 digits before and 2 after the point. */
export function filsOf(decimal: string): Fils | undefined {
  const parts = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(decimal)
  if (!parts) return undefined
  const [, whole = "", fraction = ""] = parts
  return Number(whole + fraction.padEnd(2, "0"))
}

/**
 * Reads `{ "amount": 12.34, "currency": "AED" }` from a request.
 * PayBy takes a JSON number, AED only, and no third decimal.
 */
export function readMoney(value: Json | undefined, name: string): Fils {
  if (!isJsonObject(value)) throw invalidParameter(`${name} is missing or not an object`)
  if (value.currency !== "AED") throw invalidParameter(`${name}.currency must be AED`)
  if (typeof value.amount !== "number") throw invalidParameter(`${name}.amount must be a number`)
  const fils = filsOf(String(value.amount))
  if (fils === undefined) {
    throw invalidParameter(`${name}.amount allows 12 digits before the point and 2 after it`)
  }
  return fils
}

/** As `readMoney`, and more than nothing. */
export function readPositiveMoney(value: Json | undefined, name: string): Fils {
  const fils = readMoney(value, name)
  if (fils === 0) throw invalidParameter(`${name}.amount must be more than 0`)
  return fils
}

export function wireMoney(fils: Fils): JsonObject {
  return { amount: fils / 100, currency: "AED" }
}

/** `10500` → `"105.00"`. */
export function decimalText(fils: Fils): string {
  return (fils / 100).toFixed(2)
}

/** A share of an amount, rounded half up, in fils. */
export function share(fils: Fils, perTenThousand: number): Fils {
  return Math.round((fils * perTenThousand) / 10_000)
}
