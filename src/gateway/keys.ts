import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from "node:crypto"
import { inspect } from "node:util"
import { readKeyText, type KeyText } from "./key-text"

/** SHA256withRSA: PKCS#1 v1.5 padding, Node's default for RSA keys. */
const ALGORITHM = "RSA-SHA256"
const MIN_BITS = 2048

/** The text is not the key it should be. The message never repeats any of it. */
export class MalformedKey extends Error {
  override readonly name = "MalformedKey"
}

/** The merchant's key. It can sign; nothing can print it. */
export class PrivateKey {
  readonly #key: KeyObject

  /** @throws MalformedKey unless it is a private RSA key of at least 2048 bits */
  constructor(key: KeyObject) {
    if (key.type !== "private") throw new MalformedKey("The private key is not a private key.")
    assertStrongRsa(key, "The private key")
    this.#key = key
  }

  /** @returns Base64 of the signature over exactly these bytes */
  sign(bytes: Buffer): string {
    return signBytes(ALGORITHM, bytes, this.#key).toString("base64")
  }

  /** The public half, as PayBy must know it. */
  get publicKey(): PublicKey {
    return new PublicKey(createPublicKey(this.#key))
  }

  toJSON(): string {
    return "[private key]"
  }

  [inspect.custom](): string {
    return "[private key]"
  }
}

/** A key PayBy signs with. */
export class PublicKey {
  readonly #key: KeyObject
  #fingerprint: string | undefined

  /** @throws MalformedKey unless it is a public RSA key of at least 2048 bits */
  constructor(key: KeyObject) {
    if (key.type !== "public") throw new MalformedKey("PayBy's public key is not a public key.")
    assertStrongRsa(key, "PayBy's public key")
    this.#key = key
  }

  verify(bytes: Buffer, signature: Buffer): boolean {
    return verifyBytes(ALGORITHM, bytes, this.#key, signature)
  }

  /** Names the key without showing it: the first 16 hex digits of the SHA-256 of its DER form. */
  get fingerprint(): string {
    this.#fingerprint ??= createHash("sha256")
      .update(this.#key.export({ format: "der", type: "spki" }))
      .digest("hex")
      .slice(0, 16)
    return this.#fingerprint
  }

  toJSON(): string {
    return `[public key ${this.fingerprint}]`
  }

  [inspect.custom](): string {
    return this.toJSON()
  }
}

/**
 * Reads the merchant's private key: PKCS#8 (as PayBy's portal gives it) or PKCS#1, PEM or its bare Base64.
 * Line breaks may have been lost or written as "\n", as environment variables do.
 *
 * @throws MalformedKey with a sentence that says what to do
 */
export function parsePrivateKey(pem: string): PrivateKey {
  const text = readKeyText(pem)
  if (text.encrypted) {
    throw new MalformedKey(
      "The private key is encrypted with a passphrase. Decrypt it first: openssl pkcs8 -in key.pem -out plain.pem",
    )
  }
  if (/PUBLIC KEY|CERTIFICATE/.test(text.label ?? "")) {
    throw new MalformedKey(
      "The private key is a public key. Use the one you generated yourself, not the one from PayBy's portal.",
    )
  }
  const key =
    tryKey(text, ["PRIVATE KEY", null], (der) =>
      createPrivateKey({ key: der, format: "der", type: "pkcs8" }),
    ) ??
    tryKey(text, ["RSA PRIVATE KEY", null], (der) =>
      createPrivateKey({ key: der, format: "der", type: "pkcs1" }),
    )
  if (!key) {
    throw new MalformedKey(
      "The private key cannot be read. It is the PEM text from -----BEGIN to -----END, whole and unchanged.",
    )
  }
  return new PrivateKey(key)
}

/**
 * Reads one of PayBy's public keys: PEM, or the bare Base64 the portal shows.
 *
 * @throws MalformedKey with a sentence that says what to do
 */
export function parsePublicKey(pem: string): PublicKey {
  const text = readKeyText(pem)
  if (/PRIVATE KEY/.test(text.label ?? "")) {
    throw new MalformedKey(
      "PayBy's public key is a private key. Copy PayBy's public key from the portal (Management, API key), " +
        "and keep your private key out of every other place.",
    )
  }
  const key =
    tryKey(text, ["PUBLIC KEY", null], (der) =>
      createPublicKey({ key: der, format: "der", type: "spki" }),
    ) ??
    tryKey(text, ["RSA PUBLIC KEY"], (der) =>
      createPublicKey({ key: der, format: "der", type: "pkcs1" }),
    )
  if (!key) {
    throw new MalformedKey(
      "PayBy's public key cannot be read. Copy it whole from the portal (Management, API key), with or without " +
        "its -----BEGIN and -----END lines.",
    )
  }
  return new PublicKey(key)
}

function tryKey(
  text: KeyText,
  labels: readonly (string | null)[],
  read: (der: Buffer) => KeyObject,
): KeyObject | null {
  if (!text.der || !labels.includes(text.label)) return null
  try {
    return read(text.der)
  } catch {
    // OpenSSL's own words help nobody; the caller's sentence says what a key looks like.
    return null
  }
}

function assertStrongRsa(key: KeyObject, which: string): void {
  if (key.asymmetricKeyType !== "rsa") {
    throw new MalformedKey(`${which} is not an RSA key. PayBy signs with SHA256withRSA only.`)
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
  if (bits < MIN_BITS) {
    throw new MalformedKey(
      `${which} has ${bits} bits. PayBy asks for RSA with at least ${MIN_BITS}.`,
    )
  }
}
