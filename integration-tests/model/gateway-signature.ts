import type { PublicKey } from "../../src/gateway"

/** What PayBy signs with here: real signatures have tests of their own, and take too long. */
export const SIGNED = "signed by PayBy"

/** Stands in for the verification of signatures: the first key is the one. */
export function signerOf(
  _bytes: Buffer,
  sign: string | undefined,
  keys: readonly PublicKey[],
): PublicKey | null {
  return sign === SIGNED ? (keys[0] ?? null) : null
}

/** Stands in for the same question, where it does not matter which key. */
export function signatureHolds(_bytes: Buffer, sign: string | undefined): boolean {
  return sign === SIGNED
}
