import { inspect } from "node:util"
import { SHOPPER } from "../../example/storefront"
import type { Shop } from "../support/shop"
import { untilPayment, untilSettled } from "../support/checkout"

/** Keys and people appear nowhere they could be read. */
export function secrets(shop: Shop): void {
  describe("a secret", () => {
    const printed: string[] = []
    const spies: jest.SpyInstance[] = []

    beforeAll(() => {
      for (const stream of [process.stdout, process.stderr]) {
        const spy = jest.spyOn(stream, "write")
        spies.push(spy.mockImplementation((chunk) => printed.push(String(chunk)) > 0))
      }
      // Where jest puts a console of its own in front of the streams.
      for (const method of ["log", "info", "warn", "error", "debug"] as const) {
        const spy = jest.spyOn(console, method)
        spies.push(spy.mockImplementation((...said) => void printed.push(said.join(" "))))
      }
      shop.ctx.payby.logger.setLogLevel?.("silly")
    })

    afterAll(() => {
      shop.ctx.payby.logger.unsetLogLevel?.()
      for (const spy of spies) spy.mockRestore()
    })

    it("is in no log line of a checkout that goes wrong in every way and then right", async () => {
      shop.simulator.faults.add({ call: "placeOrder", fault: { kind: "unsigned" } })
      await expect(untilPayment(shop)).rejects.toThrow()
      const checkout = await untilPayment(shop)
      const fault = { kind: "forge" } as const
      shop.simulator.notifications.add({ merchantOrderNo: checkout.no, fault })
      await shop.simulator.pay(checkout.no)
      await shop.front.complete(checkout.cart.id)
      await untilSettled(shop, checkout.no)
      // Lines are JSON: whatever had quotes has them escaped.
      const lines = printed.join("").replaceAll("\\", "")
      expect(lines).toContain(checkout.no)
      for (const secret of secretsOf(shop)) expect(lines).not.toContain(secret)
      const sent = shop.simulator.notifications.sent()
      expect(sent.length).toBeGreaterThan(0)
      for (const { body, sign } of sent) {
        expect(lines).not.toContain(String(body))
        expect(lines).not.toContain(String(sign))
      }
      expect(lines).not.toContain(SHOPPER.shipping_address.address_1)
    })

    it("is in nothing the module can be printed as", () => {
      const { payby } = shop.ctx
      const prints = [
        inspect(payby, { depth: 12, showHidden: true }),
        JSON.stringify(payby.settings),
        JSON.stringify(payby.gateway),
      ]
      for (const secret of secretsOf(shop)) expect(prints.join("")).not.toContain(secret)
    })

    it("is in nothing the storefront is given", async () => {
      const { session } = await untilPayment(shop)
      for (const secret of secretsOf(shop)) {
        expect(JSON.stringify(session)).not.toContain(secret)
      }
    })
  })
}

/** Lines from the middle of the keys: no encoding of a whole key is without them. */
function secretsOf(shop: Shop): string[] {
  const pem = String(shop.simulator.merchantPrivateKey)
  return pem.split("\n").filter((line) => line.length > 40)
}
