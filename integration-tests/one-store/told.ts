import { Modules } from "@medusajs/framework/utils"
import { merchantOrderNo } from "../../src/gateway"
import type { StorePayByScenesResponse } from "../../src/types"
import type { Shop } from "../support/shop"
import { expectOnePaidOrder, ledgerRow, untilPayment, untilSettled } from "../support/checkout"
import type { Unpaid } from "../support/checkout"

/** What PayBy is told of a purchase, and the ways to pay that are offered. */
export function told(shop: Shop): void {
  interface Told {
    subject: string
    subjectAr: string
    totalAmount: { amount: number }
    paySceneParams?: Record<string, string>
    accessoryContent?: {
      amountDetail: Record<"amount" | "discountableAmount" | "vatAmount", { amount: number }>
      goodsDetail: Record<string, unknown>
    }
  }

  function toldAbout(checkout: Unpaid): Told {
    const [placed] = shop.simulator.calls({ call: "placeOrder", merchantOrderNo: checkout.no })
    return JSON.parse(JSON.stringify(placed?.bizContent))
  }

  describe("PayBy is told", () => {
    it("what is bought and the VAT in it, which add up with shipping to the total to the fils", async () => {
      const checkout = await untilPayment(shop, { quantity: 3 })
      const { subject, subjectAr, totalAmount, accessoryContent } = toldAbout(checkout)
      const { amountDetail, goodsDetail } = accessoryContent ?? {}
      const product = String(goodsDetail?.["goodsName"])
      expect(product).toMatch(/\w/)
      expect(goodsDetail).toMatchObject({ body: `3 × ${product}`, quantity: 3 })
      expect(subject).toMatch(new RegExp(`^.+: ${product}$`))
      expect(subjectAr).toBe(subject)
      expect(fils(amountDetail?.amount) + fils(amountDetail?.vatAmount)).toBe(fils(totalAmount))
      expect(fils(amountDetail?.vatAmount)).toBeGreaterThan(0)
      expect(totalAmount.amount).toBe(checkout.cart.total)
    })

    it("of a discount so that everything still adds up", async () => {
      const code = `TENTH${Date.now()}`
      await shop.ctx.container.resolve(Modules.PROMOTION).createPromotions({
        code,
        type: "standard",
        status: "active",
        application_method: {
          type: "percentage",
          target_type: "items",
          allocation: "across",
          value: 7.77,
          currency_code: "aed",
        },
      })
      const before = await untilPayment(shop, { quantity: 3 })
      await shop.front.applyPromotion(before.cart.id, code)
      const session = await shop.front.createPaymentSession(
        before.collectionId,
        shop.store.seeded.providerId,
      )
      const no = merchantOrderNo(String(session.data["merchant_order_no"]))
      const { totalAmount, accessoryContent } = toldAbout({ ...before, no })
      const { amount, discountableAmount, vatAmount } = accessoryContent?.amountDetail ?? {}
      expect(fils(discountableAmount)).toBeGreaterThan(0)
      expect(fils(amount) - fils(discountableAmount) + fils(vatAmount)).toBe(fils(totalAmount))
      expect(fils(totalAmount)).toBeLessThan(Math.round(before.cart.total * 100))
    })

    it("nothing of who buys", async () => {
      const checkout = await untilPayment(shop)
      const text = JSON.stringify(toldAbout(checkout))
      for (const personal of ["mariam", "example.com", "Corniche", "Abu Dhabi", checkout.cart.id]) {
        expect(text.toLowerCase()).not.toContain(personal.toLowerCase())
      }
    })

    it("of other goods for the same money by a new order, because the old one described others", async () => {
      const checkout = await untilPayment(shop)
      const { providerId } = shop.store.seeded
      const again = await shop.front.createPaymentSession(checkout.collectionId, providerId)
      expect(again.data["merchant_order_no"]).toBe(checkout.no)
      const carts = shop.ctx.container.resolve(Modules.CART)
      const [item] = await carts.listLineItems({ cart_id: checkout.cart.id })
      await carts.updateLineItems(String(item?.id), { product_title: "Something else" })
      const other = await shop.front.createPaymentSession(checkout.collectionId, providerId)
      expect(other.data["merchant_order_no"]).not.toBe(checkout.no)
      expect(shop.simulator.books.order(checkout.no).status).toBe("FAILURE")
    })
  })

  describe("a way to pay", () => {
    async function scenes(query: string): Promise<StorePayByScenesResponse> {
      const response = await fetch(`${shop.store.address}/store/payby/scenes?${query}`, {
        headers: { "x-publishable-api-key": shop.store.seeded.publishableKey },
      })
      expect(response.status).toBe(200)
      return JSON.parse(await response.text())
    }

    it("is offered for a cart and for its region alike, in the merchant's order", async () => {
      const { cart } = await untilPayment(shop)
      const offer = await scenes(`cart_id=${cart.id}`)
      expect(offer.provider_id).toBe(shop.store.seeded.providerId)
      expect(offer.scenes.map((one) => one.scene)).toEqual([
        "PAYPAGE",
        "DYNQR",
        "EWALLET",
        "INAPP",
        "JSAPI",
      ])
      expect(await scenes(`region_id=${shop.store.seeded.regionId}`)).toEqual(offer)
    })

    it("is not offered where the currency is not AED", async () => {
      const regions = shop.ctx.container.resolve(Modules.REGION)
      const abroad = await regions.createRegions({ name: "Abroad", currency_code: "usd" })
      expect(await scenes(`region_id=${abroad.id}`)).toEqual({ scenes: [], provider_id: null })
    })

    it("opens the wallet the shopper chose", async () => {
      const data = { scene: "EWALLET", wallet: "ALIPAYPLUS", os_type: "ANDROID" }
      const checkout = await untilPayment(shop, { data })
      expect(toldAbout(checkout).paySceneParams).toMatchObject({
        eWalletCode: "ALIPAYPLUS",
        subEWalletCode: "ALIPAYALL",
        osType: "ANDROID",
      })
      expect(checkout.session.data["pay_url"]).toContain("/wallet")
    })

    it("that PayBy has not granted is replaced by the next best, staff is told, and the next shopper does not wait for the refusal", async () => {
      shop.simulator.configure({ scenes: ["PAYPAGE", "EWALLET"] })
      try {
        const checkout = await untilPayment(shop, { data: { scene: "DYNQR" } })
        expect(checkout.session.data["scene"]).toBe("PAYPAGE")
        const orders = await shop.ctx.payby.orders.ofCollection(checkout.collectionId)
        expect(orders.map(({ scene, attention }) => [scene, attention])).toEqual([
          ["DYNQR", "scene-not-granted"],
          ["PAYPAGE", null],
        ])
        const calls = shop.simulator.callCount("placeOrder")
        const next = await untilPayment(shop, { data: { scene: "DYNQR" } })
        expect(shop.simulator.callCount("placeOrder")).toBe(calls + 1)
        expect((await ledgerRow(shop, next.no)).scene).toBe("PAYPAGE")
        const offer = await scenes(`cart_id=${next.cart.id}`)
        expect(offer.scenes.map((one) => one.scene)).not.toContain("DYNQR")
        await shop.simulator.pay(checkout.no)
        await untilSettled(shop, checkout.no)
        await expectOnePaidOrder(shop, checkout)
      } finally {
        shop.simulator.configure({ scenes: ["PAYPAGE", "DYNQR", "EWALLET", "INAPP", "JSAPI"] })
      }
    })
  })
}

function fils(money: { amount: number } | undefined): number {
  return Math.round((money?.amount ?? 0) * 100)
}
