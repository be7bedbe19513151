import fc from "fast-check"

import { type Json, parseObject, sameParameters, writeJson } from "./json"

const anyObject = fc.dictionary(fc.string(), fc.jsonValue()).map((object) => {
  const parsed = parseObject(JSON.stringify(object))
  return parsed ?? {}
})

/** The same value with the fields of every object in the opposite order. */
function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed)
  if (value === null || typeof value !== "object") return value
  const fields = Object.entries(value).map(([name, field]) => [name, reversed(field ?? null)])
  return Object.fromEntries(fields.reverse())
}

it("writes what it was given, in whatever order", () => {
  const plain = anyObject.filter((object) => !JSON.stringify(object).includes('"currency"'))
  fc.assert(
    fc.property(plain, fc.nat(), (object, turn) => {
      expect(JSON.parse(writeJson(object, turn))).toEqual(object)
    }),
  )
})

it("takes requests for the same although their fields come in another order", () => {
  fc.assert(fc.property(anyObject, (object) => sameParameters(object, reversed(object))))
})

it("tells requests apart that differ in one field", () => {
  fc.assert(
    fc.property(anyObject, fc.string(), (object, name) => {
      fc.pre(name !== "__proto__") // a literal would set the prototype instead
      expect(sameParameters(object, { ...object, [name]: { changed: "by the test" } })).toBe(false)
    }),
  )
})

it("counts a null field as absent, and no other", () => {
  expect(sameParameters({ a: 1, b: null }, { a: 1 })).toBe(true)
  expect(sameParameters({ a: 1, b: "" }, { a: 1 })).toBe(false)
  expect(sameParameters([1], { 0: 1 })).toBe(false)
})
