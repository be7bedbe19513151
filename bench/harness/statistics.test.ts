import fc from "fast-check"
import { quantile, spreadOf } from "./statistics"

it("takes the middle sample, or the middle between two", () => {
  expect(spreadOf([5, 1, 9]).median).toBe(5)
  expect(spreadOf([1, 2, 3, 10]).median).toBe(2.5)
})

it("has half of the samples between its quartiles", () => {
  expect(spreadOf([0, 1, 2, 3, 4, 5, 6, 7, 8])).toEqual({ lower: 2, median: 4, upper: 6 })
})

it("invents no figure where there is no sample", () => {
  expect(() => spreadOf([])).toThrow(RangeError)
})

it("never leaves the range of its samples, in whatever order they came", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (samples, part) => {
        const value = quantile(samples, part)
        expect(value).toBeGreaterThanOrEqual(Math.min(...samples))
        expect(value).toBeLessThanOrEqual(Math.max(...samples))
        expect(quantile([...samples].reverse(), part)).toBe(value)
      },
    ),
  )
})
