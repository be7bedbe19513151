import { MedusaError } from "@medusajs/framework/utils"
import type { PayByPaymentProvider } from "../../src/providers/payby/service"
import { OURS, sum } from "./memory-medusa"
import type { Data, MemoryMedusa, Payment, RefundInput, Session } from "./memory-medusa"
import type { Turn } from "./stage"

/** Medusa's payment module as it runs in one process: its methods around a provider, step by step. */
export class MemoryPayments {
  constructor(
    protected readonly db: MemoryMedusa,
    protected readonly turn: Turn,
    protected readonly provider: () => PayByPaymentProvider,
  ) {}

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
      this.forget(id)
      throw error
    }
  }

  async deleteSession(id: string): Promise<void> {
    await this.turn(`delete ${id}`)
    const session = this.session(id)
    if (session.provider_id === OURS) await this.provider().deletePayment({ data: session.data })
    await this.turn(`${id} is deleted`)
    this.forget(id)
  }

  async authorizeSession(id: string): Promise<Payment> {
    await this.turn(`authorise ${id}`)
    const session = this.session(id)
    const recorded = this.paymentOf(id)
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
      const current = this.session(id)
      if (this.paymentOf(id) !== null) throw new Error("unique payment_session_id")
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
    const payment = this.payment(input.payment_id)
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
    const payment = this.payment(id)
    if (payment.provider_id === OURS) {
      await this.provider().cancelPayment({ data: payment.data, context: { idempotency_key: id } })
    }
    await this.turn(`${id} is cancelled`)
    payment.canceled_at = new Date()
  }

  async updateSession(id: string, status: string, data: Data): Promise<void> {
    await this.turn(`${id} becomes ${status}`)
    const session = this.session(id)
    session.status = status
    session.data = data
  }

  protected session(id: string): Session {
    const session = this.db.sessions.find((one) => one.id === id)
    if (session === undefined) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `PaymentSession ${id} was not found`)
    }
    return session
  }

  protected payment(id: string): Payment {
    const payment = this.db.payments.find((one) => one.id === id)
    if (payment === undefined) throw invalid(`no payment ${id}`)
    return payment
  }

  protected paymentOf(sessionId: string): Payment | null {
    return this.db.payments.find((one) => one.payment_session_id === sessionId) ?? null
  }

  private forget(id: string): void {
    this.db.sessions = this.db.sessions.filter((one) => one.id !== id)
  }
}

/** As the core says that something cannot be done. */
export function invalid(message: string): MedusaError {
  return new MedusaError(MedusaError.Types.INVALID_DATA, message)
}
