import { generateKeyPairSync } from "node:crypto"
import { mintMerchantOrderNo } from "../../gateway"
import { parseOptions } from "../../modules/payby/options"
import type { PayByOptions } from "../../modules/payby/options"
import { sceneChoice } from "./scene-choice"

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
})

function choice(
  data: Record<string, unknown>,
  options: Partial<PayByOptions> = {},
  customer?: string,
) {
  const settings = parseOptions({
    environment: "uat",
    partnerId: "200000000001",
    privateKey: keys.privateKey,
    paybyPublicKeys: [keys.publicKey],
    notifyUrl: "https://backend.example/hooks/payby",
    returnUrl: "https://shop.example/back",
    scenes: ["PAYPAGE", "DYNQR", "EWALLET", "INAPP", "JSAPI"],
    ...options,
  })
  return sceneChoice(data, settings, customer)
}

const terms = {
  merchantOrderNo: mintMerchantOrderNo(new Date(0)),
  subject: "Goods",
  totalAmount: { amount: 1, currency: "AED" as const },
  expiredTime: 1,
}

it("takes the merchant's first scene and wallet unless told otherwise", () => {
  expect(choice({}, { scenes: ["DYNQR", "PAYPAGE"] }).scenes[0]).toBe("DYNQR")
  const wallet = choice({ scene: "EWALLET" }, { wallets: ["ALIPAYPLUS", "botim-pay"] })
  expect(wallet.complete("EWALLET", terms, "https://b.example/")).toMatchObject({
    paySceneParams: { eWalletCode: "ALIPAYPLUS", subEWalletCode: "ALIPAYALL" },
  })
})

it("offers instead of a scene only what serves the same shopper, in the merchant's order", () => {
  expect(choice({ scene: "JSAPI" }).scenes).toEqual(["JSAPI", "PAYPAGE", "DYNQR"])
  expect(choice({ scene: "DYNQR", os_type: "IOS" }).scenes).toEqual(["DYNQR", "PAYPAGE", "EWALLET"])
  expect(choice({ device_id: "d", app_id: "1" }).scenes).toEqual(["PAYPAGE", "DYNQR", "INAPP"])
})

it.each([
  [{ scene: "QRPAY" }, /not understood: scene/],
  [
    { scene: "EWALLET", wallet: "ALIPAYPLUS" },
    /does not take the wallet ALIPAYPLUS, but botim-pay/,
  ],
  [{ os_type: "SYMBIAN", app_id: 1 }, /not understood: os_type, app_id/],
  [{ return_origin: "https://evil.example" }, /none of the origins/],
])("refuses %j with a sentence", (data, sentence) => {
  expect(() => choice(data)).toThrow(sentence)
})

it("refuses a scene the merchant does not offer, and the SDK without its ids", () => {
  expect(() => choice({ scene: "DYNQR" }, { scenes: ["PAYPAGE"] })).toThrow(/but PAYPAGE/)
  expect(() => choice({ scene: "INAPP" }).complete("INAPP", terms, "https://b.example/")).toThrow(
    /device_id and app_id/,
  )
})

it("names the shop's first origin by nothing, so that it is the same order with and without it", () => {
  const storefront = {
    origins: ["https://a.example", "https://b.example"],
    success: "/s",
    waiting: "/w",
    retry: "/r",
  }
  const originOf = (origin: string) =>
    choice({ return_origin: origin }, { storefront }).returnOrigin
  expect(originOf("https://a.example")).toBeNull()
  expect(originOf("https://b.example")).toBe("https://b.example")
})

it("keeps cards under the customer's id on PayBy's page only", () => {
  const made = choice({}, {}, "c0ffee")
  expect(made.complete("PAYPAGE", terms, "https://b.example/")).toMatchObject({
    paySceneParams: { customerId: "c0ffee" },
  })
  expect(JSON.stringify(made.complete("DYNQR", terms, "https://b.example/"))).not.toContain(
    "c0ffee",
  )
})
