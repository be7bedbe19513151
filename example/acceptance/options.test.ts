import { CASE_NUMBERS } from "../../src/simulator"
import { readOptions } from "./options"

const UAT = {
  PAYBY_BASE_URL: "https://uat.test2pay.com/sgs/api",
  PAYBY_PARTNER_ID: "200000990001",
  PAYBY_PRIVATE_KEY: "a key",
  PAYBY_PUBLIC_KEY: "a key",
}

it("runs all nine cases against a PayBy of its own when nothing else is said", () => {
  expect(readOptions([], {})).toEqual({ cases: CASE_NUMBERS, report: null, payby: null })
})

it("runs against UAT what needs no fault there, and 009 where a notification can arrive", () => {
  expect(readOptions([], UAT).cases).toEqual(["001", "002"])
  const reachable = { ...UAT, PAYBY_NOTIFY_URL: "https://shop.example/hooks/payby" }
  expect(readOptions([], reachable).cases).toEqual(["001", "002", "009"])
})

it("takes the cases that are named, with or without zeros", () => {
  expect(readOptions(["--cases", "003, 9"], UAT).cases).toEqual(["003", "009"])
})

it.each([
  ["a case that does not exist", ["--cases", "10"], {}, "001, 002"],
  ["an address that is none", [], { PAYBY_BASE_URL: "uat" }, "PAYBY_BASE_URL"],
  ["missing keys", [], { PAYBY_BASE_URL: UAT.PAYBY_BASE_URL }, "PAYBY_PRIVATE_KEY"],
  [
    "PayBy's production",
    [],
    { ...UAT, PAYBY_BASE_URL: "https://api.payby.com/sgs/api" },
    "production",
  ],
])("refuses %s with a sentence about it", (_what, args, environment, words) => {
  expect(() => readOptions(args, environment)).toThrow(words)
})
