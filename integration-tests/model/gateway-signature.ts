/** What PayBy signs with here: real signatures have tests of their own, and take too long. */
export const SIGNED = "signed by PayBy"

/** Stands in for the verification of signatures. */
export function signatureHolds(_bytes: Buffer, sign: string | undefined): boolean {
  return sign === SIGNED
}
