import fc from "fast-check"
import { CALLS, type CallName } from "./calls"
import { CODES, faultOf, verdictOn } from "./codes"
import type { Refusal } from "./fault"

/** PayBy's list of codes for the calls we make, as documented on its "Response Codes" page and those of the calls. */
const DOCUMENTED = `
  400 402 403 404 500 504 601 71002 71003
  62001 62002 62003 62004 62006 62007 62008 62009 62012 62013 62014 62015 62016 62017 62018 62019 62020 62026
  62030 62031 62032 62033 62034 62035 62036 62037 62038 62039 62040 62041 62042 62043 62044 62045 62046 62047
  62048 62049 62050 62051 62052 62053 62054 62055 62056 62057 62058 62059 62060 62061 62062 62063 62064 62065
  62066 62067 62068 62069 62070 62071 62072 62073 62078 62079 62080 62081 62082 62083 62084 62085 62086 62087
  62088 62089`
  .trim()
  .split(/\s+/)

const calls = Object.keys(CALLS).filter((name): name is CallName => name in CALLS)
const head = (code: string, message = "WHATEVER", applyStatus = "SUCCESS") => ({
  applyStatus,
  code,
  message,
})

describe("PayBy's codes", () => {
  it("are all in the table, and the table has no others", () => {
    expect(Object.keys(CODES).sort()).toEqual([...DOCUMENTED].sort())
  })

  it.each<[Refusal, CallName, string]>([
    ["order-paid", "cancelOrder", "62001"],
    ["order-failed", "cancelOrder", "62002"],
    ["order-settled", "placeOrder", "62003"],
    ["order-revoked", "placeRefund", "62040"],
    ["no-such-order", "getOrder", "62004"],
    ["no-such-order", "revokeOrder", "62035"],
    ["no-such-order", "placeRefund", "62004"],
    ["no-such-refund", "getRefund", "62007"],
    ["no-such-refund", "getRefund", "62035"],
    ["number-taken", "placeOrder", "62016"],
    ["number-taken", "placeRefund", "62017"],
    ["invalid-request", "placeOrder", "400"],
    ["invalid-request", "placeOrder", "62072"],
    ["expiry-refused", "placeOrder", "62009"],
    ["expiry-refused", "updateExpiredTime", "62089"],
    ["scene-not-offered", "placeOrder", "62012"],
    ["refund-exceeds", "placeRefund", "62006"],
    ["not-paid", "placeRefund", "62015"],
    ["already-refunded", "revokeOrder", "62041"],
    ["risk", "placeOrder", "601"],
    ["refused", "placeRefund", "62045"],
    ["refused", "revokeOrder", "62046"],
    ["try-later", "revokeOrder", "62039"],
    ["try-later", "getOrder", "404"],
    ["expired-link", "getCashierUrlInfo", "62082"],
    ["no-statement", "downloadStatement", "62013"],
    ["no-statement", "downloadStatement", "62014"],
  ])("mean %s for %s when they are %s", (meaning, call, code) => {
    expect(faultOf(call, head(code))).toMatchObject({ kind: "refused", meaning, code })
  })

  it("leave the outcome unknown where PayBy does not know it either", () => {
    for (const call of calls) {
      expect(verdictOn(call, head("500", "SYSTEM_ERROR")).is).toBe("unknown-outcome")
      expect(verdictOn(call, head("504", "SERVICE_TIMEOUT", "ERROR")).is).toBe("unknown-outcome")
    }
  })

  it("say what PayBy said of an outcome that it does not know, as far as it said anything", () => {
    const said = (message: string) => faultOf("placeOrder", head("500", message))
    expect(said("SYSTEM_ERROR")).toMatchObject({ reason: "PayBy answered SYSTEM_ERROR" })
    expect(said("")).toMatchObject({ reason: "PayBy answered an error" })
    expect(said("")).not.toHaveProperty("traceCode")
  })

  it("leave the outcome unknown for every code nobody has documented", () => {
    const code = fc.string({ maxLength: 10 }).filter((word) => !DOCUMENTED.includes(word))
    fc.assert(
      fc.property(code, fc.constantFrom(...calls), (unheardOf, call) => {
        expect(faultOf(call, head(unheardOf)).kind).toBe("unknown-outcome")
      }),
      {
        examples: [
          ["62099", "placeRefund"],
          ["0", "placeRefund"],
          ["__proto__", "getOrder"],
        ],
      },
    )
  })

  it("name a clock that is wrong by more than 15 minutes, and in which direction", () => {
    for (const [code, message, direction] of [
      ["400", "REQUESTTIME_TOO_EARLY", /clock is behind .*15 minutes/],
      ["400", "REQUESTTIME_TOO_LATER", /clock is ahead .*15 minutes/],
      ["71002", "REQUESTTIME_TOO_EARLY", /clock is behind/],
      ["71003", "REQUESTTIME_TOO_LATER", /clock is ahead/],
    ] as const) {
      expect(faultOf("placeOrder", head(code, message))).toMatchObject({
        kind: "misconfigured",
        advice: expect.stringMatching(direction),
      })
    }
  })

  it.each(["58001", "400", "62004"])(
    "name a signature of ours that PayBy could not verify, whatever the code (%s)",
    (code) => {
      expect(faultOf("placeOrder", head(code, "SIGN_ERROR", "ERROR"))).toMatchObject({
        kind: "misconfigured",
        advice: expect.stringContaining("could not verify our signature"),
      })
    },
  )

  it("name a product the merchant was not granted", () => {
    expect(faultOf("placeOrder", head("62026", "PRODUCT_IS_NOT_APPLIED"))).toMatchObject({
      kind: "misconfigured",
      code: "62026",
      advice: expect.stringContaining("Apply for it"),
    })
  })

  it("hand the trace code on for PayBy's support", () => {
    const traced = { ...head("62006"), traceCode: "1133" }
    expect(faultOf("placeRefund", traced)).toMatchObject({ traceCode: "1133" })
  })
})
