import { generateKeyPairSync, verify } from "node:crypto"
import { inspect } from "node:util"
import { keyPair } from "./loopback.test-support"
import { MalformedKey, parsePrivateKey, parsePublicKey, PrivateKey, PublicKey } from "./keys"

const { privateKey, publicKey } = keyPair()
const pkcs8 = privateKey.export({ format: "pem", type: "pkcs8" }).toString()
const pkcs1 = privateKey.export({ format: "pem", type: "pkcs1" }).toString()
const spki = publicKey.export({ format: "pem", type: "spki" }).toString()
const bare = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, "")
const message = Buffer.from("message")

describe("the merchant's private key", () => {
  it.each([
    ["PKCS#8", pkcs8],
    ["PKCS#1", pkcs1],
    ["PKCS#8 whose line breaks arrived as text", pkcs8.replaceAll("\n", "\\n")],
    ["PKCS#1 with Windows line breaks", pkcs1.replaceAll("\n", "\r\n")],
    ["PKCS#8 on one line, blanks for line breaks", pkcs8.replaceAll("\n", " ")],
    ["bare Base64 of PKCS#8", bare(pkcs8)],
    ["bare Base64 of PKCS#1", bare(pkcs1)],
  ])("is read from %s, and signs what its public half verifies", (_name, text) => {
    const signature = Buffer.from(parsePrivateKey(text).sign(message), "base64")
    expect(verify("sha256", message, publicKey, signature)).toBe(true)
  })

  it.each([
    ["empty", "", /cannot be read/],
    ["cut in half", pkcs8.slice(0, 800), /cannot be read/],
    ["joined by what is no Base64", pkcs8.replace(/\n(?=.{64}\n)/, "\n!"), /cannot be read/],
    ["damaged inside", pkcs8.replace(/\n.{64}\n/, "\n"), /cannot be read/],
    ["a public key", spki, /is a public key/],
    [
      "encrypted",
      privateKey
        .export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "x" })
        .toString(),
      /encrypted with a passphrase/,
    ],
    [
      "encrypted as OpenSSL did it once",
      privateKey
        .export({ format: "pem", type: "pkcs1", cipher: "aes-256-cbc", passphrase: "x" })
        .toString(),
      /encrypted with a passphrase/,
    ],
    [
      "1,024 bits short",
      keyPair(1024).privateKey.export({ format: "pem", type: "pkcs8" }).toString(),
      /1024 bits.*at least 2048/,
    ],
    [
      "no RSA key",
      generateKeyPairSync("ec", { namedCurve: "P-256" })
        .privateKey.export({ format: "pem", type: "pkcs8" })
        .toString(),
      /not an RSA key/,
    ],
  ])("is refused with advice when it is %s", (_name, text, advice) => {
    expect(() => parsePrivateKey(text)).toThrow(MalformedKey)
    expect(() => parsePrivateKey(text)).toThrow(advice)
  })

  it("is not shown by an error about it", () => {
    const damaged = pkcs8.replace(/\n.{64}\n/, "\n")
    const shown = inspect(
      thrownBy(() => parsePrivateKey(damaged)),
      { depth: 9, showHidden: true },
    )
    expect(shown).not.toContain(bare(damaged).slice(40, 60))
  })

  it("is shown by nothing that prints objects", () => {
    const key = parsePrivateKey(pkcs8)
    const secret = bare(pkcs8).slice(100, 140)
    for (const shown of [
      JSON.stringify({ key }),
      inspect({ key }, { depth: 9, showHidden: true, getters: true }),
      String(key),
    ]) {
      expect(shown).not.toContain(secret)
      expect(shown).not.toMatch(/BEGIN|modulus|"d"/)
    }
    expect(JSON.stringify({ key })).toBe(`{"key":"[private key]"}`)
    expect(inspect({ key })).toBe("{ key: [private key] }")
  })

  it("cannot be made of a public key object", () => {
    expect(() => new PrivateKey(publicKey)).toThrow(MalformedKey)
  })
})

describe("PayBy's public key", () => {
  it.each([
    ["PEM", spki],
    ["the bare Base64 of the portal", bare(spki)],
    ["bare Base64 in several lines", bare(spki).replace(/(.{64})/g, "$1\n")],
    ["PEM whose line breaks arrived as text", spki.replaceAll("\n", "\\n")],
    ["PKCS#1 PEM", publicKey.export({ format: "pem", type: "pkcs1" }).toString()],
  ])("is read from %s", (_name, text) => {
    const signature = Buffer.from(parsePrivateKey(pkcs8).sign(message), "base64")
    const key = parsePublicKey(text)
    expect(key.verify(message, signature)).toBe(true)
    expect(key.verify(Buffer.from("massage"), signature)).toBe(false)
  })

  it.each([
    ["the merchant's private key", pkcs8, /is a private key/],
    ["the bare Base64 of a private key", bare(pkcs8), /cannot be read/],
    ["text of some kind", "see portal", /cannot be read/],
  ])("is refused with advice when it is %s", (_name, text, advice) => {
    expect(() => parsePublicKey(text)).toThrow(advice)
  })

  it("cannot be made of a private key object", () => {
    expect(() => new PublicKey(privateKey)).toThrow(MalformedKey)
  })

  it("is shown by its fingerprint", () => {
    const key = parsePublicKey(spki)
    const shown = `[public key ${key.fingerprint}]`
    expect(JSON.stringify({ key })).toBe(`{"key":"${shown}"}`)
    expect(inspect({ key })).toBe(`{ key: ${shown} }`)
  })

  it("has a fingerprint that tells two keys apart without showing them", () => {
    const one = parsePublicKey(spki).fingerprint
    const other = new PrivateKey(keyPair().privateKey).publicKey.fingerprint
    expect(one).toMatch(/^[0-9a-f]{16}$/)
    expect(one).not.toBe(other)
  })
})

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  throw new Error("Nothing was thrown.")
}
