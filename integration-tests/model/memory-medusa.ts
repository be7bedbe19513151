import { MedusaError } from "@medusajs/framework/utils"
import type { Turn } from "./stage"
import type { PayByPaymentProvider } from "../../src/providers/payby/service"

type Data = Record<string, unknown>

export interface Session {
  readonly id: string
  readonly provider_id: string
  readonly amount: number
  status: string
  data: Data
  authorized: boolean
}

export interface Payment {
  readonly id: string
  readonly payment_session_id: string
  readonly provider_id: string
  readonly amount: number
  data: Data
  readonly captures: { id: string; amount: number }[]
  readonly refunds: RefundRow[]
  isCaptured: boolean
  canceled_at: Date | null
}

export interface RefundRow {
  readonly id: string
  readonly amount: number
  readonly note: string | undefined
  readonly created_by: string | undefined
  readonly created_at: Date
}

/** What a refund is asked with. Amounts of money come as Medusa's callers write them. */
export interface RefundInput {
  readonly payment_id: string
  readonly amount: unknown
  readonly note?: string
  readonly created_by?: string
}

export interface Order {
  readonly id: string
  readonly created_at: Date
  status: "pending" | "canceled"
  /** Its two links, which are written after it, each by itself. */
  ofCart: boolean
  ofCollection: boolean
  readonly transactions: { reference: "capture" | "refund"; reference_id: string; amount: number }[]
}

export const OURS = "pp_payby_payby"
export const OTHER = "pp_system_default"
export const COLLECTION = "pay_col_1"
export const CART = "cart_1"

/** Medusa's database, as far as one cart goes: what survives a crash of the store. */
export class MemoryMedusa {
  total = 141.75
  isCompleted = false
  inStock = true
  /** Of the payment collection; follows the cart's total. */
  amount = 141.75
  sessions: Session[] = []
  payments: Payment[] = []
  /** Orders made of the cart. */
  orders: Order[] = []
  #last = 0

  /** Those that the cart or the collection knows; the others are nobody's. */
  get known(): Order[] {
    return this.orders.filter(({ ofCart, ofCollection }) => ofCart || ofCollection)
  }

  id(prefix: string): string {
    this.#last += 1
    return `${prefix}_${this.#last}`
  }
}

const LIVE = ["pending", "requires_more", "authorized", "captured", "pending_authorization"]
const LOCK_WAIT_MS = 30_000

/** What a process does for a while, and then another may. */
class Lock {
  #holder: Promise<void> | null = null

  async within<T>(work: () => Promise<T>): Promise<T> {
    const giveUpAt = Date.now() + LOCK_WAIT_MS
    while (this.#holder !== null) {
      const waited = new Promise<void>((done) => setTimeout(done, LOCK_WAIT_MS))
      await Promise.race([this.#holder, waited])
      if (Date.now() >= giveUpAt) throw new Error("Failed to acquire lock")
    }
    let release: () => void = () => undefined
    this.#holder = new Promise((done) => (release = done))
    try {
      return await work()
    } finally {
      this.#holder = null
      release()
    }
  }
}

/**
 * Medusa's core as it runs in one process: its workflows around payments, step by step and in the order
 * of version 2.21, with its compensations and with its flaws (it completes a cart with the first session
 * it finds, swallows refunds that fail, deletes and creates sessions side by side).
 */
export class MemoryCore {
  readonly #lock = new Lock()

  constructor(
    private readonly db: MemoryMedusa,
    private readonly turn: Turn,
    private readonly provider: () => PayByPaymentProvider,
    private readonly emitCancelled: (orderId: string) => void,
  ) {}

  // -- the payment module

  async createSession(providerId: string, data: Data): Promise<Session> {
    await this.turn(`create a session with ${providerId}`)
    const { amount } = this.db
    const id = this.db.id("payses")
    const session: Session = {
      id,
      provider_id: providerId,
      amount,
      status: "pending",
      data,
      authorized: false,
    }
    this.db.sessions.push(session)
    try {
      if (providerId === OURS) {
        const input = { ...data, session_id: id }
        const context = { idempotency_key: id }
        const started = await this.provider().initiatePayment({
          amount,
          currency_code: "aed",
          data: input,
          context,
        })
        await this.turn(`${id} is started`)
        session.data = { ...input, ...started.data }
        session.status = started.status ?? "pending"
      }
      return session
    } catch (error) {
      await this.turn(`${id} could not be started`)
      this.#forget(id)
      throw error
    }
  }

  async deleteSession(id: string): Promise<void> {
    await this.turn(`delete ${id}`)
    const session = this.#session(id)
    if (session.provider_id === OURS) await this.provider().deletePayment({ data: session.data })
    await this.turn(`${id} is deleted`)
    this.#forget(id)
  }

  async authorizeSession(id: string): Promise<Payment> {
    await this.turn(`authorise ${id}`)
    const session = this.#session(id)
    const recorded = this.#paymentOf(id)
    if (recorded !== null && session.authorized) return recorded
    const ours = session.provider_id === OURS
    const answer = ours
      ? await this.provider().authorizePayment({
          data: session.data,
          context: { idempotency_key: id },
        })
      : { status: "authorized", data: session.data }
    await this.turn(`record the payment of ${id}`)
    try {
      const current = this.#session(id)
      if (this.#paymentOf(id) !== null) throw new Error("unique payment_session_id")
      current.status = "authorized"
      current.authorized = true
      current.data = answer.data ?? {}
      const captured = answer.status === "captured"
      const payment: Payment = {
        id: this.db.id("pay"),
        payment_session_id: id,
        provider_id: current.provider_id,
        amount: current.amount,
        data: answer.data ?? {},
        captures: captured ? [{ id: this.db.id("capt"), amount: current.amount }] : [],
        refunds: [],
        isCaptured: captured,
        canceled_at: null,
      }
      this.db.payments.push(payment)
      return payment
    } catch (error) {
      if (ours) await this.provider().cancelPayment({ data: answer.data, context: {} })
      throw error
    }
  }

  async refundPayment(input: RefundInput): Promise<void> {
    await this.turn(`refund ${String(input.amount)}`)
    const payment = this.#payment(input.payment_id)
    const amount = Number(input.amount)
    if (sum(payment.captures) - sum(payment.refunds) - amount < -0.001) {
      throw invalid("You cannot refund more than what is captured on the payment.")
    }
    const { note, created_by } = input
    const refund = { id: this.db.id("ref"), amount, note, created_by, created_at: new Date() }
    payment.refunds.push(refund)
    if (payment.provider_id !== OURS) return
    try {
      await this.provider().refundPayment({
        data: payment.data,
        amount: { value: String(amount), precision: 20 },
        context: { idempotency_key: refund.id },
      })
      await this.turn(`${refund.id} is made`)
    } catch (error) {
      await this.turn(`${refund.id} failed`)
      this.deleteRefund(refund.id)
      throw error
    }
  }

  /** Rows that are not there are none. */
  deleteRefund(id: string): void {
    for (const { refunds } of this.db.payments) {
      const at = refunds.findIndex((one) => one.id === id)
      if (at >= 0) refunds.splice(at, 1)
    }
  }

  async cancelPayment(id: string): Promise<void> {
    await this.turn(`cancel ${id}`)
    const payment = this.#payment(id)
    if (payment.provider_id === OURS) {
      await this.provider().cancelPayment({ data: payment.data, context: { idempotency_key: id } })
    }
    await this.turn(`${id} is cancelled`)
    payment.canceled_at = new Date()
  }

  async updateSession(id: string, status: string, data: Data): Promise<void> {
    await this.turn(`${id} becomes ${status}`)
    const session = this.#session(id)
    session.status = status
    session.data = data
  }

  // -- the workflows

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

  async processCaptured(sessionId: string): Promise<void> {
    await this.turn(`process ${sessionId} as captured`)
    const recorded = this.#paymentOf(sessionId)
    const session = this.db.sessions.find(({ id }) => id === sessionId)
    if (session === undefined) throw new Error("the core would act on another cart now")
    const placed = this.#orderOfCart() !== undefined
    await this.#lock.within(async () => {
      const payment = recorded ?? (await this.authorizeSession(sessionId))
      await this.capturePayment(payment.id)
    })
    if (!placed) await this.completeCart().catch(() => undefined)
  }

  async capturePayment(id: string): Promise<void> {
    await this.turn(`capture ${id}`)
    const payment = this.#payment(id)
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
      const payment = this.#payment(payment_id)
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
    for (const { id } of this.#payment(input.payment_id).refunds) {
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

  // -- parts of them

  async #place(session: Session): Promise<Order> {
    await this.turn("create the order")
    if (!this.db.inStock) throw invalid("out of stock")
    const order: Order = {
      id: this.db.id("order"),
      created_at: new Date(),
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
    const payment = this.#paymentOf(sessionId)
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

  #session(id: string): Session {
    const session = this.db.sessions.find((one) => one.id === id)
    if (session === undefined) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `PaymentSession ${id} was not found`)
    }
    return session
  }

  #payment(id: string): Payment {
    const payment = this.db.payments.find((one) => one.id === id)
    if (payment === undefined) throw invalid(`no payment ${id}`)
    return payment
  }

  #paymentOf(sessionId: string): Payment | null {
    return this.db.payments.find((one) => one.payment_session_id === sessionId) ?? null
  }

  #forget(id: string): void {
    this.db.sessions = this.db.sessions.filter((one) => one.id !== id)
  }
}

/** An order is told of each capture once. */
function noteCaptures(order: Order, payment: Payment): void {
  for (const { id, amount } of payment.captures) {
    if (order.transactions.some(({ reference_id }) => reference_id === id)) continue
    order.transactions.push({ reference: "capture", reference_id: id, amount })
  }
}

export function sum(parts: readonly { amount: number }[]): number {
  return round(parts.reduce((total, { amount }) => total + amount, 0))
}

function round(amount: number): number {
  return Math.round(amount * 100) / 100
}

function invalid(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, message)
}
