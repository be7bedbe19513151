import { hundredths } from "./decimal"

describe("a decimal text", () => {
  it("has no more digits than allowed, also when rounding adds one", () => {
    expect(hundredths("99.994", 4)).toBe(9999n)
    expect(hundredths("99.995", 4)).toBeNull()
    expect(hundredths("100", 4)).toBeNull()
  })

  it("is counted in time that grows with its length only", () => {
    expect(hundredths(`0.${"0".repeat(1_000_000)}5`, 14)).toBe(0n)
    expect(hundredths("9".repeat(1_000_000), 14)).toBeNull()
    expect(hundredths("1e9999", 14)).toBeNull()
    expect(hundredths("1e-9999", 14)).toBe(0n)
    expect(hundredths("0e9999", 14)).toBe(0n)
  })
})
