import fc from "fast-check"
import { PublicKey } from "./keys"
import { paybyKey, paybyKeys, signedBy, strangerKeys } from "./loopback.test-support"
import { signatureHolds } from "./signature"

const strangerKey = new PublicKey(strangerKeys.publicKey)
const holds = (text: string, sign: string | undefined, keys = [paybyKey]) =>
  signatureHolds(Buffer.from(text), sign, keys)

describe("a signature", () => {
  it("holds over the exact bytes with 200.00 in them, and not over what a parser makes of them", () => {
    const text = `{"acquireOrder":{"totalAmount":{"amount":200.00,"currency":"AED"}}}`
    const sign = signedBy(paybyKeys.privateKey, text)
    expect(holds(text, sign)).toBe(true)
    expect(holds(JSON.stringify(JSON.parse(text)), sign)).toBe(false)
  })

  it("holds over a product name with blanks, and not over one without", () => {
    const text = `{"goodsName":"candy  flower, 2 kg","subject":" iPhone 13 "}`
    const sign = signedBy(paybyKeys.privateKey, text)
    expect(holds(text, sign)).toBe(true)
    expect(holds(text.replaceAll(" ", ""), sign)).toBe(false)
  })

  it("holds over any bytes, text or not, and over no others", () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (raw, at, change) => {
        const message = Buffer.from(raw)
        const sign = signedBy(paybyKeys.privateKey, message)
        const altered = Buffer.from(message)
        altered.writeUInt8(altered.readUInt8(at % altered.length) ^ change, at % altered.length)
        expect(signatureHolds(message, sign, [paybyKey])).toBe(true)
        expect(signatureHolds(altered, sign, [paybyKey])).toBe(false)
      }),
      { numRuns: 30 },
    )
  })

  it("holds with the second of two keys, while PayBy's key is being rotated", () => {
    const sign = signedBy(strangerKeys.privateKey, "message")
    expect(holds("message", sign)).toBe(false)
    expect(holds("message", sign, [paybyKey, strangerKey])).toBe(true)
  })

  it("never holds without a key", () => {
    expect(holds("message", signedBy(paybyKeys.privateKey, "message"), [])).toBe(false)
  })

  const good = signedBy(paybyKeys.privateKey, "message")
  it.each([
    ["missing", undefined],
    ["empty", ""],
    ["blank", "   "],
    ["given twice", `${good}, ${good}`],
    ["no Base64", "%%%"],
    ["followed by more", `${good}AAAA`],
    ["broken by a line break", `${good.slice(0, 76)}\n${good.slice(76)}`],
    ["URL-safe Base64", good.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")],
    ["endless", "A".repeat(1_000_000)],
  ])("does not hold when it is %s", (_name, sign) => {
    expect(holds("message", sign)).toBe(false)
  })

  it.each([
    [1368, 1],
    [1372, 0],
  ])(
    "of %d characters is tried %d times: no key signs with more than 1,024 bytes",
    (length, times) => {
      const verify = jest.spyOn(paybyKey, "verify")
      holds("message", "A".repeat(length))
      expect(verify).toHaveBeenCalledTimes(times)
      verify.mockRestore()
    },
  )

  it("may stand between blanks, as headers do", () => {
    expect(holds("message", ` ${good} `)).toBe(true)
  })
})
