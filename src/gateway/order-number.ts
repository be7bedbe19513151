import { randomBytes } from "node:crypto"
import type { Brand } from "./brand"

/** The merchant's own number of a payment order, unique per merchant. Every call names an order by it. */
export type MerchantOrderNo = Brand<string, "MerchantOrderNo">

/** The merchant's own number of a refund, unique per merchant. */
export type RefundOrderNo = Brand<string, "RefundOrderNo">

/** PayBy: letters, digits, "-" and "_", at most 64. */
const WELL_FORMED = /^[A-Za-z0-9_-]{1,64}$/

/** Digits and lower-case letters without i, l, o and u: a number read out on the phone stays the same number. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
const RANDOM_BYTES = 10

/** The text is no order number. The message describes the text and never repeats it. */
export class MalformedOrderNo extends Error {
  override readonly name = "MalformedOrderNo"

  constructor(raw: string) {
    super(
      `An order number is 1 to 64 letters, digits, "-" or "_"; this text has ${raw.length} characters` +
        (/[^A-Za-z0-9_-]/.test(raw) ? ", and others among them." : "."),
    )
  }
}

export function isOrderNo(raw: string): boolean {
  return WELL_FORMED.test(raw)
}

/** @throws MalformedOrderNo */
export function merchantOrderNo(raw: string): MerchantOrderNo {
  if (!isOrderNo(raw)) throw new MalformedOrderNo(raw)
  return raw as MerchantOrderNo
}

/**
 * Brands a refund number that is already in use, from our tables or from PayBy's answer.
 * A new one comes from {@link refundOrderNo}.
 *
 * @throws MalformedOrderNo
 */
export function knownRefundOrderNo(raw: string): RefundOrderNo {
  if (!isOrderNo(raw)) throw new MalformedOrderNo(raw)
  return raw as RefundOrderNo
}

/**
 * A number nobody has used: UTC time to the second and 80 random bits, 31 characters.
 * PayBy recommends time and a random sequence; the time keeps lists in order.
 * It stays under 40 characters, so that every refund's number can be derived from it.
 */
export function mintMerchantOrderNo(
  now: Date,
  entropy: (bytes: number) => Buffer = randomBytes,
): MerchantOrderNo {
  const second = now.toISOString().replace(/\D/g, "").slice(0, 14)
  return merchantOrderNo(`${second}-${base32(entropy(RANDOM_BYTES))}`)
}

/**
 * The number of an order's n-th refund (`…-r1`), derived, so that whoever asks again asks about the same refund.
 *
 * @param ordinal counts from 1
 * @throws MalformedOrderNo when the order's own number is too long to derive from
 */
export function refundOrderNo(order: MerchantOrderNo, ordinal: number): RefundOrderNo {
  if (!Number.isSafeInteger(ordinal) || ordinal < 1) {
    throw new RangeError("The ordinal of a refund is a whole number from 1.")
  }
  return knownRefundOrderNo(`${order}-r${ordinal}`)
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("")
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join("")
}
