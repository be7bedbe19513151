import { MathBN } from "@medusajs/framework/utils"
import type { BigNumberInput } from "@medusajs/framework/types"

/**
 * An amount of Medusa's as decimal text, with all its decimals and no exponent. It comes as a number,
 * as text, or as `{ value, precision }`, which `Number()` and `parseFloat` turn into NaN.
 */
export function decimalOf(amount: unknown): string {
  return MathBN.convert(amount as BigNumberInput).toFixed()
}
