const DECIMAL = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/

/**
 * An unsigned decimal text as whole hundredths, rounded half up at the third decimal.
 * Works on the digits as they are written, also in exponent form, so that no float is ever multiplied.
 *
 * @param maxDigits the most digits the result may have
 * @returns null when the text is no unsigned decimal, or the result has more digits
 */
export function hundredths(text: string, maxDigits: number): bigint | null {
  const match = DECIMAL.exec(text)
  if (!match) return null
  const [, whole = "", fraction = "", exponent = "0"] = match

  const digits = (whole + fraction).replace(/^0+/, "")
  if (digits === "") return 0n

  const shift = 2 - fraction.length + Number(exponent)
  if (digits.length + shift > maxDigits) return null
  if (shift >= 0) return BigInt(digits + "0".repeat(shift))

  const cut = digits.length + shift
  const kept = cut > 0 ? BigInt(digits.slice(0, cut)) : 0n
  const firstDropped = cut >= 0 ? digits.charAt(cut) : "0"
  const rounded = firstDropped >= "5" ? kept + 1n : kept
  return rounded.toString().length > maxDigits ? null : rounded
}
