import { SHOPPER } from "../../example/storefront"
import { numberOf } from "../support/checkout"
import { eventually } from "../support/eventually"
import type { Statement } from "../support/postgres-messages"
import type { Program } from "../support/program"

/** Ids that belong to one errand alone: a session's, a payment's, a capture's, an order's. */
const OWN_ID = /\b(?:payses|pay|capt|order|ordtrx)_[0-9A-Z]{26}\b/g
const ORDER_NO = /\b\d{14}-[0-9a-z]{16}\b/g
/** What is written here is about one errand; elsewhere one statement may be about several. */
const OWN_ROWS =
  /^insert into (?:"public"\.)?"(?:payby_order|payment_session|payment|capture|order_cart)"/i
const PATIENCE_MS = 120_000
/** How soon a shopper presses the button once more. */
const TRY_AGAIN_MS = 500

/** One cart and everything that becomes of it, in a store that may die meanwhile. */
export class Errand {
  /** Its numbers at PayBy, the oldest first, also those that nobody was told of. */
  readonly numbers: string[] = []
  /** What its shopper wants to pay. */
  total = 0
  /** Staff was told that a refund is on its way. */
  toldOfRefund = false
  readonly #ids: Set<string>

  private constructor(
    private readonly program: Program,
    readonly cartId: string,
    readonly collectionId: string,
  ) {
    this.#ids = new Set([cartId, collectionId])
    program.postgres.onStatement((statement) => this.#learn(statement))
  }

  /** A cart with everything but a payment. */
  static async begin(program: Program): Promise<Errand> {
    const { front, store } = program
    const { id } = await front.createCart(store.regionId)
    await front.addItem(id, store.variantId, 1)
    await front.setShopper(id, { ...SHOPPER, email: `${id}@example.com` })
    const cart = await front.chooseShipping(id, store.shippingOptionId)
    const collection = await front.createPaymentCollection(id)
    const errand = new Errand(program, id, collection.id)
    errand.total = cart.total
    return errand
  }

  /** Whether a statement is about this errand, by itself or by its transaction. */
  isIn(statement: Statement): boolean {
    return [statement, ...statement.before].some(({ values }) => this.#isNamedIn(values))
  }

  /** Asks once for a pay link. */
  async start(): Promise<string> {
    const { front, store } = this.program
    const session = await front.createPaymentSession(this.collectionId, store.providerId)
    if (!session.data["pay_url"]) throw new Error("the session has no pay link")
    return numberOf(session)
  }

  /** Asks for a pay link as long as it takes, and pays. */
  async buy(): Promise<void> {
    const attempt = async () => {
      await this.program.simulator.pay(await this.start())
      return true
    }
    await eventually(attempt, "a payment", PATIENCE_MS, TRY_AGAIN_MS)
  }

  async pay(): Promise<void> {
    await this.program.simulator.pay(this.latest)
  }

  async complete(): Promise<void> {
    await this.program.front.complete(this.cartId)
  }

  /** The shopper puts something more into the cart. */
  async wantMore(): Promise<void> {
    const { front, store } = this.program
    this.total = (await front.addItem(this.cartId, store.variantId, 1)).total
  }

  /** Staff gives so much back, as the admin does it. */
  async refund(paymentId: string, amount: number): Promise<void> {
    await this.program.admin(`/admin/payments/${paymentId}/refund`, { amount })
    this.toldOfRefund = true
  }

  get latest(): string {
    const no = this.numbers.at(-1)
    if (no === undefined) throw new Error("it has no order at PayBy yet")
    return no
  }

  #isNamedIn(values: string): boolean {
    return [...this.#ids, ...this.numbers].some((id) => values.includes(id))
  }

  #learn({ sql, values }: Statement): void {
    if (!OWN_ROWS.test(sql) || !this.#isNamedIn(values)) return
    for (const [id] of values.matchAll(OWN_ID)) this.#ids.add(id)
    for (const [no] of values.matchAll(ORDER_NO)) {
      if (!this.numbers.includes(no)) this.numbers.push(no)
    }
  }
}
