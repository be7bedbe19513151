import fc from "fast-check"
import {
  isOrderNo,
  MalformedOrderNo,
  merchantOrderNo,
  mintMerchantOrderNo,
  refundOrderNo,
} from "./order-number"

const anyTime = fc.date({
  min: new Date("2020-01-01"),
  max: new Date("2099-01-01"),
  noInvalidDate: true,
})
const anyEntropy = fc.uint8Array({ minLength: 10, maxLength: 10 })

describe("an order number", () => {
  it("is 1 to 64 letters, digits, hyphens and underscores", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), (raw) => {
        expect(merchantOrderNo(raw)).toBe(raw)
      }),
    )
  })

  it.each(["", "a".repeat(65), "a b", "a/b", "é", "٣", "a\n", "a.b"])(
    "is refused when it is %j",
    (raw) => {
      expect(() => merchantOrderNo(raw)).toThrow(MalformedOrderNo)
    },
  )

  it("is never repeated in an error", () => {
    expect(() => merchantOrderNo("their name")).toThrow(expect.not.stringContaining("their"))
  })

  it("is refused with its length, and with whether something strange is in it", () => {
    const begin = 'An order number is 1 to 64 letters, digits, "-" or "_"; this text has'
    const strange = `${begin} 9 characters, and others among them.`
    expect(() => merchantOrderNo("Zoë_9-a z")).toThrow(new MalformedOrderNo("Zoë_9-a z"))
    expect(new MalformedOrderNo("Zoë_9-a z").message).toBe(strange)
    expect(new MalformedOrderNo("Az09-_".repeat(11)).message).toBe(`${begin} 66 characters.`)
  })

  it("is 14 digits of time, a hyphen and 16 characters that cannot be misread", () => {
    const now = new Date("2026-11-23T08:02:00.987Z")
    const no = mintMerchantOrderNo(now, (bytes) => Buffer.alloc(bytes))
    expect(no).toBe(`20261123080200-${"0".repeat(16)}`)
    const made = mintMerchantOrderNo(now)
    expect(made).toMatch(/^20261123080200-[0-9a-hjkmnp-tv-z]{16}$/)
  })

  it("begins with the UTC second it was made in, and leaves room for refunds", () => {
    fc.assert(
      fc.property(anyTime, anyEntropy, (now, bytes) => {
        const no = mintMerchantOrderNo(now, () => Buffer.from(bytes))
        const second = no.slice(0, 14)
        const readBack = second.replace(/(....)(..)(..)(..)(..)(..)/, "$1-$2-$3T$4:$5:$6Z")
        expect(new Date(readBack).getTime()).toBe(Math.floor(now.getTime() / 1000) * 1000)
        expect(no.length).toBeLessThanOrEqual(40)
        expect(isOrderNo(refundOrderNo(no, 999_999))).toBe(true)
      }),
    )
  })

  it("keeps every one of its 80 random bits", () => {
    const now = new Date(0)
    fc.assert(
      fc.property(anyEntropy, fc.nat(79), (bytes, bit) => {
        const flipped = Buffer.from(bytes)
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        const first = mintMerchantOrderNo(now, () => Buffer.from(bytes))
        expect(mintMerchantOrderNo(now, () => flipped)).not.toBe(first)
      }),
    )
  })

  it("asks for at least 60 random bits and does not make the same number twice in a second", () => {
    let asked = 0
    mintMerchantOrderNo(new Date(0), (bytes) => {
      asked = bytes
      return Buffer.alloc(bytes)
    })
    expect(asked * 8).toBeGreaterThanOrEqual(60)
    const made = Array.from({ length: 1000 }, () => mintMerchantOrderNo(new Date(0)))
    expect(new Set(made).size).toBe(1000)
  })
})

describe("a refund's number", () => {
  const order = merchantOrderNo("20261123080200-0123456789abcdef")

  it("is derived from its order and counts from 1", () => {
    expect(refundOrderNo(order, 1)).toBe("20261123080200-0123456789abcdef-r1")
    expect(refundOrderNo(order, 12)).toBe("20261123080200-0123456789abcdef-r12")
  })

  it.each([0, -1, 1.5, NaN, Infinity])("has no ordinal %s", (ordinal) => {
    expect(() => refundOrderNo(order, ordinal)).toThrow(RangeError)
  })

  it("is refused rather than cut when the order's number leaves no room", () => {
    expect(() => refundOrderNo(merchantOrderNo("a".repeat(62)), 1)).toThrow(MalformedOrderNo)
  })
})
