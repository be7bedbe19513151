import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { aed, refundTerms, toWire } from "../../src/gateway"
import { ADVICE } from "../../src/modules/payby/advice"
import { PAYBY_EVENTS } from "../../src/modules/payby/events"
import { notificationBody, notify, rawRequest, signedWith, strangersKey } from "../support/forge"
import { eventually } from "../support/eventually"
import { heard } from "../support/heard"
import type { Shop } from "../support/shop"
import {
  expectNothingTaken,
  expectOnePaidOrder,
  ledgerRow,
  untilPaid,
  untilPayment,
  untilSettled,
} from "../support/checkout"
import type { Unpaid } from "../support/checkout"

/** POST /hooks/payby: says yes only to what is on disk, and believes only what PayBy signed. */
export function notifications(shop: Shop): void {
  describe("a notification", () => {
    it("is acknowledged as PayBy wants it, and a repeat is too, but stored once", async () => {
      const checkout = await untilPayment(shop)
      await shop.simulator.pay(checkout.no)
      await shop.simulator.notifications.idle()
      const first = await lastAttempt(shop, checkout)
      const repeat = await notify(shop.store.address, first.body, { sign: String(first.sign) })
      expect(repeat).toEqual({
        status: 200,
        text: '{"response":"SUCCESS"}',
        type: "application/json; charset=utf-8",
      })
      expect(await stored(shop, checkout)).toBe(1)
      await untilSettled(shop, checkout.no)
    })

    it("is not acknowledged when it cannot be stored, and the order comes with PayBy's repeat", async () => {
      const pg = shop.ctx.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
      const checkout = await untilPayment(shop)
      await pg.raw("ALTER TABLE payby_notification RENAME TO payby_notification_away")
      await shop.simulator.pay(checkout.no)
      await shop.simulator.notifications.idle()
      const refused = await lastAttempt(shop, checkout)
      await pg.raw("ALTER TABLE payby_notification_away RENAME TO payby_notification")
      expect(refused.answer?.http).toBe(500)
      expect(refused.acknowledged).toBe(false)

      await shop.simulator.advance(2 * 60_000)
      expect((await lastAttempt(shop, checkout)).acknowledged).toBe(true)
      await untilSettled(shop, checkout.no)
      await expectOnePaidOrder(shop, checkout)
    })

    it.each([
      ["signed by a stranger", "forge"],
      ["without a signature", "unsigned"],
      ["altered by one byte", "alter"],
    ] as const)("%s gets 401 and changes nothing", async (_how, kind) => {
      const checkout = await untilPayment(shop)
      shop.simulator.notifications.add({ merchantOrderNo: checkout.no, fault: { kind } })
      const before = await ledgerRow(shop, checkout.no)
      await shop.simulator.pay(checkout.no)
      await shop.simulator.notifications.idle()
      expect((await lastAttempt(shop, checkout)).answer?.http).toBe(401)
      expect(await stored(shop, checkout)).toBe(0)
      expect(await ledgerRow(shop, checkout.no)).toEqual(before)
      await expectNothingTaken(shop, checkout)
    })

    it("that is forged as a failure does not close the order", async () => {
      const checkout = await untilPayment(shop)
      const body = notificationBody({ merchantOrderNo: checkout.no, status: "FAILURE" })
      const answer = await notify(shop.store.address, body, {
        sign: signedWith(strangersKey(), body),
      })
      expect(answer.status).toBe(401)
      expect((await ledgerRow(shop, checkout.no)).status).toBe("CREATED")
    })

    it.each([
      ["another amount", { amount: "1.00" }, "amount-differs"],
      ["another merchant", { payeeMid: "200000009999" }, "merchant-differs"],
      ["a status nobody documented", { status: "IN_REVIEW" }, "unknown-status"],
    ] as const)(
      "that tells of %s pays nothing and calls a person",
      async (_what, lie, attention) => {
        const checkout = await untilPayment(shop)
        const fault = { kind: "lie", ...lie } as const
        shop.simulator.notifications.add({ merchantOrderNo: checkout.no, fault })
        await shop.simulator.pay(checkout.no)
        const row = await eventually(async () => {
          const order = await ledgerRow(shop, checkout.no)
          return order.attention !== null && order
        }, "attention")
        expect(row).toMatchObject({ attention, status: "CREATED", settlement: null })
        await expectNothingTaken(shop, checkout)
      },
    )

    it("that tells of another currency is refused as malformed and pays nothing", async () => {
      const checkout = await untilPayment(shop)
      const fault = { kind: "lie", currency: "USD" } as const
      shop.simulator.notifications.add({ merchantOrderNo: checkout.no, fault })
      await shop.simulator.pay(checkout.no)
      await shop.simulator.notifications.idle()
      expect((await lastAttempt(shop, checkout)).answer?.http).toBe(400)
      expect((await ledgerRow(shop, checkout.no)).status).toBe("CREATED")
      await expectNothingTaken(shop, checkout)
    })

    it("about another order than the one that was paid pays neither", async () => {
      const bystander = await untilPayment(shop)
      const checkout = await untilPayment(shop, { quantity: 2 })
      const fault = { kind: "lie", merchantOrderNo: bystander.no } as const
      shop.simulator.notifications.add({ merchantOrderNo: checkout.no, fault })
      await shop.simulator.pay(checkout.no)
      await eventually(
        async () => (await ledgerRow(shop, bystander.no)).attention === "amount-differs",
        "attention on the other order",
      )
      await expectNothingTaken(shop, bystander)
      await expectNothingTaken(shop, checkout)
    })

    it("about an order we do not know is kept and acknowledged, and touches nobody's cart", async () => {
      const bystander = await untilPayment(shop)
      const checkout = await untilPayment(shop)
      const errors = jest.spyOn(shop.ctx.payby.logger, "error").mockImplementation(() => undefined)
      const told = heard(shop, PAYBY_EVENTS.notificationAttention, "20200101000000-nobody")
      const fault = { kind: "lie", merchantOrderNo: "20200101000000-nobody" } as const
      shop.simulator.notifications.add({ merchantOrderNo: checkout.no, fault })
      await shop.simulator.pay(checkout.no)
      await shop.simulator.notifications.idle()
      expect((await lastAttempt(shop, checkout)).acknowledged).toBe(true)
      const [kept] = await eventually(async () => {
        const found = await shop.ctx.payby.listPayByNotifications({
          merchant_order_no: "20200101000000-nobody",
        })
        return found[0]?.processed_at && found
      }, "the notification processed")
      expect(kept).toMatchObject({ outcome: "unknown-order" })
      await expectNothingTaken(shop, bystander)
      expect(await told).toEqual({
        id: kept?.id,
        kind: "payment",
        merchant_order_no: "20200101000000-nobody",
        reason: "unknown-order",
      })
      const said = saidOf("20200101000000-nobody", errors)
      errors.mockRestore()
      expect(said).toEqual([expect.stringContaining(ADVICE["unknown-order"].next)])
    })

    it("of a refund that was made in PayBy's portal asks for a person, on the order it was made of", async () => {
      const checkout = await untilPaid(shop)
      const errors = jest.spyOn(shop.ctx.payby.logger, "error").mockImplementation(() => undefined)
      const { gateway, settings } = shop.ctx.payby
      const past = refundTerms({
        refundMerchantOrderNo: "20200101000000-portal",
        originMerchantOrderNo: checkout.no,
        amount: toWire(aed("1.00")),
        notifyUrl: settings.notifyUrl,
      })
      expect(await gateway.placeRefund(past)).toMatchObject({ ok: true })
      await eventually(
        async () => (await ledgerRow(shop, checkout.no)).attention === "medusa-disagrees",
        "attention on the order",
      )
      const said = saidOf(checkout.no, errors)
      errors.mockRestore()
      expect(said).toEqual([expect.stringContaining(ADVICE["medusa-disagrees"].next)])
    })

    it("whose signature holds over no JSON gets 400", async () => {
      const checkout = await untilPayment(shop)
      const fault = { kind: "malformed" } as const
      shop.simulator.notifications.add({ merchantOrderNo: checkout.no, fault })
      await shop.simulator.pay(checkout.no)
      await shop.simulator.notifications.idle()
      expect((await lastAttempt(shop, checkout)).answer?.http).toBe(400)
      await expectNothingTaken(shop, checkout)
    })
  })

  describe("the notification route", () => {
    it.each([
      ["nothing", ""],
      ["no JSON", "{not json"],
      ["a __proto__", '{"__proto__":{"polluted":true},"acquireOrder":{"__proto__":{}}}'],
      ["nesting 100,000 deep", "[".repeat(100_000)],
      ["invalid UTF-8", Buffer.from([0x7b, 0xff, 0xfe, 0xc3, 0x28, 0x7d])],
      [
        "numbers that overflow",
        '{"notify_id":1e999,"acquireOrder":{"totalAmount":{"amount":1e999}}}',
      ],
    ])("survives %s, unsigned", async (_what, body) => {
      expect((await notify(shop.store.address, body)).status).toBe(401)
      expect((await fetch(`${shop.store.address}/health`)).status).toBe(200)
    })

    it("refuses ten megabytes without reading them", async () => {
      const answer = await notify(shop.store.address, Buffer.alloc(10 * 1024 * 1024, 0x20))
      expect(answer.status).toBe(413)
    })

    it("refuses two signatures, whichever of them may hold", async () => {
      const body = notificationBody({ merchantOrderNo: "20200101000000-nobody" })
      const status = await rawRequest(
        shop.store.address,
        [
          "POST /hooks/payby HTTP/1.1",
          "Host: store",
          "sign: AAAA",
          "Sign: BBBB",
          `Content-Length: ${body.length}`,
          "Connection: close",
          "",
          body,
        ].join("\r\n"),
      )
      expect(status).toBe("HTTP/1.1 401 Unauthorized")
    })

    it("is not disturbed by a sender who hangs up in the middle", async () => {
      await rawRequest(
        shop.store.address,
        'POST /hooks/payby HTTP/1.1\r\nHost: store\r\nContent-Length: 500\r\n\r\n{"notify',
      )
      expect((await fetch(`${shop.store.address}/health`)).status).toBe(200)
    })

    it("of Medusa's own leaves an order unpaid when what it is told is forged", async () => {
      const checkout = await untilPayment(shop)
      const body = notificationBody({
        merchantOrderNo: checkout.no,
        amount: String(checkout.cart.total),
      })
      await fetch(`${shop.store.address}/hooks/payment/payby_payby`, {
        method: "POST",
        headers: { "Content-Type": "application/json", sign: signedWith(strangersKey(), body) },
        body,
      })
      // Medusa handles its own hook five seconds later; the order is asked about only by ourselves.
      expect((await ledgerRow(shop, checkout.no)).status).toBe("CREATED")
      await expectNothingTaken(shop, checkout)
    })
  })
}

/** What was logged about an order: other orders of the shop go on meanwhile. */
function saidOf(no: string, log: jest.SpyInstance): string[] {
  return log.mock.calls.map(([line]) => String(line)).filter((line) => line.includes(no))
}

async function lastAttempt(shop: Shop, checkout: Unpaid) {
  const { no } = checkout
  const attempts = shop.simulator.notifications.sent()
  const attempt = attempts.filter((one) => one.merchantOrderNo === no && one.attempt > 0).at(-1)
  if (attempt === undefined) throw new Error(`PayBy sent nothing about ${no}`)
  return attempt
}

async function stored(shop: Shop, checkout: Unpaid): Promise<number> {
  const found = await shop.ctx.payby.listPayByNotifications({ merchant_order_no: checkout.no })
  return found.length
}
