import type { Shop } from "../support/shop"
import {
  expectNothingTaken,
  expectOnePaidOrder,
  untilPayment,
  untilSettled,
} from "../support/checkout"
import type { Unpaid } from "../support/checkout"

/** The way back from PayBy, in whichever browser. */
export function comingBack(shop: Shop): void {
  /** A browser that has never been here: no cookie, no header, no publishable key. */
  async function comeBack(address: string) {
    const response = await fetch(address, { redirect: "manual" })
    const location = response.headers.get("location")
    return { status: response.status, location, headers: response.headers }
  }

  /** Where PayBy was told to send the payer. */
  function redirectUrl(checkout: Unpaid): string {
    const [placed] = shop.simulator.calls({ call: "placeOrder", merchantOrderNo: checkout.no })
    const params: { redirectUrl: string } = JSON.parse(
      JSON.stringify(placed?.bizContent?.paySceneParams),
    )
    return params.redirectUrl
  }

  const route = () => `${shop.store.address}/hooks/payby/return`
  const page = (path: string) => `${shop.store.address}/shop${path}`

  describe("a shopper who comes back", () => {
    it("in another browser than the one that started finds the order, also when every notification is lost", async () => {
      shop.simulator.notifications.mode = "lose"
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      const first = await comeBack(redirectUrl(checkout))
      expect(first.status).toBe(303)
      let { location } = first
      // On a busy machine the order may take longer than the shopper is kept from the waiting page.
      while (location?.includes("/return")) ({ location } = await comeBack(redirectUrl(checkout)))
      const [order] = await shop.medusa.ordersOf(checkout.cart.id)
      expect(location).toBe(page(`/order?order_id=${order?.id}`))
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("without having paid waits, and nothing is taken, whatever the address claims", async () => {
      const checkout = await untilPayment(shop)
      const claims = "&status=PAID_SUCCESS&paid=true&order_id=order_1&result=success"
      const { location, headers } = await comeBack(`${redirectUrl(checkout)}${claims}`)
      const cart = `merchant_order_no=${checkout.no}&cart_id=${checkout.cart.id}`
      expect(location).toBe(page(`/return?${cart}`))
      expect(headers.get("cache-control")).toBe("no-store")
      expect(headers.get("referrer-policy")).toBe("no-referrer")
      await expectNothingTaken(shop, checkout)
    })

    it("after the payment was closed may start again", async () => {
      const checkout = await untilPayment(shop)
      await shop.simulator.expire(checkout.no)
      let { location } = await comeBack(redirectUrl(checkout))
      while (!location?.includes("was=")) ({ location } = await comeBack(redirectUrl(checkout)))
      const cart = `merchant_order_no=${checkout.no}&cart_id=${checkout.cart.id}`
      expect(location).toBe(page(`/return?${cart}&was=closed`))
    })

    it("over and over has PayBy asked no oftener than the schedule says", async () => {
      shop.simulator.notifications.mode = "lose"
      const checkout = await untilPayment(shop)
      const began = Date.now()
      const asked = () => shop.simulator.calls({ call: "getOrder", merchantOrderNo: checkout.no })
      while (asked().length < 2) {
        await Promise.all(Array.from({ length: 20 }, () => comeBack(redirectUrl(checkout))))
      }
      // Counted over the whole time: a call may be late on its way, and the next one not.
      expect(asked().length).toBeLessThanOrEqual(1 + (Date.now() - began) / 4_000)
    })

    it("is never sent to any place but the merchant's own pages, whatever the address holds", async () => {
      const { no } = await untilPayment(shop)
      const evil = encodeURIComponent("https://evil.example/")
      const addresses = [
        "",
        `?merchant_order_no=${evil}`,
        `?merchant_order_no=//evil.example`,
        `?merchant_order_no=${no}&merchant_order_no=${evil}`,
        `?merchant_order_no[]=${evil}`,
        `?merchant_order_no=${no}&origin=${evil}&return_origin=${evil}`,
        `?merchant_order_no=${no}&redirect=${evil}&success=${evil}&return_url=${evil}`,
        `?origin=${evil}`,
        "?merchant_order_no=20200101000000-0000000000000000",
      ]
      for (const address of addresses) {
        const { status, location } = await comeBack(`${route()}${address}`)
        expect(`${address} ${status}`).toBe(`${address} 303`)
        expect(new URL(String(location)).origin).toBe(shop.store.address)
        expect(location).not.toContain("evil")
      }
    })
  })
}
