import type { PayByPaymentProvider } from "../../src/providers/payby/service"
import { MemoryLock } from "./memory-lock"
import { OURS, round, sum } from "./memory-medusa"
import type { Data, MemoryMedusa, Order, Payment, RefundInput, Session } from "./memory-medusa"
import { invalid, MemoryPayments } from "./memory-payments"
import type { Turn } from "./stage"

/** Session states that the core completes a cart with. */
const LIVE = ["pending", "requires_more", "authorized", "captured", "pending_authorization"]

/**
 * Medusa's core as it runs in one process: its workflows around payments, step by step and in the order
 * of version 2.21, with its compensations and with its flaws (it completes a cart with the first session
 * it finds, swallows refunds that fail, deletes and creates sessions side by side).
 */
export class MemoryCore extends MemoryPayments {
  readonly #lock = new MemoryLock()

  constructor(
    db: MemoryMedusa,
    turn: Turn,
    provider: () => PayByPaymentProvider,
    private readonly emitCancelled: (orderId: string) => void,
  ) {
    super(db, turn, provider)
  }

  /** The new session and the old ones' end side by side, as the core has it. */
  async startSession(providerId: string, data: Data = {}): Promise<Session> {
    await this.turn("start a session")
    const before = this.db.sessions.map(({ id }) => id)
    const [started, deleted] = await Promise.allSettled([
      this.createSession(providerId, data),
      this.#deleteAll(before),
    ])
    if (started.status === "fulfilled") return started.value
    const gone = deleted.status === "fulfilled" ? deleted.value : []
    for (const session of gone) {
      await this.createSession(session.provider_id, session.data).catch(() => undefined)
    }
    throw started.reason
  }

  async deleteSessions(ids: readonly string[]): Promise<void> {
    const deleted = await this.#deleteAll(ids)
    if (deleted.length < ids.length) throw new Error("Could not delete all payment sessions")
  }

  /** @throws when the cart cannot be completed; then whatever it did is undone, as far as it can be */
  async completeCart(): Promise<Order> {
    return this.#lock.within(async () => {
      await this.turn("complete the cart")
      const standing = this.#orderOfCart()
      const session = this.db.sessions.find(({ status }) => LIVE.includes(status))
      if (session === undefined) throw invalid("Payment sessions are required to complete cart")
      if (standing !== undefined) return standing
      try {
        return await this.#place(session)
      } catch (error) {
        await this.#refundIfCaptured(session.id)
        throw error
      }
    })
  }

  async capturePayment(id: string): Promise<void> {
    await this.turn(`capture ${id}`)
    const payment = this.payment(id)
    if (payment.canceled_at !== null) throw invalid("The payment has been canceled.")
    if (!payment.isCaptured) {
      const capture = { id: this.db.id("capt"), amount: payment.amount }
      payment.captures.push(capture)
      if (payment.provider_id === OURS) {
        await this.provider().capturePayment({ data: payment.data, context: {} })
      }
      payment.isCaptured = true
    }
    await this.turn("tell the order of its captures")
    for (const order of this.#ordersOfCollection()) noteCaptures(order, payment)
  }

  /** Errors of the provider are swallowed, and the order is told of the refund all the same. */
  async refundPayments(input: readonly RefundInput[]): Promise<void> {
    await this.turn("refund payments")
    for (const { payment_id, amount } of input) {
      const payment = this.payment(payment_id)
      const exceeds = sum(payment.captures) - sum(payment.refunds) - Number(amount) < -0.001
      if (exceeds) throw invalid("trying to refund amount greater than the refundable amount")
    }
    for (const one of input) await this.refundPayment(one).catch(() => undefined)
    await this.turn("tell the order of its refunds")
    for (const { payment_id, amount } of input) {
      for (const order of this.#ordersOfCollection()) {
        order.transactions.push({
          reference: "refund",
          reference_id: payment_id,
          amount: -Number(amount),
        })
      }
    }
  }

  /** As the admin does it: the refund comes first, and what speaks against it afterwards. */
  async refundOfOrder(input: RefundInput): Promise<void> {
    await this.turn("refund of the order")
    const [order] = this.#ordersOfCollection()
    if (order === undefined) throw invalid("no order")
    await this.refundPayment(input)
    await this.turn("tell the order of its refund")
    for (const { id } of this.payment(input.payment_id).refunds) {
      if (order.transactions.some(({ reference_id }) => reference_id === id)) continue
      const amount = -Number(input.amount)
      order.transactions.push({ reference: "refund", reference_id: id, amount })
    }
    if (order.status === "canceled") throw invalid("Order has been canceled")
  }

  async cancelOrder(id: string): Promise<void> {
    await this.turn(`cancel ${id}`)
    const order = this.db.orders.find((one) => one.id === id)
    if (order === undefined || order.status === "canceled") throw invalid("no such order")
    const payments = [...this.db.payments]
    const refundable = payments.filter((one) => sum(one.captures) - sum(one.refunds) > 0.001)
    await Promise.all([
      this.refundPayments(
        refundable.map((one) => ({
          payment_id: one.id,
          amount: round(sum(one.captures) - sum(one.refunds)),
        })),
      ),
      ...payments
        .filter((one) => one.captures.length === 0)
        .map((one) => this.cancelPayment(one.id).catch(() => undefined)),
    ])
    await this.turn(`${id} is cancelled`)
    order.status = "canceled"
    this.emitCancelled(id)
  }

  async linkToCart(orderId: string): Promise<void> {
    await this.turn(`link ${orderId} to the cart`)
    this.#link("ofCart", orderId)
  }

  async linkToCollection(orderId: string): Promise<void> {
    await this.turn(`link ${orderId} to the collection`)
    this.#link("ofCollection", orderId)
  }

  /** The shopper changes the cart: the sessions go, and the collection gets the new total. */
  async changeTotal(total: number): Promise<void> {
    await this.#lock.within(async () => {
      await this.turn(`the cart costs ${total}`)
      if (this.db.isCompleted) throw invalid("cart is completed")
      if (this.db.total === total) return
      this.db.total = total
      const ids = this.db.sessions.map(({ id }) => id)
      await Promise.all([
        this.#deleteAll(ids),
        this.turn(`the collection costs ${total}`).then(() => {
          this.db.amount = total
        }),
      ])
    })
  }

  async revivePayment(id: string): Promise<void> {
    await this.turn(`${id} is alive`)
    this.payment(id).canceled_at = null
  }

  async changeCollection(amount: number): Promise<void> {
    await this.turn(`the collection costs ${amount}`)
    this.db.amount = amount
  }

  // -- parts of them

  async #place(session: Session): Promise<Order> {
    await this.turn("create the order")
    if (!this.db.inStock) throw invalid("out of stock")
    const order: Order = {
      id: this.db.id("order"),
      created_at: new Date(),
      total: this.db.total,
      status: "pending",
      ofCart: false,
      ofCollection: false,
      transactions: [],
    }
    const wasCompleted = this.db.isCompleted
    this.db.orders.push(order)
    let payment: Payment | null = null
    try {
      await Promise.all([
        this.linkToCart(order.id),
        this.linkToCollection(order.id),
        this.turn("the cart is completed").then(() => {
          this.db.isCompleted = true
        }),
      ])
      payment = await this.authorizeSession(session.id)
      await this.turn("tell the order of its captures")
      noteCaptures(order, payment)
      return order
    } catch (error) {
      if (payment !== null) await this.cancelPayment(payment.id).catch(() => undefined)
      await this.turn("take the order back")
      this.db.orders = this.db.orders.filter((one) => one !== order)
      this.db.isCompleted = wasCompleted
      throw error
    }
  }

  /** The core gives back what was captured for a cart it could not complete, then starts a session anew. */
  async #refundIfCaptured(sessionId: string): Promise<void> {
    await this.turn("refund if captured")
    const payment = this.paymentOf(sessionId)
    const session = this.db.sessions.find(({ id }) => id === sessionId)
    if (session === undefined || payment === null || !payment.isCaptured) return
    if (this.#orderOfCart() !== undefined) return
    try {
      await this.refundPayments([{ payment_id: payment.id, amount: session.amount }])
      await this.startSession(session.provider_id, session.data)
    } catch {
      // The core logs it and goes on.
    }
  }

  #link(as: "ofCart" | "ofCollection", orderId: string): void {
    const known = this.db.orders.filter((one) => one[as])
    if (known.some(({ id }) => id !== orderId)) throw new Error("Cannot create multiple links")
    for (const order of this.db.orders) if (order.id === orderId) order[as] = true
  }

  #orderOfCart(): Order | undefined {
    return this.db.orders.find(({ ofCart }) => ofCart)
  }

  #ordersOfCollection(): Order[] {
    return this.db.orders.filter(({ ofCollection }) => ofCollection)
  }

  async #deleteAll(ids: readonly string[]): Promise<Session[]> {
    const sessions = this.db.sessions.filter(({ id }) => ids.includes(id))
    const ended = await Promise.allSettled(ids.map((id) => this.deleteSession(id)))
    return sessions.filter(({ id }) => ended[ids.indexOf(id)]?.status === "fulfilled")
  }
}

/** An order is told of each capture once. */
function noteCaptures(order: Order, payment: Payment): void {
  for (const { id, amount } of payment.captures) {
    if (order.transactions.some(({ reference_id }) => reference_id === id)) continue
    order.transactions.push({ reference: "capture", reference_id: id, amount })
  }
}
