import type { StorePayByPayment, StorePayByPaymentResponse } from "../../src/types"
import { eventually } from "../support/eventually"
import type { Shop } from "../support/shop"
import {
  expectNothingTaken,
  expectOnePaidOrder,
  ledgerRow,
  numberOf,
  untilPaid,
  untilPayment,
  untilSettled,
} from "../support/checkout"

/** What a shopper is shown of a payment, and how they give it up. */
export function shoppers(shop: Shop): void {
  async function call(method: "GET" | "POST", path: string) {
    const response = await fetch(`${shop.store.address}/store/payby/payments/${path}`, {
      method,
      headers: { "x-publishable-api-key": shop.store.seeded.publishableKey },
    })
    return { status: response.status, text: await response.text() }
  }

  async function ask(method: "GET" | "POST", path: string): Promise<StorePayByPayment> {
    const { status, text } = await call(method, path)
    expect(`${status} ${text}`).toMatch(/^200 /)
    const answer: StorePayByPaymentResponse = JSON.parse(text)
    return answer.payment
  }

  const paymentOf = (key: string, query = "") => ask("GET", `${key}${query}`)

  describe("a shopper who waits", () => {
    it("is shown link, expiry and cart of the payment, by the session's id or the order's number, without a call to PayBy", async () => {
      const checkout = await untilPayment(shop)
      const bySession = await paymentOf(checkout.session.id)
      expect(bySession).toMatchObject({
        session_id: checkout.session.id,
        merchant_order_no: checkout.no,
        status: "waiting",
        reason: null,
        scene: "PAYPAGE",
        pay_url: checkout.session.data["pay_url"],
        scanned: false,
        expires_at: checkout.session.data["expires_at"],
        cart_id: checkout.cart.id,
        order_id: null,
        retry_after_ms: 3_000,
      })
      const { expires_in_ms: _left, ...same } = await paymentOf(checkout.no)
      expect(bySession).toMatchObject(same)
      expect(shop.simulator.calls({ merchantOrderNo: checkout.no })).toHaveLength(1)
    })

    it("is shown the order without asking again, because the answer is held back until it is there", async () => {
      const checkout = await untilPayment(shop)
      const { version } = await paymentOf(checkout.no)
      const held = paymentOf(checkout.session.id, `?wait=25&seen=${version}`)
      await shop.simulator.pay(checkout.no)
      let answer = await held
      while (answer.retry_after_ms !== null) {
        answer = await paymentOf(checkout.session.id, `?wait=25&seen=${answer.version}`)
      }
      const [order] = await shop.medusa.ordersOf(checkout.cart.id)
      expect(answer).toMatchObject({ status: "ordered", order_id: order?.id, pay_url: null })
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("has PayBy asked for them when every notification is lost, but no oftener than the schedule says", async () => {
      shop.simulator.notifications.mode = "lose"
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      const { version } = await paymentOf(checkout.no)
      const impatient = setInterval(() => void call("GET", checkout.no), 20)
      const answer = await paymentOf(checkout.no, `?wait=25&seen=${version}`)
      clearInterval(impatient)
      expect(["paid", "ordered"]).toContain(answer.status)
      await untilSettled(shop, checkout.no)
      const asked = shop.simulator.calls({ call: "getOrder", merchantOrderNo: checkout.no })
      expect(asked).toHaveLength(1)
      await expectOnePaidOrder(shop, checkout)
    })

    it("sees that somebody scanned the code and has to confirm in the app", async () => {
      const checkout = await untilPayment(shop, { data: { scene: "DYNQR" } })
      const before = shop.simulator.callCount("getCashierUrlInfo")
      const began = Date.now()
      const shown = await Promise.all(Array.from({ length: 10 }, () => paymentOf(checkout.no)))
      expect(shown.map(({ scanned }) => scanned)).not.toContain(true)
      const held = paymentOf(checkout.no, `?wait=25&seen=${shown[0]?.version}`)
      await eventually(() => shop.simulator.callCount("getCashierUrlInfo") > before, "PayBy asked")
      // Ten looked at the code at once, and PayBy was asked once, as the schedule has it.
      const perSchedule = 1 + Math.floor((Date.now() - began) / 4_000)
      const times = shop.simulator.callCount("getCashierUrlInfo") - before
      expect(times).toBeLessThanOrEqual(perSchedule)
      await shop.simulator.scan(checkout.no)
      expect(await held).toMatchObject({ status: "waiting", scanned: true })
      const asked = shop.simulator.callCount("getCashierUrlInfo")
      await paymentOf(checkout.no)
      expect(shop.simulator.callCount("getCashierUrlInfo")).toBe(asked)
    })

    it("learns that a newer payment of the cart took this one's place", async () => {
      const checkout = await untilPayment(shop)
      const { variantId, providerId } = shop.store.seeded
      await shop.front.addItem(checkout.cart.id, variantId, 1)
      await shop.front.createPaymentSession(checkout.collectionId, providerId)
      const answer = await eventually(async () => {
        const payment = await paymentOf(checkout.no)
        return payment.status === "closed" && payment
      }, "the old payment closed")
      expect(answer).toMatchObject({ reason: "replaced", pay_url: null, retry_after_ms: null })
    })

    it("is told what to ask when the question is not understood", async () => {
      const { no } = await untilPayment(shop)
      expect((await call("GET", `${no}?wait=26`)).status).toBe(400)
      expect((await call("GET", `${no}?wait=soon`)).status).toBe(400)
    })
  })

  describe("a shopper who gives up", () => {
    it("has the order closed at PayBy at once, and may start again with the same cart", async () => {
      const checkout = await untilPayment(shop)
      const answer = await ask("POST", `${checkout.session.id}/cancel`)
      expect(answer).toMatchObject({ status: "closed", reason: "given-up", pay_url: null })
      expect(shop.simulator.books.order(checkout.no).status).toBe("FAILURE")
      const { providerId } = shop.store.seeded
      const again = await shop.front.createPaymentSession(checkout.collectionId, providerId)
      const no = numberOf(again)
      expect(no).not.toBe(checkout.no)
      await shop.simulator.pay(no)
      await untilSettled(shop, no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("may say so twice", async () => {
      const checkout = await untilPayment(shop)
      const answers = await Promise.all([
        ask("POST", `${checkout.no}/cancel`),
        ask("POST", `${checkout.no}/cancel`),
      ])
      for (const answer of answers) expect(["closing", "closed"]).toContain(answer.status)
      expect(await ask("POST", `${checkout.no}/cancel`)).toMatchObject({ reason: "given-up" })
    })

    it("after paying keeps the order", async () => {
      const checkout = await untilPaid(shop)
      expect(await ask("POST", `${checkout.no}/cancel`)).toMatchObject({ status: "ordered" })
      expect(shop.simulator.calls({ call: "revokeOrder", merchantOrderNo: checkout.no })).toEqual(
        [],
      )
      await expectOnePaidOrder(shop, checkout)
    })

    it("in the moment of paying gets the order, because PayBy closes nothing that is paid", async () => {
      shop.simulator.notifications.mode = "lose"
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      expect((await ledgerRow(shop, checkout.no)).status).toBe("CREATED")
      expect(await ask("POST", `${checkout.no}/cancel`)).toMatchObject({ status: "ordered" })
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it("while PayBy does not answer is told that it is being closed, and it is", async () => {
      const checkout = await untilPayment(shop)
      shop.simulator.faults.add({
        call: "cancelOrder",
        merchantOrderNo: checkout.no,
        fault: { kind: "garbage", body: "empty", effect: false },
      })
      expect(await ask("POST", `${checkout.no}/cancel`)).toMatchObject({ status: "closing" })
      await eventually(
        async () => (await paymentOf(checkout.no)).status === "closed",
        "the order closed by the job",
      )
      await expectNothingTaken(shop, checkout)
    })

    it("of an unknown payment and of another provider's is answered the same", async () => {
      const { collectionId } = await untilPayment(shop)
      const foreign = await shop.ctx.payments.createPaymentSession(collectionId, {
        provider_id: "pp_system_default",
        currency_code: "aed",
        amount: 10,
        data: {},
      })
      const keys = ["payses_01UNKNOWN", foreign.id, "20200101000000-0000000000000000", "%00", "x y"]
      const answers = await Promise.all(
        keys.flatMap((key) => [call("GET", key), call("POST", `${key}/cancel`)]),
      )
      for (const answer of answers) expect(answer).toEqual(answers[0])
      expect(answers[0]?.status).toBe(404)
    })
  })
}
