import type { Agenda } from "./agenda"
import type { Books, Chargeback, Order } from "./books"
import { type Fils, filsOf, share } from "./money"
import type { Orders } from "./orders"
import { demand, sceneParameter } from "./records"
import type { Settings } from "./settings"
import type { StoryClock } from "./story-clock"

/** PayBy's fee for the merchant, in ten-thousandths. */
const FEE = 250

/** How the payer pays. */
export interface PayOptions {
  /** Discount that PayBy grants the payer, in AED, such as "5.00": `paidAmount` gets smaller. */
  discount?: string
  /** `BANKCARD`, `CARD`, `BALANCE`, `INSTALLMENT`, `EWALLET`; by default what suits the scene. */
  channel?: string
  /** The order is `SETTLED` in the same moment. */
  settled?: boolean
}

/** How a payment is declined. */
export interface DeclineOptions {
  /**
   * The order fails with the attempt. By default only an order placed with `oneTimePayment` "true"
   * does; any other stays `CREATED` and the payer may try again.
   */
  final?: boolean
}

/** What a chargeback is about. */
export interface ChargebackOptions {
  /** In AED; by default what was paid. */
  amount?: string
  caseType?: string
}

export interface PayerWorld {
  readonly books: Books
  readonly clock: StoryClock
  readonly agenda: Agenda
  readonly settings: Settings
  readonly orders: Orders
}

/** What happens to an order from the payer's side, and inside PayBy. */
export class Payer {
  #world: PayerWorld

  constructor(world: PayerWorld) {
    this.#world = world
  }

  /** Throws when the order is not `CREATED`: nobody can pay twice. */
  pay(merchantOrderNo: string, options: PayOptions = {}): void {
    const { clock, agenda, settings, orders } = this.#world
    const order = this.#order(merchantOrderNo)
    if (order.status !== "CREATED") {
      throw new Error(`Order ${merchantOrderNo} is ${order.status} and cannot be paid.`)
    }
    const paidFils = order.totalFils - readAed(options.discount ?? "0")
    if (paidFils < 0) throw new Error("The discount is larger than the order.")
    order.payment = {
      paidAt: clock.now(),
      paidFils,
      channel: options.channel ?? (order.scene === "PAYPAGE" ? "BANKCARD" : "BALANCE"),
      payeeFeeFils: share(paidFils, FEE),
    }
    if (options.settled) {
      this.#settle(order, "paid and settled at once")
      return
    }
    orders.become(order, "PAID_SUCCESS", "paid by the payer")
    agenda.after(settings.settleAfterMs, () => {
      if (order.status === "PAID_SUCCESS") this.#settle(order, "settled to the merchant")
    })
  }

  /** The bank or the wallet said no. */
  decline(merchantOrderNo: string, options: DeclineOptions = {}): void {
    const order = this.#demandCreated(merchantOrderNo, "declined")
    order.declines += 1
    const oneTime = sceneParameter(order.parameters.paySceneParams, "oneTimePayment") === "true"
    if (options.final ?? oneTime) {
      const cause = { failCode: "92000", failDes: "Risk control rejection" }
      this.#world.orders.fail(order, "the payment was declined", cause)
    }
  }

  expire(merchantOrderNo: string): void {
    this.#world.orders.expire(this.#demandCreated(merchantOrderNo, "expired"))
  }

  settle(merchantOrderNo: string): void {
    const order = this.#order(merchantOrderNo)
    if (order.status !== "PAID_SUCCESS") {
      throw new Error(`Order ${merchantOrderNo} is ${order.status} and cannot be settled.`)
    }
    this.#settle(order, "settled to the merchant")
  }

  scan(merchantOrderNo: string): void {
    this.#order(merchantOrderNo).scanned = true
  }

  chargeback(merchantOrderNo: string, options: ChargebackOptions = {}): Chargeback {
    const order = this.#order(merchantOrderNo)
    if (!order.payment) throw new Error(`Order ${merchantOrderNo} was never paid.`)
    const { paidFils } = order.payment
    const chargeback = {
      merchantOrderNo,
      orderNo: order.orderNo,
      at: this.#world.clock.now(),
      payFils: paidFils,
      chargebackFils: options.amount === undefined ? paidFils : readAed(options.amount),
      caseType: options.caseType ?? "FRAUD",
    }
    this.#world.books.chargebacks.push(chargeback)
    return chargeback
  }

  #settle(order: Order, why: string): void {
    order.settledAt = this.#world.clock.now()
    this.#world.orders.become(order, "SETTLED", why)
  }

  #demandCreated(merchantOrderNo: string, what: string): Order {
    const order = this.#order(merchantOrderNo)
    if (order.status !== "CREATED") {
      throw new Error(`Order ${merchantOrderNo} is ${order.status} and cannot be ${what}.`)
    }
    return order
  }

  /** What is due comes first: an order whose time ran out a moment ago takes no payment. */
  #order(merchantOrderNo: string): Order {
    this.#world.agenda.runDue()
    return demand(this.#world.books.orders.get(merchantOrderNo), "order", merchantOrderNo)
  }
}

function readAed(text: string): Fils {
  const fils = filsOf(text)
  if (fils === undefined) throw new Error(`"${text}" is not an amount such as "5.00".`)
  return fils
}
