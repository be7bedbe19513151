import type { Books, Order, Refund } from "./books"
import type { CallName } from "./calls"
import { Refusal } from "./codes"
import { demandText } from "./fields"
import type { JsonObject } from "./json"
import type { Numbers } from "./numbers"
import { orderPage, refundPage } from "./order-pages"
import type { Orders } from "./orders"
import type { Refunds } from "./refunds"
import { revoke, type RevokeWorld } from "./revoke"
import { linkField } from "./scenes"
import type { Settings } from "./settings"
import { statementOf, type Statement } from "./statement"
import type { StoryClock } from "./story-clock"
import { transferNamed } from "./transfers"
import { acquireOrder, refundOrder, refundSummary, transferOrder } from "./wire"

export interface VerbWorld extends RevokeWorld {
  readonly books: Books
  readonly clock: StoryClock
  readonly numbers: Numbers
  readonly settings: Settings
  readonly orders: Orders
  readonly refunds: Refunds
  readonly partnerId: string
  readonly payLink: (order: Order) => string
}

/** What a call answers with when PayBy says yes: a JSON body, a statement's zip, or bare text. */
export type Answer = { body: JsonObject } | { statement: Statement } | { text: Buffer }

type Verb = (biz: JsonObject, requestTime: number) => Answer

/** Masked number of whoever scanned the QR code, as in PayBy's sample. */
const SCANNED_BY = "+971-58*92"

/** Every call of PayBy's API, by name. A verb throws a `Refusal` to say no. */
export function verbs(world: VerbWorld): Readonly<Record<CallName, Verb>> {
  const { books, orders, refunds, partnerId, numbers } = world
  const aboutOrder = (order: Order): JsonObject => ({
    acquireOrder: acquireOrder(order, partnerId, numbers.turn()),
  })
  const aboutRefund = (refund: Refund): Answer => {
    const origin = books.orders.get(refund.originMerchantOrderNo)
    const summary = origin && refundSummary(origin.totalFils, books.refundedFils(origin))
    return { body: { refundOrder: refundOrder(refund), refundSummary: summary } }
  }
  return {
    placeOrder: (biz, requestTime) => {
      const order = orders.place(biz, requestTime)
      const params = { [linkField(order.scene)]: world.payLink(order) }
      const payable = order.status === "CREATED"
      return { body: { ...aboutOrder(order), interActionParams: payable ? params : undefined } }
    },
    getOrder: (biz) => ({ body: aboutOrder(orders.get(biz)) }),
    cancelOrder: (biz) => ({ body: aboutOrder(orders.cancel(biz)) }),
    revokeOrder: (biz) => ({ body: aboutOrder(revoke(world, biz)) }),
    updateExpiredTime: (biz) => ({ body: aboutOrder(orders.prolong(biz)) }),
    getCashierUrlInfo: (biz) => ({ body: cashier(world, biz) }),
    placeRefund: (biz) => aboutRefund(refunds.place(biz)),
    getRefund: (biz) => aboutRefund(refunds.get(biz)),
    queryOrderPage: (biz) => ({ body: orderPage(books, biz, partnerId) }),
    queryRefundOrderPage: (biz) => ({ body: refundPage(books, biz) }),
    getOrderStatement: (biz) => ({ statement: statementOf(world, biz) }),
    getTransferOrder: (biz) => ({
      body: { transferOrder: transferOrder(transferNamed(books, biz, false)) },
    }),
    getTransferToBankOrder: (biz) => ({
      body: { transferToBankOrder: transferOrder(transferNamed(books, biz, true)) },
    }),
    verifySign: (biz) => ({ body: biz }),
  }
}

/** Who scanned the code; an empty payer while nobody has. */
function cashier({ books, payLink }: VerbWorld, biz: JsonObject): JsonObject {
  const tokenUrl = demandText(biz, "tokenUrl", 2048)
  const token = URL.canParse(tokenUrl) ? new URL(tokenUrl).searchParams.get("ft") : null
  const order = token === null ? undefined : books.orderByToken(token)
  if (!order || payLink(order) !== tokenUrl || order.status === "FAILURE") {
    throw new Refusal("62082", "the link does not exist or has expired")
  }
  return { payer: order.scanned ? { mobileNumberMask: SCANNED_BY } : {} }
}
