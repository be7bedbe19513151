import fc from "fast-check"
import { inspect } from "node:util"
import { PublicKey } from "./keys"
import { orderText, paybyKey, paybyKeys, signedBy, strangerKeys } from "./loopback.test-support"
import { readNotification } from "./notification"

const about = `"notify_id":"202004170007499051","notify_timestamp":1587113039189`
const paid = `{"_input_charset":"UTF-8","acquireOrder":${orderText("M572007254058", {
  status: `"PAID_SUCCESS"`,
  paymentInfo: `{"paidAmount":{"amount":200.00,"currency":"AED"},"payerMid":"anonymousMember"}`,
})},${about}}`

const read = (text: string | Buffer, key = paybyKeys.privateKey, keys = [paybyKey]) =>
  readNotification(Buffer.from(text), signedBy(key, text), keys)

describe("a notification", () => {
  it("is a payment, with money read exactly from 200.00", () => {
    expect(read(paid)).toMatchObject({
      ok: true,
      notification: {
        kind: "payment",
        notifyId: "202004170007499051",
        notifiedAt: new Date(1587113039189),
        order: {
          merchantOrderNo: "M572007254058",
          status: "PAID_SUCCESS",
          totalAmount: { fils: 20_000 },
        },
      },
    })
  })

  it("is a refund", () => {
    const text = `{${about},"refundOrder":{"amount":{"amount":0.01,"currency":"AED"},
      "orderNo":"191587114148046289","originMerchantOrderNo":"M572007254058",
      "refundMerchantOrderNo":"M572007254058-r1","status":"SUCCESS"}}`
    expect(read(text)).toMatchObject({
      notification: {
        kind: "refund",
        refund: { status: "SUCCESS", originMerchantOrderNo: "M572007254058" },
      },
    })
  })

  it("is a chargeback", () => {
    const text = `{${about},"acquireChargeback":{"chargebackTime":1581493898000,"merchantOrderNo":"S10000",
      "orderNo":"O1000","payAmount":{"amount":10.00,"currency":"AED"},
      "chargebackAmount":{"amount":9.50,"currency":"AED"},"caseType":"fraud","partnerId":"200000003232"}}`
    expect(read(text)).toMatchObject({
      notification: {
        kind: "chargeback",
        chargeback: {
          merchantOrderNo: "S10000",
          chargebackAmount: { fils: 950 },
          chargebackAt: new Date(1581493898000),
        },
      },
    })
  })

  it("is a void", () => {
    const text = `{${about},"voidOrder":{"voidOrderNo":"202604100000000001","originMerchantOrderNo":"M1",
      "status":"SUCCESS","amount":{"amount":100.00,"currency":"AED"},"failCode":""}}`
    expect(read(text)).toMatchObject({
      notification: { kind: "void", voidOrder: { originMerchantOrderNo: "M1", status: "SUCCESS" } },
    })
  })

  it("is something else when it is about nothing we know, or about two things", () => {
    expect(read(`{${about},"newThing":{}}`)).toMatchObject({ notification: { kind: "other" } })
    expect(read(`{${about},"acquireOrder":null}`)).toMatchObject({
      notification: { kind: "other" },
    })
    expect(read(`${paid.slice(0, -1)},"refundOrder":{}}`)).toMatchObject({
      notification: { kind: "other" },
    })
  })

  it("keeps a status word nobody knows", () => {
    const text = `{"acquireOrder":${orderText("M1", { status: `"ON_HOLD"` })}}`
    expect(read(text)).toMatchObject({
      notification: { order: { status: { unknown: "ON_HOLD" } }, notifyId: "", notifiedAt: null },
    })
  })

  it("is dated in Dubai time when only the deprecated notify_time is there", () => {
    const text = `{"acquireOrder":${orderText("M1")},"notify_time":"20200417124359"}`
    expect(read(text)).toMatchObject({
      notification: { notifiedAt: new Date("2020-04-17T08:43:59Z") },
    })
  })

  it("has no date rather than a wrong one", () => {
    for (const time of [`"20201317124359"`, `"yesterday"`, "20200417124359"]) {
      const text = `{"acquireOrder":${orderText("M1")},"notify_time":${time}}`
      expect(read(text)).toMatchObject({ notification: { notifiedAt: null } })
    }
  })

  it("holds with the second of two keys", () => {
    const keys = [new PublicKey(strangerKeys.publicKey), paybyKey]
    expect(read(paid, paybyKeys.privateKey, keys)).toMatchObject({ ok: true })
  })

  it("shows nobody's member id", () => {
    expect(inspect(read(paid), { depth: 9 })).not.toContain("anonymousMember")
  })
})

describe("a notification is refused", () => {
  const good = signedBy(paybyKeys.privateKey, paid)

  it.each([
    ["without a signature", undefined],
    ["with an empty signature", ""],
    ["with two signatures", `${good}, ${good}`],
    ["with a signature that is no Base64", "<sign>"],
    ["with a stranger's signature", signedBy(strangerKeys.privateKey, paid)],
  ])("%s, before anything in it is read", (_name, sign) => {
    expect(readNotification(Buffer.from(paid), sign, [paybyKey])).toMatchObject({
      ok: false,
      problem: "bad-signature",
    })
    expect(readNotification(Buffer.from("{"), sign, [paybyKey])).toMatchObject({
      problem: "bad-signature",
    })
  })

  it("when no key is configured", () => {
    expect(readNotification(Buffer.from(paid), good, [])).toMatchObject({
      problem: "bad-signature",
    })
  })

  it("when its body was parsed and written again", () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(paid)))
    expect(readNotification(rewritten, good, [paybyKey])).toMatchObject({
      problem: "bad-signature",
    })
  })

  it.each([
    "",
    "{",
    "[]",
    "null",
    "7",
    `"SUCCESS"`,
    `{"acquireOrder":{}}`,
    `{"acquireOrder":"paid"}`,
    `{"acquireOrder":${orderText("M 1")}}`,
    `{"acquireOrder":${orderText("M1", { totalAmount: `{"amount":200.00,"currency":"USD"}` })}}`,
    `{"acquireOrder":${orderText("M1", { totalAmount: `"200.00"` })}}`,
    `{"refundOrder":{"status":"SUCCESS"}}`,
    `{"acquireChargeback":{}}`,
    `{"voidOrder":{}}`,
  ])("as malformed when PayBy signed %j", (text) => {
    expect(read(text)).toMatchObject({ ok: false, problem: "malformed" })
  })

  it("as malformed when its bytes are no UTF-8", () => {
    const bytes = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])
    expect(read(bytes)).toMatchObject({ ok: false, problem: "malformed" })
  })

  it("without ending the process, whatever its bytes and its header are", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.option(fc.string(), { nil: undefined }), (bytes, sign) => {
        expect(readNotification(Buffer.from(bytes), sign, [paybyKey]).ok).toBe(false)
      }),
    )
  })

  it("without ending the process, whatever JSON PayBy may sign one day", () => {
    const subject = fc.record(
      {
        merchantOrderNo: fc.anything(),
        status: fc.anything(),
        totalAmount: fc.anything(),
        paymentInfo: fc.anything(),
      },
      { requiredKeys: [] },
    )
    const body = fc.record(
      { notify_id: fc.anything(), notify_timestamp: fc.anything(), acquireOrder: subject },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(body, (json) => {
        const text = JSON.stringify(json, (_key, value) =>
          typeof value === "bigint" ? value.toString() : value,
        )
        const reading = read(text)
        if (!reading.ok) expect(reading.problem).toBe("malformed")
      }),
      { numRuns: 50 },
    )
  })
})
