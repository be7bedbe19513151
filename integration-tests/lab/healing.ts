import { Modules } from "@medusajs/framework/utils"
import type { CallFault, CallName, Simulator } from "../../src/simulator"
import type { MerchantOrderNo } from "../../src/gateway"
import { SHOPPER } from "../../example/storefront"
import { numberOf } from "../support/checkout"
import { eventually } from "../support/eventually"
import { noteFigures } from "../support/lab-book"
import type { Shop } from "../support/shop"
import { DOUBLE_TROUBLE, WAYS } from "./ways"

/** Carts are much work for a store; links without a cart mostly wait. */
const CARTS_AT_ONCE = 3
const LINKS_AT_ONCE = 12
const PATIENCE_MS = 120_000
/** How soon a shopper presses the button once more. */
const TRY_AGAIN_MS = 700

const CALLS = [
  "placeOrder",
  "getOrder",
  "cancelOrder",
  "revokeOrder",
  "placeRefund",
  "getRefund",
] as const satisfies CallName[]

/** What goes wrong with the calls about one payment collection, one after the other. */
type Plan = Partial<Record<(typeof CALLS)[number], readonly CallFault[]>>

/** One matter that goes wrong, and what is wrong with its books afterwards; null: nothing. */
interface Matter {
  readonly plan: Plan
  live(begin: (collectionId: string) => void): Promise<() => Promise<string | null>>
}

/**
 * Every call of the settlement's × every way it can go wrong; PayBy notifies of nothing and the event bus
 * loses everything meanwhile. Then all is well again, and the books must agree.
 */
export function healing(shop: Shop): void {
  it(`PayBy's books and Medusa's agree after each of ${CALLS.length} calls went wrong in each of ${WAYS} ways, without a notification or an event`, async () => {
    const { simulator, ctx } = shop
    simulator.notifications.mode = "lose"
    const silent = [
      jest.spyOn(ctx.container.resolve(Modules.EVENT_BUS), "emit").mockResolvedValue(undefined),
      // Errors are what this is made of.
      jest.spyOn(ctx.payby.logger, "error").mockImplementation(() => undefined),
    ]
    const plans = new Map<string, Plan>()
    const numbers = new Map<Plan, string[]>()
    const { orders } = ctx.payby
    const open = orders.open.bind(orders)
    const spy = jest.spyOn(orders, "open").mockImplementation((order, ...rest) => {
      const plan = plans.get(order.collectionId)
      if (plan !== undefined) spoil(shop, plan, order.merchantOrderNo, numbers)
      return open(order, ...rest)
    })

    const carts = DOUBLE_TROUBLE.map((faults, i) =>
      bought(shop, faults, DOUBLE_TROUBLE[(i + 7) % DOUBLE_TROUBLE.length] ?? faults),
    )
    const links = DOUBLE_TROUBLE.flatMap((faults) => [
      abandoned(shop, { cancelOrder: faults }),
      paidInVain(shop, { revokeOrder: faults }),
      paidInVain(shop, { revokeOrder: WILL_NOT, placeRefund: faults }),
      paidInVain(shop, { revokeOrder: WILL_NOT, placeRefund: UNANSWERED, getRefund: faults }),
    ])
    const complaints: string[] = []
    const work = async (waiting: Matter[]) => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
        const { plan } = one
        const wrong = await complaintOf(() => one.live((id) => plans.set(id, plan)))
        if (wrong !== null) complaints.push(`${JSON.stringify(plan)}: ${wrong}`)
      }
    }
    const matters = [...carts, ...links]
    await Promise.all([
      ...Array.from({ length: CARTS_AT_ONCE }, () => work(carts)),
      ...Array.from({ length: LINKS_AT_ONCE }, () => work(links)),
    ])
    // Of a cell that no call fell into nothing was proven.
    const unplayed = matters.flatMap(({ plan }) =>
      neverPlayed(simulator, plan, numbers.get(plan) ?? []),
    )
    for (const one of [spy, ...silent]) one.mockRestore()
    noteFigures("fault matrix", {
      "calls of the settlement": CALLS.length,
      "ways to go wrong": WAYS,
      "payments spoilt": matters.length,
      "books that disagree": complaints.length,
    })
    expect({ complaints, unplayed }).toEqual({ complaints: [], unplayed: [] })
  }, 600_000)
}

/** PayBy refuses to revoke, so that only a refund can give the money back. */
const WILL_NOT: readonly CallFault[] = [{ kind: "code", code: "62046" }]
const UNANSWERED: readonly CallFault[] = [{ kind: "garbage", body: "empty" }]

/** Faults wait for the first number of a collection; what did not befall that one awaits the next. */
function spoil(
  { simulator }: Shop,
  plan: Plan,
  merchantOrderNo: string,
  numbers: Map<Plan, string[]>,
): void {
  const earlier = numbers.get(plan) ?? []
  numbers.set(plan, [...earlier, merchantOrderNo])
  for (const { call, fault } of neverPlayed(simulator, plan, earlier)) {
    const about = call === "getRefund" ? firstRefundOf(merchantOrderNo) : merchantOrderNo
    simulator.faults.add({ call, merchantOrderNo: about, fault })
  }
}

/** The ledger numbers an order's refunds from 1. */
function firstRefundOf(no: string): string {
  return `${no}-r1`
}

/** Cells that no call fell into, in their order. */
function neverPlayed(simulator: Simulator, plan: Plan, numbers: readonly string[]) {
  const played = numbers.flatMap((no) => [
    ...simulator.calls({ merchantOrderNo: no }),
    ...simulator.calls({ refundMerchantOrderNo: firstRefundOf(no) }),
  ])
  return CALLS.flatMap((call) =>
    (plan[call] ?? [])
      .filter(({ kind }) => !played.some((one) => one.call === call && one.fault === kind))
      .map((fault) => ({ call, fault })),
  )
}

/** A shopper who pays what a store offers, whatever PayBy answers to its placing and to questions. */
function bought(shop: Shop, placing: readonly CallFault[], asking: readonly CallFault[]): Matter {
  const { front, simulator, medusa } = shop
  return {
    plan: { placeOrder: placing, getOrder: asking },
    async live(begin) {
      const { regionId, variantId, shippingOptionId, providerId } = shop.store.seeded
      const { id } = await front.createCart(regionId)
      await front.addItem(id, variantId, 1)
      // Medusa has trouble with two carts of one guest at the same moment.
      await front.setShopper(id, { ...SHOPPER, email: `${id}@example.com` })
      const cart = await front.chooseShipping(id, shippingOptionId)
      const { id: collectionId } = await front.createPaymentCollection(id)
      begin(collectionId)
      await inTheEnd(async () => {
        const session = await front.createPaymentSession(collectionId, providerId)
        await simulator.pay(numberOf(session))
      })
      return async () => {
        await atRest(shop, collectionId)
        const orders = await medusa.ordersOf(id)
        const [payment, ...others] = await medusa.paymentsOf(collectionId)
        const kept = await keptOf(shop, collectionId)
        const isRight =
          orders.length === 1 &&
          orders[0]?.transacted === cart.total &&
          others.length === 0 &&
          payment?.captures.length === 1 &&
          payment.captures[0] === cart.total &&
          kept === cart.total.toFixed(2)
        return isRight ? null : `${orders.length} orders, PayBy keeps ${kept}`
      }
    },
  }
}

/** A link nobody wants any more: it must be closed at PayBy. */
function abandoned(shop: Shop, plan: Plan): Matter {
  return {
    plan,
    async live(begin) {
      const { collectionId, sessionId, no } = await link(shop, begin, nothing)
      await shop.ctx.container.resolve(Modules.PAYMENT).deletePaymentSession(sessionId)
      return async () => {
        await atRest(shop, collectionId)
        const { status } = shop.simulator.books.order(no)
        return status === "FAILURE" ? null : `it is still ${status}`
      }
    },
  }
}

/** Paid for what is no longer to be had: all of it goes back, in one way or the other. */
function paidInVain(shop: Shop, plan: Plan): Matter {
  return { plan, live: (begin) => payInVain(shop, begin) }
}

async function payInVain(shop: Shop, begin: (collectionId: string) => void) {
  const { collectionId, no } = await link(shop, begin, (no) => shop.simulator.pay(no))
  return async () => {
    await atRest(shop, collectionId)
    const { kept, revoked } = shop.simulator.books.order(no)
    const refunds = shop.simulator.books.refunds(no).filter(({ status }) => status !== "FAILURE")
    const payments = await shop.medusa.paymentsOf(collectionId)
    const isRight = kept === "0.00" && refunds.length + (revoked ? 1 : 0) === 1
    if (isRight && payments.length === 0) return null
    return `PayBy keeps ${kept}, revoked ${revoked}, ${refunds.length} refunds, ${payments.length} payments`
  }
}

/**
 * A pay link without a cart, in a tenth of a checkout's time, and what somebody does with it. Its
 * collection is about another amount by now, so that a payment has to go back.
 */
async function link(
  shop: Shop,
  begin: (collectionId: string) => void,
  use: (no: MerchantOrderNo) => Promise<void>,
) {
  const core = shop.ctx.container.resolve(Modules.PAYMENT)
  const collection = await core.createPaymentCollections({ currency_code: "aed", amount: 1 })
  begin(collection.id)
  return inTheEnd(async () => {
    const session = await core.createPaymentSession(collection.id, {
      provider_id: shop.store.seeded.providerId,
      currency_code: "aed",
      amount: 50,
      data: {},
    })
    const no = numberOf({ data: session.data ?? {} })
    await use(no)
    return { collectionId: collection.id, sessionId: session.id, no }
  })
}

const nothing = async () => undefined

/** People try again, now and then, when the store says that they should or a link does not work. */
async function inTheEnd<T>(attempt: () => Promise<T>): Promise<T> {
  const done = async () => ({ value: await attempt() })
  return (await eventually(done, "success", PATIENCE_MS, TRY_AGAIN_MS)).value
}

/** Nothing is left to do for any order of the collection; what PayBy denies to have counts as over. */
async function atRest(shop: Shop, collectionId: string): Promise<void> {
  await eventually(
    async () => {
      const rows = await shop.ctx.payby.orders.ofCollection(collectionId)
      const open = rows.filter(
        ({ finishedAt, status, absentAt }) =>
          finishedAt === null && !(status === null && absentAt !== null),
      )
      if (open.length === 0) return true
      throw new Error(
        open
          .map(({ intent, status, settlement, attempts, attention }) =>
            [intent, status, settlement, attempts, attention].join(" "),
          )
          .join(", "),
      )
    },
    "rest",
    PATIENCE_MS,
  )
}

async function keptOf(shop: Shop, collectionId: string): Promise<string> {
  const { books } = shop.simulator
  const rows = await shop.ctx.payby.orders.ofCollection(collectionId)
  const kept = rows.flatMap(({ merchantOrderNo: no }) =>
    books.hasOrder(no) ? [Number(books.order(no).kept)] : [],
  )
  return kept.reduce((all, one) => all + one, 0).toFixed(2)
}

async function complaintOf(
  live: () => Promise<() => Promise<string | null>>,
): Promise<string | null> {
  try {
    return await (
      await live()
    )()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
