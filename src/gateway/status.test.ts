import {
  assertForwardOnly,
  isFinal,
  isFinalRefund,
  isPaid,
  isUnknownWord,
  mayFollow,
  mayFollowRefund,
  orderStatus,
  refundStatus,
  transferStatus,
} from "./status"

describe("an order's status", () => {
  it("is paid when PayBy says PAID_SUCCESS or SETTLED, and only then", () => {
    const words = ["CREATED", "PAID_SUCCESS", "SETTLED", "FAILURE", "AUTHORIZATION", "VOID"]
    expect(words.filter((word) => isPaid(orderStatus(word)))).toEqual(["PAID_SUCCESS", "SETTLED"])
  })

  it.each(["", "PAID", "paid_success", "SETTLED ", "constructor", "__proto__", "toString"])(
    "keeps the unknown word %j, which is neither paid nor final",
    (word) => {
      const status = orderStatus(word)
      expect(status).toEqual({ unknown: word })
      expect(isPaid(status)).toBe(false)
      expect(isFinal(status)).toBe(false)
      expect(isUnknownWord(status)).toBe(true)
    },
  )

  it("keeps no more of an unknown word than fits a line", () => {
    expect(orderStatus("X".repeat(5000))).toEqual({ unknown: "X".repeat(40) })
  })

  it("moves forward only", () => {
    expect(mayFollow("CREATED", "PAID_SUCCESS")).toBe(true)
    expect(mayFollow("CREATED", "SETTLED")).toBe(true)
    expect(mayFollow("PAID_SUCCESS", "SETTLED")).toBe(true)
    expect(mayFollow("PAID_SUCCESS", "FAILURE")).toBe(true)
    expect(mayFollow("PAID_SUCCESS", "CREATED")).toBe(false)
    expect(mayFollow("SETTLED", "PAID_SUCCESS")).toBe(false)
    expect(mayFollow("SETTLED", "FAILURE")).toBe(false)
    expect(mayFollow("FAILURE", "PAID_SUCCESS")).toBe(false)
    expect(mayFollow("CREATED", "AUTHORIZATION")).toBe(false)
  })

  it("may be repeated, and may be anything at first", () => {
    expect(mayFollow("FAILURE", "FAILURE")).toBe(true)
    expect(mayFollow(null, "SETTLED")).toBe(true)
  })

  it("is final when nothing can follow", () => {
    expect(isFinal("SETTLED")).toBe(true)
    expect(isFinal("FAILURE")).toBe(true)
    expect(isFinal("PAID_SUCCESS")).toBe(false)
  })
})

describe("a refund's status", () => {
  it("is not done when it is accepted, and may still fail after the merchant was charged", () => {
    expect(isFinalRefund("CREATED")).toBe(false)
    expect(isFinalRefund("REFUNDED_SETTLED")).toBe(false)
    expect(mayFollowRefund("REFUNDED_SETTLED", "FAILURE")).toBe(true)
    expect(mayFollowRefund("SUCCESS", "FAILURE")).toBe(false)
    expect(mayFollowRefund(null, "FAILURE")).toBe(true)
  })

  it("may be repeated, and is final when nothing can follow, which nobody knows of an unknown word", () => {
    expect(mayFollowRefund("SUCCESS", "SUCCESS")).toBe(true)
    expect(isFinalRefund("SUCCESS")).toBe(true)
    expect(isFinalRefund("FAILURE")).toBe(true)
    expect(isFinalRefund({ unknown: "REFUNDED" })).toBe(false)
  })

  it("keeps an unknown word, as payouts do", () => {
    expect(refundStatus("REFUNDED")).toEqual({ unknown: "REFUNDED" })
    expect(refundStatus("SUCCESS")).toBe("SUCCESS")
    expect(transferStatus("REFUNDED")).toEqual({ unknown: "REFUNDED" })
    expect(transferStatus("SUCCESS")).toBe("SUCCESS")
  })
})

describe("a table of transitions", () => {
  it("is refused at load when a life could go round in a circle", () => {
    expect(() => assertForwardOnly("T", { A: ["B"], B: ["A"] })).toThrow("circle")
    expect(() => assertForwardOnly("T", { A: ["A"] })).toThrow("circle")
  })

  it("is refused at load when it leads to a word it does not describe", () => {
    expect(() => assertForwardOnly("T", { A: ["B"] })).toThrow("does not describe")
    expect(() => assertForwardOnly("T", { A: ["toString"] })).toThrow("does not describe")
  })
})
