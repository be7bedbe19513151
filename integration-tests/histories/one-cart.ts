import { randomUUID } from "node:crypto"
import {
  addShippingMethodToCartWorkflow,
  cancelOrderWorkflow,
  createCartWorkflow,
  createPaymentCollectionForCartWorkflow,
  refundPaymentWorkflow,
} from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import { SHOPPER } from "../../example/storefront"
import type { MerchantOrderNo } from "../../src/gateway"
import { numberOf } from "../support/checkout"
import { OTHER_PROVIDER } from "../support/other-provider"
import type { Shop } from "../support/shop"
import type { Happening, History } from "./happenings"
import type { Sabotage } from "./sabotage"

/** One cart with a payment collection, whose history is being played. */
export class OneCart {
  /** Orders whose pay link the shopper has, in the order of handing out. */
  readonly links: MerchantOrderNo[] = []
  /** What was found broken while it happened. */
  readonly broken: string[] = []
  /** What was done, and what the store said to it. */
  readonly diary: string[] = []

  private constructor(
    private readonly shop: Shop,
    private readonly sabotage: Sabotage,
    readonly cartId: string,
    readonly collectionId: string,
    readonly history: History,
  ) {}

  /** Everything up to the payment, in fewer steps than a storefront takes. */
  static async fill(shop: Shop, sabotage: Sabotage, history: History): Promise<OneCart> {
    const { regionId, variantId, shippingOptionId } = shop.store.seeded
    const { container } = shop.ctx
    const { result: cart } = await createCartWorkflow(container).run({
      input: {
        ...SHOPPER,
        // The core cannot make the same new customer twice at the same moment.
        email: `${randomUUID()}@example.com`,
        region_id: regionId,
        items: [{ variant_id: variantId, quantity: 1 }],
      },
    })
    await addShippingMethodToCartWorkflow(container).run({
      input: { cart_id: cart.id, options: [{ id: shippingOptionId }] },
    })
    const { result: collection } = await createPaymentCollectionForCartWorkflow(container).run({
      input: { cart_id: cart.id },
    })
    return new OneCart(shop, sabotage, cart.id, collection.id, history)
  }

  /** Resolves when all of it is over, also what ran in the background. */
  async play(): Promise<void> {
    const background: Promise<void>[] = []
    for (const moment of this.history) {
      const done = this.attempt(moment)
      if (moment.inBackground) background.push(done)
      else await done
    }
    await Promise.all(background)
  }

  /** Whoever does it may be refused: that is the store's business. */
  private async attempt(now: Happening): Promise<void> {
    const said = await this.happen(now).then(
      () => "done",
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    this.diary.push(`${new Date().toISOString()} ${JSON.stringify(now)}: ${said}`)
    const { books } = this.shop.simulator
    const payable = this.links.filter((no) => books.order(no).status === "CREATED")
    if (payable.length > 1) this.broken.push(`several orders can be paid: ${payable.join()}`)
  }

  private async happen(now: Happening): Promise<unknown> {
    const { shop } = this
    const { simulator } = shop
    switch (now.do) {
      case "start":
        return inTabs(now.tabs, () => this.start())
      case "choose another provider":
        return shop.front.createPaymentSession(this.collectionId, OTHER_PROVIDER)
      case "change the cart":
        return shop.front.addItem(this.cartId, shop.store.seeded.variantId, 1)
      case "pay":
        return simulator.pay(this.link(now.which))
      case "decline":
        return simulator.decline(this.link(now.which))
      case "complete":
        return inTabs(now.tabs, () => shop.front.complete(this.cartId))
      case "the session is deleted":
        return this.deleteSession()
      case "staff cancels the order":
        return cancelOrderWorkflow(shop.ctx.container).run({
          input: { order_id: await this.orderId() },
        })
      case "staff refunds":
        return this.refund(now.quarters)
      case "PayBy settles":
        return simulator.settle(this.link(now.which))
      case "the link expires":
        return simulator.expire(this.link(now.which))
      case "PayBy is away":
        await simulator.goDown()
        await sleep(now.ms)
        return simulator.comeBack()
      case "the network spoils":
        return simulator.faults.add({
          call: now.call,
          merchantOrderNo: this.links.at(-1),
          fault: now.fault,
        })
      case "a notification is":
        return simulator.notifications.add({ merchantOrderNo: this.links.at(-1), fault: now.fault })
      case "a wake-up is lost":
        return this.sabotage.loseWakeUp()
      case "the ledger fails":
        return this.sabotage.plan({ ...now, collectionId: this.collectionId })
      case "time passes":
        return sleep(now.ms)
    }
  }

  private async start(): Promise<void> {
    const { front, store } = this.shop
    const session = await front.createPaymentSession(this.collectionId, store.seeded.providerId)
    const no = numberOf(session)
    if (typeof session.data["pay_url"] === "string" && !this.links.includes(no)) this.links.push(no)
  }

  private async deleteSession(): Promise<void> {
    const [session] = await this.shop.medusa.sessionsOf(this.collectionId)
    if (session === undefined) throw new Error("there is no session")
    await this.shop.ctx.container.resolve(Modules.PAYMENT).deletePaymentSession(session.id)
  }

  private async refund(quarters: number): Promise<void> {
    const payments = await this.shop.medusa.paymentsOf(this.collectionId)
    const payment = payments.find(({ captures }) => captures.length > 0)
    if (payment === undefined) throw new Error("nothing is captured")
    const amount = Math.round(payment.amount * 25 * quarters) / 100
    await refundPaymentWorkflow(this.shop.ctx.container).run({
      input: { payment_id: payment.id, amount },
    })
  }

  private async orderId(): Promise<string> {
    const [order] = await this.shop.medusa.ordersOf(this.cartId)
    if (order === undefined) throw new Error("there is no order")
    return order.id
  }

  private link(which: number): MerchantOrderNo {
    const no = this.links.at(-1 - which)
    if (no === undefined) throw new Error("nobody has a link")
    return no
  }
}

/** The same at the same moment; one that succeeds is enough. */
async function inTabs(tabs: number, work: () => Promise<unknown>): Promise<void> {
  await Promise.any(Array.from({ length: tabs }, work)).catch((error: unknown) => {
    throw error instanceof AggregateError ? error.errors[0] : error
  })
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
