import type { PublicKey } from "./keys"

const BASE64 = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** RSA 8192, the largest key anyone uses, signs with 1,024 bytes. */
const MAX_SIGN_LENGTH = 1368

/**
 * With which of PayBy's keys does this `sign` header hold over exactly these bytes? Null: with none.
 *
 * The bytes are the message. PayBy writes `200.00` and its fields in any order: a body that was parsed and written
 * again, or stripped of its blanks, is another message. Two `sign` headers reach us joined by a comma, which is
 * no Base64; a missing one is no signature.
 */
export function signerOf(
  bytes: Buffer,
  sign: string | undefined,
  keys: readonly PublicKey[],
): PublicKey | null {
  const text = sign?.trim() ?? ""
  if (text.length > MAX_SIGN_LENGTH || !BASE64.test(text)) return null
  const signature = Buffer.from(text, "base64")
  return keys.find((key) => key.verify(bytes, signature)) ?? null
}

/** Does it hold with any of them? */
export function signatureHolds(
  bytes: Buffer,
  sign: string | undefined,
  keys: readonly PublicKey[],
): boolean {
  return signerOf(bytes, sign, keys) !== null
}
