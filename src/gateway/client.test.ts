import { verify } from "node:crypto"
import { createPayByClient, type PayByClient } from "./client"
import {
  answers,
  Loopback,
  merchantKeys,
  orderText,
  paybyKey,
  success,
} from "./loopback.test-support"
import { merchantOrderNo } from "./order-number"
import { orderTerms } from "./terms"

const no = merchantOrderNo("20261123080200-0123456789abcdef")
const terms = orderTerms({
  merchantOrderNo: no,
  subject: "Candy  flower, 2 kg",
  totalAmount: { amount: 200, currency: "AED" },
  expiredTime: 1_795_424_520_000,
  paySceneCode: "PAYPAGE",
  paySceneParams: { redirectUrl: "https://shop.example/back" },
})
const link = "https://checkout.payby.com/pay-page/main?ft=1"

describe("the client", () => {
  let payby: Loopback
  let client: PayByClient

  beforeEach(async () => {
    payby = await Loopback.start()
    client = createPayByClient({
      baseUrl: payby.url,
      partnerId: "200000030907",
      privateKey: merchantKeys.privateKey,
      paybyPublicKeys: [paybyKey],
      clock: () => new Date(1_795_420_920_000),
    })
  })

  afterEach(async () => {
    client.close()
    await payby.stop()
  })

  it("places an order with exactly one call, signed over the exact bytes it sends", async () => {
    payby.will(
      answers(
        success(`{"acquireOrder":${orderText(no)},"interActionParams":{"tokenUrl":"${link}"}}`),
      ),
    )
    const placed = await client.placeOrder(terms)
    expect(placed).toMatchObject({ ok: true, value: { link, order: { status: "CREATED" } } })
    expect(payby.requests).toHaveLength(1)
    const [request] = payby.requests
    expect(request).toMatchObject({ method: "POST", path: "/sgs/api/acquire2/placeOrder" })
    const sign = Buffer.from(request?.headers.sign ?? "", "base64")
    expect(verify("sha256", request?.body ?? Buffer.alloc(0), merchantKeys.publicKey, sign)).toBe(
      true,
    )
  })
})
