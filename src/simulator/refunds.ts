import type { Agenda } from "./agenda"
import type { Books, Order, Refund, RefundStatus } from "./books"
import { invalidParameter, Refusal } from "./codes"
import { readMerchantNumber, readText, readUrl } from "./fields"
import { type JsonObject, sameParameters } from "./json"
import { type Fils, readPositiveMoney } from "./money"
import type { Numbers } from "./numbers"
import { orderNamed, orderNoField } from "./orders"
import type { Settings } from "./settings"
import type { StoryClock } from "./story-clock"

const REFUNDABLE_FOR_MS = 180 * 24 * 60 * 60 * 1000

export interface RefundWorld {
  readonly books: Books
  readonly clock: StoryClock
  readonly agenda: Agenda
  readonly numbers: Numbers
  readonly settings: Settings
  /** Told of every change of a refund's status. */
  readonly onChange: (refund: Refund) => void
}

/** Refunds: accepted at once, carried out later (`CREATED` → `REFUNDED_SETTLED` → `SUCCESS`). */
export class Refunds {
  #world: RefundWorld

  constructor(world: RefundWorld) {
    this.#world = world
  }

  /** Idempotent by `refundMerchantOrderNo`, as orders are by theirs. */
  place(biz: JsonObject): Refund {
    const refundNo = readMerchantNumber(biz, "refundMerchantOrderNo")
    if (refundNo === undefined) {
      throw invalidParameter("refundMerchantOrderNo is missing (merchantOrderNo does not name it)")
    }
    const fils = readPositiveMoney(biz.amount, "amount")
    checkTexts(biz)
    const known = this.#world.books.refunds.get(refundNo)
    if (known) {
      if (sameParameters(known.parameters, biz)) return known
      throw new Refusal("62017", "the refund number was used with other business parameters")
    }
    const order = orderNamed(this.#world.books, biz, "originMerchantOrderNo", "originOrderNo")
    this.#demandRefundable(order, fils)
    return this.#accept(order, refundNo, fils, biz, false)
  }

  get(biz: JsonObject): Refund {
    const { books } = this.#world
    const { merchantOrderNo, orderNo } = orderNoField(biz, "refundMerchantOrderNo", "orderNo")
    const refund =
      merchantOrderNo === undefined
        ? books.refundByNo(orderNo ?? "")
        : books.refunds.get(merchantOrderNo)
    if (!refund) throw new Refusal("62007", "no such refund")
    return refund
  }

  /** PayBy's own refund order, made when a settled order is revoked. */
  placeByRevoke(order: Order): Refund {
    const { numbers, clock } = this.#world
    return this.#accept(
      order,
      `RV${numbers.orderNo("refund", clock.now())}`,
      order.totalFils,
      {},
      true,
    )
  }

  /** The one place where a refund changes its status; a finished one stays as it is. */
  become(refund: Refund, status: RefundStatus): void {
    if (refund.status === "SUCCESS" || refund.status === "FAILURE" || refund.status === status)
      return
    refund.status = status
    if (status === "REFUNDED_SETTLED") refund.settledAt = this.#world.clock.now()
    this.#world.onChange(refund)
  }

  #demandRefundable(order: Order, fils: Fils): void {
    const { books, clock } = this.#world
    if (order.revoked) throw new Refusal("62040", "the order was revoked")
    if (order.status === "CREATED") throw new Refusal("62015", "the order is not paid")
    if (order.status === "FAILURE") throw new Refusal("62002", "the order failed")
    if (clock.now() - order.createdAt > REFUNDABLE_FOR_MS) {
      throw new Refusal("62045", "the order is older than 180 days")
    }
    if (fils > order.totalFils - books.refundedFils(order)) {
      throw new Refusal("62006", "more than what is left to refund")
    }
  }

  #accept(
    order: Order,
    refundMerchantOrderNo: string,
    fils: Fils,
    parameters: JsonObject,
    byRevoke: boolean,
  ): Refund {
    const { books, clock, numbers, agenda, settings } = this.#world
    const refund: Refund = {
      refundMerchantOrderNo,
      orderNo: numbers.orderNo("refund", clock.now()),
      originMerchantOrderNo: order.merchantOrderNo,
      parameters,
      fils,
      createdAt: clock.now(),
      byRevoke,
      status: "CREATED",
    }
    books.addRefund(refund)
    agenda.after(settings.refundSettlesAfterMs, () => this.become(refund, "REFUNDED_SETTLED"))
    agenda.after(settings.refundSucceedsAfterMs, () => this.become(refund, "SUCCESS"))
    return refund
  }
}

function checkTexts(biz: JsonObject): void {
  readUrl(biz, "notifyUrl", 200)
  readText(biz, "operatorName", 200)
  readText(biz, "reason", 64)
  readText(biz, "deviceId", 200)
  readText(biz, "secondaryMerchantId", 200)
  readText(biz, "reserved", 200)
}
