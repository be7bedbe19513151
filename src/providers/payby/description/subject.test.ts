import * as fc from "fast-check"
import { TERMS_LIMITS } from "../../../gateway"
import { subjects } from "./subject"
import { aLine, aPurchase } from "./purchase.test-support"

const both = { subject: "{store}: {item} ({items})", subjectAr: "{store}: {items} قطعة، {item}" }

it("fills the merchant's words in, in both languages", () => {
  expect(subjects(both, aPurchase(), "Falcon")).toEqual({
    subject: "Falcon: Shirt (2)",
    subjectAr: "Falcon: 2 قطعة، Shirt",
  })
})

it("counts the pieces of all lines", () => {
  const lines = [aLine(), aLine({ id: "cali_2", quantity: "3" })]
  expect(
    subjects({ subject: "{items} pieces", subjectAr: null }, aPurchase({ lines }), null),
  ).toEqual({ subject: "5 pieces" })
})

it("says something plain where a word is missing, and nothing in Arabic, rather than half a sentence", () => {
  expect(subjects(both, null, "Falcon")).toEqual({ subject: "Online order" })
  expect(subjects({ subject: "Cart {cart_id}", subjectAr: null }, null, null)).toEqual({
    subject: "Online order",
  })
})

it("fits PayBy's fields with any names, and cuts no character in half", () => {
  const name = fc.string({ unit: "binary", maxLength: 300 })
  fc.assert(
    fc.property(name, name, (store, title) => {
      const told = subjects(both, aPurchase({ lines: [aLine({ title })] }), store)
      expect(told.subject.length).toBeLessThanOrEqual(TERMS_LIMITS.subject)
      expect(told.subjectAr?.length ?? 0).toBeLessThanOrEqual(TERMS_LIMITS.subjectAr)
      expect(told.subject.length).toBeGreaterThan(0)
      expect(Buffer.from(told.subject).toString()).toBe(told.subject)
    }),
  )
})
