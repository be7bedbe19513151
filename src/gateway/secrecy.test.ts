import { inspect } from "node:util"
import type { PayByClient } from "./client"
import { PrivateKey } from "./keys"
import {
  answers,
  clientOf,
  http,
  Loopback,
  merchantKeys,
  NOW,
  orderText,
  paybyKey,
  refusal,
  strangerKeys,
  success,
} from "./loopback.test-support"
import type { ObservedCall } from "./observed-call"
import { merchantOrderNo, refundOrderNo } from "./order-number"
import { refundTerms } from "./refund-terms"
import { orderTerms } from "./terms"

const no = merchantOrderNo("20261123080200-0123456789abcdef")

const terms = orderTerms({
  merchantOrderNo: no,
  subject: "Candy  flower, 2 kg",
  totalAmount: { amount: 200, currency: "AED" },
  expiredTime: NOW.getTime() + 1_800_000,
  paySceneCode: "PAYPAGE",
  paySceneParams: { redirectUrl: "https://shop.example/back", email: "mariam@shop.example" },
})

const refund = refundTerms({
  refundMerchantOrderNo: refundOrderNo(no, 1),
  originMerchantOrderNo: no,
  amount: { amount: 12.5, currency: "AED" },
  reason: "broken on arrival",
})

let payby: Loopback
let client: PayByClient
let calls: ObservedCall[]

beforeEach(async () => {
  calls = []
  payby = await Loopback.start()
  client = clientOf(payby, { observe: (call) => calls.push(call) })
})

afterEach(async () => {
  client.close()
  await payby.stop()
})

describe("what nobody gets to see", () => {
  const pem = merchantKeys.privateKey.export({ format: "pem", type: "pkcs8" }).toString()
  const secrets = [
    pem.split("\n")[5] ?? "",
    merchantKeys.privateKey.export({ format: "jwk" }).d ?? "",
    "mariam",
    "Candy",
    "shop.example",
  ]
  const printed = (value: unknown) =>
    [
      inspect(value, { depth: 12, showHidden: true, getters: true }),
      JSON.stringify(value) ?? "",
      String(value),
    ].join("\n")

  function expectNoSecret(text: string): void {
    for (const secret of secrets) expect(text).not.toContain(secret)
  }

  it("is any key in a client or its configuration", () => {
    const config = {
      privateKey: new PrivateKey(merchantKeys.privateKey),
      other: merchantKeys.privateKey,
      paybyPublicKeys: [paybyKey],
    }
    expectNoSecret(printed(client))
    expectNoSecret(printed(config))
  })

  it("is what terms say about people, when terms are printed instead of stored", () => {
    expectNoSecret(inspect(terms, { depth: 12 }))
    expectNoSecret(`${inspect({ terms, refund })}`)
    expect(inspect(terms)).toContain(no)
  })

  const html = "<p>Dear Somebody</p>"

  it.each([
    ["no answer", (socket: { destroy: () => void }) => socket.destroy()],
    ["an HTML page", (socket: { end: (text: Buffer) => void }) => socket.end(http(502, {}, html))],
    ["a stranger's answer", answers(refusal("0", "X"), { key: strangerKeys.privateKey })],
    ["a refusal", answers(refusal("62016", "MERCHANT_ORDER_NO_EXIST"))],
    ["nonsense", answers(success(`{"acquireOrder":{"status":7}}`))],
  ] as const)("is any body, header or key in the fault after %s", async (_name, behaviour) => {
    payby.will(behaviour)
    const outcome = await client.placeOrder(terms)
    expect(outcome.ok).toBe(false)
    expectNoSecret(printed(outcome))
    expectNoSecret(printed(calls))
    const sign = payby.requests[0]?.headers.sign ?? "none"
    expect(printed(outcome)).not.toContain(sign)
    expect(printed(outcome)).not.toContain(html)
  })

  it("is who paid: no member id, no first six digits, no name", async () => {
    const paymentInfo = `{"paidAmount":{"amount":190.00,"currency":"AED"},"paidTime":1658998025854,
      "payerMid":"100000030030","payChannel":"BANKCARD","cardInfo":{"brand":"VISA","last4":"4321",
      "first6":"411111","cardType":"CC","holderName":"MARIAM A","cardToken":"tok-1"}}`
    const text = orderText(no, { status: `"PAID_SUCCESS"`, paymentInfo })
    payby.will(answers(success(`{"acquireOrder":${text}}`)))
    const outcome = await client.getOrder(no)
    expect(outcome).toMatchObject({
      value: {
        paymentInfo: { paidAmount: { fils: 19_000 }, card: { brand: "VISA", last4: "4321" } },
      },
    })
    for (const personal of ["100000030030", "411111", "MARIAM", "tok-1", "candy flower"]) {
      expect(printed(outcome)).not.toContain(personal)
    }
  })
})
