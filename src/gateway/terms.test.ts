import fc from "fast-check"
import { inspect } from "node:util"
import { refundTerms } from "./refund-terms"
import { MalformedTerms, orderTerms, storedOrderTerms, type OrderTermsInput } from "./terms"

const base = {
  merchantOrderNo: "M1",
  subject: "Order 1001",
  totalAmount: { amount: 105, currency: "AED" as const },
  expiredTime: 1_795_424_520_000,
}
const payPage = { ...base, paySceneCode: "PAYPAGE" as const }

/** What JSON from a store may look like: not what the types allow. */
const untyped = (input: unknown) => () => storedOrderTerms(JSON.stringify(input))

describe("order terms", () => {
  it.each<[string, OrderTermsInput]>([
    [
      "PAYPAGE",
      {
        ...payPage,
        paySceneParams: { redirectUrl: "https://shop.example/back", oneTimePayment: "true" },
      },
    ],
    ["PAYPAGE without parameters", payPage],
    ["DYNQR", { ...base, paySceneCode: "DYNQR", paySceneParams: { changePayer: "false" } }],
    [
      "EWALLET with BOTIM",
      {
        ...base,
        paySceneCode: "EWALLET",
        paySceneParams: { eWalletCode: "botim-pay", osType: "IOS" },
      },
    ],
    [
      "EWALLET with Alipay+",
      {
        ...base,
        paySceneCode: "EWALLET",
        paySceneParams: { eWalletCode: "ALIPAYPLUS", subEWalletCode: "ALIPAYALL" },
      },
    ],
    [
      "INAPP",
      {
        ...base,
        paySceneCode: "INAPP",
        paySceneParams: { iapDeviceId: "356938035643809", appId: "20211222000000241" },
      },
    ],
    ["JSAPI", { ...base, paySceneCode: "JSAPI", paySceneParams: { payerMid: "200001200101" } }],
  ])("for %s are what PayBy reads, unchanged", (_name, input) => {
    expect(orderTerms(input)).toEqual(input)
  })

  it("may name a notify URL without TLS, as on a developer's machine", () => {
    const input = { ...payPage, notifyUrl: "http://127.0.0.1:9000/payby" }
    expect(orderTerms(input)).toEqual(input)
  })

  it("come out of their stored text as they went in, so that placing again places the same", () => {
    const text = (max: number) => fc.string({ minLength: 1, maxLength: max })
    const input = fc.record(
      {
        subject: text(64),
        subjectAr: text(200),
        reserved: text(20),
        redirectUrl: text(512),
        fils: fc.integer({ min: 1, max: 99_999_999_999_999 }),
      },
      { requiredKeys: ["subject", "fils"] },
    )
    fc.assert(
      fc.property(input, ({ fils, redirectUrl, ...texts }) => {
        const terms = orderTerms({
          ...payPage,
          ...texts,
          totalAmount: { amount: fils / 100, currency: "AED" },
          paySceneParams: { redirectUrl },
        })
        const stored = JSON.stringify(terms)
        expect(JSON.stringify(storedOrderTerms(stored))).toBe(stored)
      }),
    )
  })

  it.each<[string, object]>([
    ["a number that is none", { merchantOrderNo: "M 1" }],
    ["no subject", { subject: "" }],
    ["a subject of 65 characters", { subject: "x".repeat(65) }],
    ["an Arabic subject of 201 characters", { subjectAr: "آ".repeat(201) }],
    ["another currency", { totalAmount: { amount: 1, currency: "USD" } }],
    ["a third decimal", { totalAmount: { amount: 1.005, currency: "AED" } }],
    ["nothing to pay", { totalAmount: { amount: 0, currency: "AED" } }],
    ["a negative amount", { totalAmount: { amount: -1, currency: "AED" } }],
    ["an amount as text", { totalAmount: { amount: "105.00", currency: "AED" } }],
    ["13 digits before the point", { totalAmount: { amount: 1e12, currency: "AED" } }],
    ["no expiry", { expiredTime: undefined }],
    ["an expiry in fractions", { expiredTime: 1.5 }],
    ["a notify URL of 201 characters", { notifyUrl: `https://shop.example/${"x".repeat(180)}` }],
    ["a notify URL that is none", { notifyUrl: "javascript:alert(1)" }],
    ["a notify URL of another protocol", { notifyUrl: "mailto:https://shop.example" }],
    ["a notify URL without a host", { notifyUrl: "https://" }],
    ["21 reserved characters", { reserved: "x".repeat(21) }],
    ["a redirect URL of 513 characters", { paySceneParams: { redirectUrl: "x".repeat(513) } }],
    ["a flag that is no text", { paySceneParams: { oneTimePayment: true } }],
    ["a parameter of another scene", { paySceneParams: { eWalletCode: "botim-pay" } }],
    ["a field PayBy does not know", { subjct: "typo" }],
    ["a scene in person", { paySceneCode: "QRPAY" }],
    ["a wallet without its code", { paySceneCode: "EWALLET", paySceneParams: {} }],
    [
      "Alipay+ without its wallet",
      { paySceneCode: "EWALLET", paySceneParams: { eWalletCode: "ALIPAYPLUS" } },
    ],
    ["an app without its id", { paySceneCode: "INAPP", paySceneParams: { iapDeviceId: "1" } }],
  ])("are refused with %s, before PayBy refuses them", (_name, wrong) => {
    expect(untyped({ ...payPage, ...wrong })).toThrow(MalformedTerms)
  })

  it("are refused with the field's name and never with its value", () => {
    const secret = `mariam@${"x".repeat(600)}`
    const act = untyped({ ...payPage, paySceneParams: { email: secret } })
    expect(act).toThrow("paySceneParams.email")
    expect(act).toThrow(expect.not.stringContaining("mariam"))
    expect(() => storedOrderTerms(`{"email":"mariam@`)).toThrow(MalformedTerms)
    expect(() => storedOrderTerms(`mariam@shop`)).toThrow(expect.not.stringContaining("mariam"))
  })

  it("print as number and scene, and store as everything", () => {
    const terms = orderTerms({ ...payPage, paySceneParams: { email: "mariam@shop.example" } })
    expect(inspect(terms)).toBe("OrderTerms { M1, PAYPAGE }")
    expect(JSON.parse(JSON.stringify(terms))).toEqual({
      ...payPage,
      paySceneParams: { email: "mariam@shop.example" },
    })
  })
})

describe("refund terms", () => {
  const refund = {
    refundMerchantOrderNo: "M1-r1",
    originMerchantOrderNo: "M1",
    amount: { amount: 0.01, currency: "AED" as const },
  }

  it("are what PayBy reads, unchanged", () => {
    const input = { ...refund, reason: "x".repeat(64), operatorName: "Admin" }
    expect(refundTerms(input)).toEqual(input)
    expect(inspect(refundTerms(input))).toBe("RefundTerms { M1-r1 }")
  })

  it.each([
    ["nothing to give back", { amount: { amount: 0, currency: "AED" as const } }],
    ["a third decimal", { amount: { amount: 0.001, currency: "AED" as const } }],
    ["a reason of 65 characters", { reason: "x".repeat(65) }],
    ["a number that is none", { refundMerchantOrderNo: "" }],
  ])("are refused with %s", (_name, wrong) => {
    expect(() => refundTerms({ ...refund, ...wrong })).toThrow(MalformedTerms)
  })
})
