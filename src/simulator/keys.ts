import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto"
import { promisify } from "node:util"

const generate = promisify(generateKeyPair)

export interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

export async function newKeyPair(): Promise<KeyPair> {
  return generate("rsa", { modulusLength: 2048 })
}

/** Reads a public key as PEM, or as the bare base64 that PayBy's portal shows. */
export function readPublicKey(text: string): KeyObject {
  return read(text, "public key", createPublicKey, (key) =>
    createPublicKey({ key, format: "der", type: "spki" }),
  )
}

/** Reads a private key as PEM (PKCS#8 or PKCS#1) or as bare base64 of a PKCS#8 key. */
export function readPrivateKey(text: string): KeyObject {
  return read(text, "private key", createPrivateKey, (key) =>
    createPrivateKey({ key, format: "der", type: "pkcs8" }),
  )
}

export function publicPem(key: KeyObject): string {
  const half = key.type === "private" ? createPublicKey(key) : key
  return half.export({ type: "spki", format: "pem" }).toString()
}

export function privatePem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString()
}

function read(
  text: string,
  what: string,
  fromPem: (pem: string) => KeyObject,
  fromDer: (der: Buffer) => KeyObject,
): KeyObject {
  const lines = text.replace(/\\n/g, "\n").trim()
  let key: KeyObject
  try {
    key = lines.startsWith("-----BEGIN")
      ? fromPem(lines)
      : fromDer(Buffer.from(lines.replace(/\s+/g, ""), "base64"))
  } catch {
    throw new Error(`The ${what} is neither PEM nor bare base64 of a key.`)
  }
  if (key.asymmetricKeyType !== "rsa") throw new Error(`The ${what} is not an RSA key.`)
  return key
}
