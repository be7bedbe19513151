import { z } from "@medusajs/framework/zod"
import { hundredths } from "./decimal"
import { decimalText, fils, type Money } from "./money"

/** How PayBy writes money: a JSON number of dirhams, with the currency beside it. */
export interface WireMoney {
  amount: number
  currency: "AED"
}

/** Exact: at most 14 digits, which a JSON number carries without loss. */
export function toWire(money: Money): WireMoney {
  return { amount: Number(decimalText(money)), currency: "AED" }
}

function filsOf(amount: number): number | null {
  const decimals = /\.(\d+)$/.exec(String(amount))?.[1]?.length ?? 0
  const exact = decimals <= 2 ? hundredths(String(amount), 14) : null
  return exact === null ? null : Number(exact)
}

/** True for what PayBy takes: at most 12 digits before the point and 2 after it, not negative. */
export function isWireAmount(amount: number): boolean {
  return filsOf(amount) !== null
}

/**
 * Reads PayBy's money without rounding. Text, infinity, a third decimal and a foreign currency are refused;
 * the refusal names the currency, because that one is worth a look.
 */
export const wireMoney = z
  .object({ amount: z.number(), currency: z.string() })
  .transform((wire, context): Money => {
    if (wire.currency !== "AED") {
      const shown = /^[A-Za-z]{3}$/.test(wire.currency) ? wire.currency : "unreadable"
      context.addIssue({ code: "custom", message: `the currency is ${shown}, not AED` })
      return z.NEVER
    }
    const exact = filsOf(wire.amount)
    if (exact === null) {
      context.addIssue({ code: "custom", message: "not an amount with at most 2 decimals" })
      return z.NEVER
    }
    return fils(exact)
  })
