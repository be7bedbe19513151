import { chosen, chosenRange, rowsBefore } from "./filter-values"

const STATES = ["waiting", "done"] as const

it("takes what the table wrote into the address", () => {
  expect(chosen('["done"]', STATES)).toEqual(["done"])
  expect(chosen('"waiting"', STATES)).toEqual(["waiting"])
  expect(
    chosenRange('{"$gte":"2026-11-01T00:00:00.000Z","$lt":"2026-12-01T00:00:00.000Z"}'),
  ).toEqual({
    $gte: "2026-11-01T00:00:00.000Z",
    $lt: "2026-12-01T00:00:00.000Z",
  })
  expect(rowsBefore("40")).toBe(40)
})

it("takes a value that somebody typed into the address", () => {
  expect(chosen("waiting", STATES)).toEqual(["waiting"])
})

it.each([undefined, "", "{", "null", "[]", '["never-heard-of"]', '{"a":1}'])(
  "asks for everything when the address says %p",
  (raw) => {
    expect(chosen(raw, STATES)).toBeUndefined()
    expect(chosenRange(raw)).toBeUndefined()
  },
)

it.each([undefined, "-20", "many", "1.5"])(
  "begins at the first row when the address says %p",
  (raw) => {
    expect(rowsBefore(raw)).toBe(0)
  },
)
