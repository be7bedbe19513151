import { checkOut, type Checkout, type Storefront } from "../storefront"

/** A checkout that was started for a case. */
export interface Started {
  readonly merchantOrderNo: string
  /** How the store answered the shopper; null when PayBy did not let it. */
  readonly checkout: Promise<Checkout | null>
}

/** Enough of the example store's goods for PayBy's AED 500. */
const QUANTITY = 5

/**
 * Where shoppers of several cases check out at the same time. PayBy gets their orders one after the
 * other, so that it is known which order belongs to which case.
 */
export class Terminal {
  #turn: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly shop: Storefront,
    private readonly providerId: string,
  ) {}

  /** Checks out; `stage` is called right before the order is placed and tells its number. */
  async start(stage: () => Promise<string>): Promise<Started> {
    let placed = (_no: string) => {}
    const merchantOrderNo = new Promise<string>((done) => (placed = done))
    const shop: Storefront = {
      ...this.shop,
      // Medusa refuses two carts that make a customer of the same new address at the same time.
      setShopper: (cartId, shopper) =>
        this.shop.setShopper(cartId, { ...shopper, email: `${cartId}@example.com` }),
      createPaymentSession: (...wish) =>
        this.#inTurn(async () => {
          const number = stage()
          const session = this.shop.createPaymentSession(...wish)
          placed(await Promise.race([number, session.then(() => number)]))
          return { session }
        }).then(({ session }) => session),
    }
    const checkout = checkOut(shop, { quantity: QUANTITY, providerId: this.providerId })
    const settled = checkout.catch(() => null)
    const no = await Promise.race([merchantOrderNo, checkout.then(() => merchantOrderNo)])
    return { merchantOrderNo: no, checkout: settled }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }
}
