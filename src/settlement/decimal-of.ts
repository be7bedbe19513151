import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"

/** The shapes an amount of Medusa's comes in: a number, text, `{ value, precision }`, or its BigNumber. */
const medusaAmount = z.custom<BigNumberInput>(
  (raw) => ["number", "string"].includes(typeof raw) || (typeof raw === "object" && raw !== null),
)

/**
 * An amount of Medusa's as decimal text, with all its decimals and no exponent. `Number()` and
 * `parseFloat` turn some of its shapes into NaN.
 */
export function decimalOf(amount: unknown): string {
  return MathBN.convert(medusaAmount.parse(amount)).toFixed()
}
