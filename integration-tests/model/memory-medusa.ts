/** What a session or a Payment carries for its provider. */
export type Data = Record<string, unknown>

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
  /** What its cart cost when it was written. */
  readonly total: number
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

/** What amounts add up to, in dirhams. */
export function sum(parts: readonly { amount: number }[]): number {
  return round(parts.reduce((total, { amount }) => total + amount, 0))
}

/** To the fils. */
export function round(amount: number): number {
  return Math.round(amount * 100) / 100
}
