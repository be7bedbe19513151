import { verify } from "node:crypto"
import type { PayByClient } from "./client"
import {
  answers,
  answersUnsigned,
  clientOf,
  http,
  Loopback,
  merchantKeys,
  NOW,
  orderText,
  paybyKeys,
  refusal,
  signedBy,
  success,
} from "./loopback.test-support"
import { merchantOrderNo, refundOrderNo } from "./order-number"
import { refundTerms } from "./refund-terms"
import { orderTerms, storedOrderTerms } from "./terms"

const no = merchantOrderNo("20261123080200-0123456789abcdef")
const refundNo = refundOrderNo(no, 1)
const link = "https://checkout.payby.com/pay-page/main?ft=1"

const terms = orderTerms({
  merchantOrderNo: no,
  subject: "Candy  flower, 2 kg",
  totalAmount: { amount: 200, currency: "AED" },
  expiredTime: NOW.getTime() + 1_800_000,
  paySceneCode: "PAYPAGE",
  paySceneParams: { redirectUrl: "https://shop.example/back", email: "mariam@shop.example" },
})

const refund = refundTerms({
  refundMerchantOrderNo: refundNo,
  originMerchantOrderNo: no,
  amount: { amount: 12.5, currency: "AED" },
  reason: "broken on arrival",
})

const refundText = (number: string, origin: string) =>
  `{"refundOrder":{"refundMerchantOrderNo":"${number}","orderNo":"191405406113002297",
    "originMerchantOrderNo":"${origin}","status":"CREATED","amount":{"currency":"AED","amount":12.50}},
    "refundSummary":{"acquireAmount":{"currency":"AED","amount":200.00},
    "remainRefundAmount":{"currency":"AED","amount":187.50}}}`

const placedText = (interaction: string, more: Record<string, string> = {}) =>
  success(`{"acquireOrder":${orderText(no, more)},${interaction}}`)

let payby: Loopback
let client: PayByClient

beforeEach(async () => {
  payby = await Loopback.start()
  client = clientOf(payby)
})

afterEach(async () => {
  client.close()
  await payby.stop()
})

function sentBusiness(index = 0): unknown {
  const text = payby.requests[index]?.body.toString("utf8") ?? "{}"
  return JSON.parse(text).bizContent
}

describe("placing an order", () => {
  it("takes exactly one call, signed over the exact bytes it sends", async () => {
    payby.will(answers(placedText(`"interActionParams":{"tokenUrl":"${link}"}`)))
    expect(await client.placeOrder(terms)).toMatchObject({
      ok: true,
      value: { link, order: { merchantOrderNo: no, status: "CREATED" } },
    })
    expect(payby.requests).toHaveLength(1)
    const [request] = payby.requests
    expect(request).toMatchObject({
      method: "POST",
      path: "/sgs/api/acquire2/placeOrder",
      headers: {
        "content-type": "application/json",
        "content-language": "en",
        "partner-id": "200000030907",
      },
    })
    const sign = Buffer.from(request?.headers.sign ?? "", "base64")
    const body = request?.body ?? Buffer.alloc(0)
    expect(verify("sha256", body, merchantKeys.publicKey, sign)).toBe(true)
    expect(JSON.parse(body.toString("utf8"))).toEqual({
      requestTime: NOW.getTime(),
      bizContent: JSON.parse(JSON.stringify(terms)),
    })
  })

  it("sends a product name with its blanks, and signs it so", async () => {
    payby.will(answers(placedText(`"interActionParams":{"tokenUrl":"${link}"}`)))
    await client.placeOrder(terms)
    expect(payby.requests[0]?.body.toString("utf8")).toContain(`"Candy  flower, 2 kg"`)
  })

  it("sends the same business parameters again after they were stored as text", async () => {
    payby.will(answers(placedText(`"interActionParams":{"tokenUrl":"${link}"}`)))
    await client.placeOrder(terms)
    await client.placeOrder(storedOrderTerms(JSON.stringify(terms)))
    expect(payby.requests[1]?.body).toEqual(payby.requests[0]?.body)
  })

  it("finds the link under either spelling, and a wallet's deep link", async () => {
    payby.will(
      answers(placedText(`"interactionParams":{"tokenUrl":"${link}"}`)),
      answers(placedText(`"interActionParams":{"deepLink":"botim://pay"}`)),
    )
    expect(await client.placeOrder(terms)).toMatchObject({ value: { link } })
    expect(await client.placeOrder(terms)).toMatchObject({ value: { link: "botim://pay" } })
  })

  it.each(["PAID_SUCCESS", "SETTLED", "FAILURE", "ON_HOLD"])(
    "hands out no link for an order that is %s",
    async (status) => {
      const interaction = `"interActionParams":{"tokenUrl":"${link}"}`
      payby.will(answers(placedText(interaction, { status: `"${status}"` })))
      expect(await client.placeOrder(terms)).toMatchObject({ ok: true, value: { link: null } })
    },
  )

  it("does not believe another order's signed answer", async () => {
    const other = `{"acquireOrder":${orderText("M1")},"interActionParams":{"tokenUrl":"${link}"}}`
    payby.will(answers(success(other)))
    expect(await client.placeOrder(terms)).toMatchObject({ fault: { kind: "untrusted-answer" } })
  })
})

describe("calls about an order", () => {
  it.each([
    ["getOrder", "/sgs/api/acquire2/getOrder"],
    ["cancelOrder", "/sgs/api/acquire2/cancelOrder"],
    ["revokeOrder", "/sgs/api/acquire2/revokeOrder"],
  ] as const)("%s names it by our number only", async (call, path) => {
    const written = orderText(no, { revoked: `"true"` })
    payby.will(answers(success(`{"acquireOrder":${written}}`)))
    expect(await client[call](no)).toMatchObject({ ok: true, value: { revoked: true } })
    expect(payby.requests[0]?.path).toBe(path)
    expect(sentBusiness()).toEqual({ merchantOrderNo: no })
  })

  it.each([
    [`"TRUE"`, true],
    ["true", true],
    [`"false"`, false],
    ["false", false],
    ["null", false],
    ["1", false],
  ])("read revoked %s as %s", async (written, revoked) => {
    payby.will(answers(success(`{"acquireOrder":${orderText(no, { revoked: written })}}`)))
    expect(await client.getOrder(no)).toMatchObject({ ok: true, value: { revoked } })
  })

  it("prolongs it in epoch milliseconds", async () => {
    payby.will(answers(success(`{"acquireOrder":${orderText(no)}}`)))
    await client.updateExpiredTime(no, new Date(1_800_000_000_000))
    expect(payby.requests[0]?.path).toBe("/sgs/api/acquire2/updateExpiredTime")
    expect(sentBusiness()).toEqual({ merchantOrderNo: no, expiredTime: 1_800_000_000_000 })
  })

  it("learns that a code was scanned, and keeps the phone number from everybody", async () => {
    payby.will(
      answers(success(`{"payer":{"mobileNumberMask":"+971-58*92"}}`)),
      answers(success(`{"payer":{}}`)),
      answers(success(`{}`)),
    )
    const first = await client.getCashierUrlInfo(link)
    expect(first).toEqual({ ok: true, value: { scanned: true } })
    expect(await client.getCashierUrlInfo(link)).toEqual({ ok: true, value: { scanned: false } })
    expect(await client.getCashierUrlInfo(link)).toEqual({ ok: true, value: { scanned: false } })
    expect(sentBusiness()).toEqual({ tokenUrl: link })
  })
})

describe("refunds", () => {
  it("are placed under refundMerchantOrderNo and the order's own number", async () => {
    payby.will(answers(success(refundText(refundNo, no))))
    expect(await client.placeRefund(refund)).toMatchObject({
      ok: true,
      value: {
        refund: { status: "CREATED", amount: { fils: 1250 } },
        summary: { remainRefundAmount: { fils: 18_750 } },
      },
    })
    expect(payby.requests[0]?.path).toBe("/sgs/api/acquire2/refund/placeOrder")
    expect(sentBusiness()).toEqual({
      refundMerchantOrderNo: refundNo,
      originMerchantOrderNo: no,
      amount: { amount: 12.5, currency: "AED" },
      reason: "broken on arrival",
    })
  })

  it("are asked for by their own number", async () => {
    payby.will(answers(success(refundText(refundNo, no))))
    expect(await client.getRefund(refundNo)).toMatchObject({
      ok: true,
      value: { refundMerchantOrderNo: refundNo, summary: { acquireAmount: { fils: 20_000 } } },
    })
    expect(payby.requests[0]?.path).toBe("/sgs/api/acquire2/refund/getOrder")
    expect(sentBusiness()).toEqual({ refundMerchantOrderNo: refundNo })
  })

  it("are not believed when they are another refund, or another order's", async () => {
    payby.will(answers(success(refundText(refundOrderNo(no, 2), no))))
    expect(await client.getRefund(refundNo)).toMatchObject({ fault: { kind: "untrusted-answer" } })
    payby.will(answers(success(refundText(refundNo, "M1"))))
    expect(await client.placeRefund(refund)).toMatchObject({ fault: { kind: "untrusted-answer" } })
  })
})

describe("lists and payouts", () => {
  const query = { startDate: "2026-11-22", endDate: "2026-11-23", page: 0, size: 20 }

  it("keep every readable row and count the others", async () => {
    const rows = `[${orderText(no)},{"merchantOrderNo":"#"},${orderText("M2")},null]`
    payby.will(answers(success(`{"totalElements":4,"totalPages":1,"items":${rows}}`)))
    const page = await client.queryOrderPage({ ...query, statuses: ["SETTLED"] })
    expect(page).toMatchObject({
      ok: true,
      value: {
        items: [{ merchantOrderNo: no }, { merchantOrderNo: "M2" }],
        unreadable: 2,
        totalElements: 4,
        totalPages: 1,
      },
    })
    expect(payby.requests[0]?.path).toBe("/sgs/api/acquire2Query/queryOrderPage")
    expect(sentBusiness()).toEqual({
      startDate: "2026-11-22",
      endDate: "2026-11-23",
      deviceIdList: [],
      includeStatusList: ["SETTLED"],
      sortPageParam: { number: 0, size: 20 },
    })
  })

  it("read refunds whose order PayBy leaves out", async () => {
    const row = `{"refundMerchantOrderNo":"${refundNo}","orderNo":"911588343112002067","status":"SUCCESS",
      "amount":{"amount":0.01,"currency":"AED"},"feeRefunded":{"amount":2.0,"currency":"AED"}}`
    payby.will(answers(success(`{"totalElements":1,"totalPages":1,"items":[${row}]}`)))
    expect(await client.queryRefundOrderPage(query)).toMatchObject({
      ok: true,
      value: { items: [{ status: "SUCCESS", feeRefunded: { fils: 200 } }], unreadable: 0 },
    })
    expect(payby.requests[0]?.path).toBe("/sgs/api/acquire2Query/queryRefundOrderPage")
  })

  it("read a payout without its beneficiary", async () => {
    const transfer = `{"merchantOrderNo":"${no}","orderNo":"911585142879004849","status":"SUCCESS",
      "amount":{"amount":1.21,"currency":"AED"},"beneficiaryFullName":"5a0d9e4f","memo":"pay"}`
    payby.will(answers(success(`{"transferOrder":${transfer}}`)))
    const outcome = await client.getTransfer(no)
    expect(outcome).toMatchObject({ ok: true, value: { status: "SUCCESS", amount: { fils: 121 } } })
    expect(JSON.stringify(outcome)).not.toContain("5a0d9e4f")
    expect(payby.requests[0]?.path).toBe("/sgs/api/transfer/getTransferOrder")
  })
})

describe("the signature echo", () => {
  it("proves both key pairs where PayBy's SDK asks for it", async () => {
    const echo = `"medusa-payment-payby"`
    payby.will(answers(echo))
    expect(await client.verifySign()).toEqual({ ok: true, value: { verified: true } })
    expect(payby.requests.map(({ path }) => path)).toEqual(["/sgs/verifySign"])
  })

  it("asks below the API root where nobody knows it beside", async () => {
    const missing = http(404, {}, "Not Found")
    payby.will((socket) => socket.write(missing), answers(success(`{}`)))
    expect(await client.verifySign()).toEqual({ ok: true, value: { verified: true } })
    expect(payby.requests.map(({ path }) => path)).toEqual([
      "/sgs/verifySign",
      "/sgs/api/verifySign",
    ])
  })

  it("proves nothing without PayBy's signature, or when PayBy refuses ours", async () => {
    payby.will(answersUnsigned(`"medusa-payment-payby"`))
    expect(await client.verifySign()).toMatchObject({ fault: { kind: "unknown-outcome" } })
    payby.will(answersUnsigned(success(`{}`)))
    expect(await client.verifySign()).toMatchObject({ fault: { kind: "untrusted-answer" } })
    payby.will(answers(refusal("58002", "SIGN_ERROR", "ERROR")))
    expect(await client.verifySign()).toMatchObject({ fault: { kind: "misconfigured" } })
    payby.will(answers(refusal("500", "SYSTEM_ERROR")))
    expect(await client.verifySign()).toMatchObject({ fault: { kind: "unknown-outcome" } })
  })
})

describe("a client is not made", () => {
  it("without a key of PayBy's: with none, no answer could be believed", () => {
    expect(() => clientOf(payby, { paybyPublicKeys: [] })).toThrow(/public key is missing/)
  })

  it("with a base URL that is none", () => {
    expect(() => clientOf(payby, { baseUrl: "api.payby.com" })).toThrow(/no http\(s\) URL/)
  })

  it("with a key that cannot sign", () => {
    expect(() => clientOf(payby, { privateKey: paybyKeys.publicKey })).toThrow(/not a private key/)
  })
})

it("takes a base URL with a slash at its end", async () => {
  client = clientOf(payby, { baseUrl: `${payby.url}/` })
  const json = success(`{"acquireOrder":${orderText(no)}}`)
  payby.will((socket) =>
    socket.write(http(200, { sign: signedBy(paybyKeys.privateKey, json) }, json)),
  )
  expect(await client.getOrder(no)).toMatchObject({ ok: true })
  expect(payby.requests[0]?.path).toBe("/sgs/api/acquire2/getOrder")
})
