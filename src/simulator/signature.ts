import { sign, verify, type KeyObject } from "node:crypto"

/** Base64 of SHA256withRSA (PKCS#1 v1.5) over exactly these bytes. */
export function signBytes(bytes: Buffer, privateKey: KeyObject): string {
  return sign("sha256", bytes, privateKey).toString("base64")
}

/** Whether `signature` is one of exactly these bytes; anything unreadable is "no". */
export function signatureHolds(
  bytes: Buffer,
  signature: string | undefined,
  publicKey: KeyObject,
): boolean {
  if (!signature || !/^[A-Za-z0-9+/]+={0,2}$/.test(signature)) return false
  return verify("sha256", bytes, publicKey, Buffer.from(signature, "base64"))
}
