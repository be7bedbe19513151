import { inWords } from "./duration"

it("says how long in the unit that people would choose, whichever way it points", () => {
  expect(inWords(20 * 60_000 + 900, "en")).toBe("20 minutes")
  expect(inWords(-20 * 60_000 - 900, "en")).toBe("20 minutes")
  expect(inWords(1_500, "en")).toBe("1 second")
  expect(inWords(119 * 60_000, "en")).toBe("119 minutes")
  expect(inWords(5 * 3_600_000, "en")).toBe("5 hours")
})

it("counts as the language does", () => {
  expect(inWords(20 * 60_000, "ar-AE")).toBe("20 دقيقة")
  expect(inWords(3 * 60_000, "ar-AE")).toBe("3 دقائق")
})
